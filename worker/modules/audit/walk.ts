import {
  type Anchor,
  after,
  COLUMNS,
  checkAnchors,
  checkRows,
  checkSeal,
  type Finding,
  type Place,
  type RawRow,
  type Seal,
} from "./rules.ts";

/** Asks a database: D1 in the Worker, a file or wrangler in the command. Numbers stand in the text. */
export type Ask = (sql: string) => Promise<Record<string, unknown>[]>;

/** Beyond so many the log is known to be broken, and more would tell nothing. */
const MOST = 100;
const SEALS = 12;

export type Step = { place: Place; findings: Finding[]; done: boolean };

/** Walks over some seals and their rows; after the last of them over the rows that are not sealed. */
export async function step(ask: Ask, ring: string, from: Place, seals = SEALS): Promise<Step> {
  const found = await sealsFrom(ask, from.n, seals);
  const findings: Finding[] = [];
  let place = from;
  const last = found.at(-1);
  const rows = last ? await rowsIn(ask, place.seq, Number(last.toSeq)) : [];
  let first = 0;
  for (const seal of found) {
    let next = first;
    while (next < rows.length && Number(rows[next]?.seq) <= seal.toSeq) next++;
    findings.push(...checkSeal(ring, place, { seal, rows: rows.slice(first, next) }));
    place = after(seal);
    first = next;
  }
  if (last) findings.push(...(await copiesIn(ask, from.seq, Number(last.toSeq))));
  const done = found.length < seals || findings.length >= MOST;
  if (done) findings.push(...(await checkTail(ask, ring, place)));
  return { place, findings: findings.slice(0, MOST), done };
}

/** Walks to the end. */
export async function walk(ask: Ask, ring: string, from: Place, seals = SEALS) {
  const findings: Finding[] = [];
  let place = from;
  for (;;) {
    const next = await step(ask, ring, place, seals);
    findings.push(...next.findings);
    place = next.place;
    if (next.done || findings.length >= MOST) return { place, findings };
  }
}

/** What no seal holds yet: written within the last minute, when the clock runs. */
async function checkTail(ask: Ask, ring: string, place: Place): Promise<Finding[]> {
  const rows = await rowsIn(ask, place.seq, Number.MAX_SAFE_INTEGER);
  const top = rows.at(-1)?.seq ?? place.seq - 1;
  const [told] = await ask(
    `select (select count(*) from seals) as seals,
      (select count(*) from audit where seq < 1) as below,
      (select seq from sqlite_sequence where name = 'audit') as given`,
  );
  return [
    ...checkRows(ring, rows, place.seq, top),
    ...(await copiesIn(ask, place.seq, top)),
    ...(Number(told?.below) > 0 ? [{ what: "row_forged" as const }] : []),
    ...(Number(told?.seals) === place.n - 1 ? [] : [{ what: "seal_changed" as const }]),
    // SQLite remembers the highest number it gave, whatever was deleted since.
    ...(Number(told?.given ?? 0) === top ? [] : [{ what: "tail_cut" as const, seq: top + 1 }]),
  ];
}

/** Rows that stand there a second time under another number: genuine by their mac, but not written. */
async function copiesIn(ask: Ask, from: number, to: number): Promise<Finding[]> {
  const copies = await ask(
    `select t.seq as seq from audit t where t.seq between ${from} and ${to}
      and exists (select 1 from audit o where o.id = t.id and o.seq <> t.seq)`,
  );
  return copies.map(({ seq }) => ({ what: "row_forged", seq: Number(seq) }));
}

/** Whether what was said outside is still so inside. */
export async function holdAnchors(ask: Ask, anchors: readonly Anchor[]): Promise<Finding[]> {
  const numbers = anchors.map(({ n }) => Math.trunc(Number(n))).filter(Number.isSafeInteger);
  const hashes = new Map<number, string>();
  for (let at = 0; at < numbers.length; at += 500) {
    const some = numbers.slice(at, at + 500).join(",");
    for (const { n, hash } of await ask(`select n, hash from seals where n in (${some})`))
      hashes.set(Number(n), String(hash));
  }
  return checkAnchors(anchors, hashes);
}

async function sealsFrom(ask: Ask, n: number, most: number): Promise<Seal[]> {
  const rows = await ask(
    `select n, from_seq as fromSeq, to_seq as toSeq, root, prev, hash, at, kid
      from seals where n >= ${n} order by n limit ${most}`,
  );
  return rows as Seal[];
}

async function rowsIn(ask: Ask, from: number, to: number): Promise<RawRow[]> {
  const rows = await ask(
    `select ${COLUMNS} from audit where seq between ${from} and ${to} order by seq`,
  );
  return rows as RawRow[];
}
