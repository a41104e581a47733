import { createHash } from "node:crypto";
import { type AuditRow, canonical } from "#worker/lib/audit.ts";
import { currentKey, keysFor, macOf, sameText } from "#worker/lib/keys.ts";

// Whether the log is whole, without a database: the Worker, the command and the proof all ask here.

/** A row as SQLite has it: whoever writes by SQL may have put anything into any column. */
export type RawRow = Record<string, unknown> & { seq: number };

/** A seal as the table has it. */
export type Seal = {
  n: number;
  fromSeq: number;
  toSeq: number;
  root: string;
  prev: string;
  hash: string;
  at: string;
  kid: string;
};

/** What does not fit, and where: the number of a row, or of a seal. */
export type Finding = {
  what:
    | "row_changed"
    | "row_missing"
    | "row_forged"
    | "rows_moved"
    | "seal_changed"
    | "seal_missing"
    | "tail_cut"
    | "anchor_missing";
  seq?: number;
  n?: number;
};

/** Where a walk through the log goes on: the next seal, the next row, and the hash before them. */
export type Place = { n: number; seq: number; prev: string };
export const START: Place = { n: 1, seq: 1, prev: "" };

/** A stretch that one seal closes. */
export const MOST_ROWS = 256;

const sha = (text: string) => createHash("sha256").update(text).digest("base64url");

/** The root of a Merkle tree over rows: leaf and node are told apart by their first letter. */
export function rootOf(rows: readonly Pick<AuditRow, "seq" | "mac">[]): string {
  let level = rows.map(({ seq, mac }) => sha(`leaf|${seq}|${mac}`));
  while (level.length > 1)
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, at) => {
      const [left = "", right] = level.slice(at * 2, at * 2 + 2);
      return right === undefined ? left : sha(`node|${left}|${right}`);
    });
  return level[0] ?? sha("empty");
}

/** Closes some rows, which follow each other and what was closed before. */
export function sealOf(
  ring: string,
  place: Place,
  { rows, at }: { rows: readonly Pick<AuditRow, "seq" | "mac">[]; at: string },
): Seal {
  const key = currentKey(ring, "seal");
  const toSeq = rows.at(-1)?.seq ?? place.seq;
  const seal = { n: place.n, fromSeq: place.seq, toSeq, root: rootOf(rows), prev: place.prev };
  const whole = { ...seal, at, kid: key.kid };
  return { ...whole, hash: macOf(key, sealText(whole)) };
}

const sealText = (s: Omit<Seal, "hash">) =>
  JSON.stringify([s.n, s.fromSeq, s.toSeq, s.root, s.prev, s.at, s.kid]);

/** Where the walk goes on after a seal, whatever was found in it. */
export const after = (seal: Seal): Place => ({
  n: Number(seal.n) + 1,
  seq: Number(seal.toSeq) + 1,
  prev: String(seal.hash),
});

/** What does not fit in a seal and in the rows it closes. */
export function checkSeal(
  ring: string,
  place: Place,
  { seal, rows }: { seal: Seal; rows: readonly RawRow[] },
): Finding[] {
  const { n } = seal;
  if (n !== place.n) return [{ what: "seal_missing", n: place.n }];
  const key = keysFor(ring, "seal").find(({ kid }) => kid === seal.kid);
  const own = key !== undefined && sameText(macOf(key, sealText(seal)), String(seal.hash));
  if (!own || seal.prev !== place.prev || seal.fromSeq !== place.seq)
    return [{ what: "seal_changed", n }];
  const wrong = checkRows(ring, rows, place.seq, seal.toSeq);
  if (wrong.length) return wrong;
  const macs = rows.map(({ seq, mac }) => ({ seq, mac: String(mac) }));
  return rootOf(macs) === seal.root ? [] : [{ what: "rows_moved", n }];
}

/** Rows that are missing between two numbers, and rows that are not what was written. */
export function checkRows(
  ring: string,
  rows: readonly RawRow[],
  from: number,
  to: number,
): Finding[] {
  const found: Finding[] = [];
  let next = from;
  for (const row of rows) {
    if (row.seq !== next) found.push({ what: "row_missing", seq: next });
    if (!isGenuine(ring, row)) found.push({ what: "row_changed", seq: row.seq });
    next = row.seq + 1;
  }
  if (next <= to) found.push({ what: "row_missing", seq: next });
  return found;
}

const texts = [
  ...["id", "school_id", "at", "actor", "on_behalf_of", "action", "entity", "entity_id"],
  ...["diff_enc", "ip_prefix", "request_id", "reason", "kid"],
] as const;

/** The columns that a check reads, in SQL. */
export const COLUMNS = ["seq", ...texts, "changed", "mac"].join(", ");

function isGenuine(ring: string, row: RawRow): boolean {
  const key = keysFor(ring, "audit").find(({ kid }) => kid === row.kid);
  if (!key || typeof row.mac !== "string" || typeof row.changed !== "string") return false;
  // Another way of writing the same list is a change too.
  const changed = listIn(row.changed);
  if (!changed || JSON.stringify(changed) !== row.changed) return false;
  const text = (name: (typeof texts)[number]) => row[name] as string;
  return sameText(
    row.mac,
    macOf(
      key,
      canonical({
        ...{ id: text("id"), schoolId: text("school_id"), at: text("at"), actor: text("actor") },
        ...{ onBehalfOf: text("on_behalf_of"), action: text("action"), entity: text("entity") },
        ...{ entityId: text("entity_id"), changed, diffEnc: text("diff_enc") },
        ...{ ipPrefix: text("ip_prefix"), requestId: text("request_id") },
        ...{ reason: text("reason"), kid: text("kid") },
      }),
    ),
  );
}

function listIn(json: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

/** What was said outside of the database while it was true: in the log stream, or in a bucket. */
export type Anchor = { n: number; hash: string };

/** Anchors whose seal is gone, or is another one now. */
export function checkAnchors(
  anchors: readonly Anchor[],
  hashes: ReadonlyMap<number, string>,
): Finding[] {
  return anchors
    .filter(({ n, hash }) => hashes.get(n) !== hash)
    .map(({ n }) => ({ what: "anchor_missing", n }));
}
