import { DAY } from "#worker/lib/clock.ts";
import type { Table } from "./format/rows.ts";
import type { Kind } from "./input.ts";

/** What is in no backup: how backups themselves went, and what is empty between two statements. */
export const notDumped: ReadonlySet<string> = new Set([
  "backups",
  "backup_parts",
  "backup_proofs",
  "guard",
]);

/** The product's own tables, without those of SQLite, D1 and wrangler. */
export const isOurs = (name: string) => !/^(sqlite_|_cf_|d1_)/.test(name) && !notDumped.has(name);

const ALL = "all";

/**
 * What a set that is kept for a year leaves out: national ids, credentials, and registers that
 * were uploaded. `all` is the whole table.
 */
const short: Record<string, readonly string[] | typeof ALL> = {
  students: ["national_id_enc", "national_id_index"],
  users: ["password_enc", "totp_enc"],
  security_alerts: ["hook_secret_enc"],
  recovery_codes: ALL,
  links: ALL,
  calendar_feeds: ALL,
  check_in_links: ALL,
  import_chunks: ALL,
  import_seen: ALL,
};

/** The columns of a table that a kind of backup leaves out. */
export function omitted(kind: Kind, { name, columns }: Table): readonly string[] {
  const left = kind === "monthly" ? short[name] : undefined;
  if (left === ALL) return columns;
  return columns.filter((column) => left?.includes(column));
}

/** Whether nothing of a table is dumped. */
export const isLeftOut = ({
  columns,
  omit,
}: {
  columns: readonly string[];
  omit: readonly string[];
}) => columns.every((column) => omit.includes(column));

/** A table and the tables that its rows refer to. */
export type Linked = Table & { refers: readonly string[] };

/**
 * Tables in the order in which they are read: whoever refers before what is referred to. A row
 * that is made while we read then has its parent in the backup, or is not in it at all.
 */
export function readingOrder(tables: readonly Linked[]): Linked[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const parentsFirst: Linked[] = [];
  const seen = new Set<string>();
  const visit = (table: Linked) => {
    if (seen.has(table.name)) return; // also what refers to itself
    seen.add(table.name);
    for (const name of table.refers) {
      const parent = byName.get(name);
      if (parent) visit(parent);
    }
    parentsFirst.push(table);
  };
  for (const table of tables) visit(table);
  return parentsFirst.reverse();
}

/** How long each kind is kept, in days, from the settings. What is no number keeps the default. */
export function keptDays(kind: Kind, env: { BACKUP_DAYS: string; BACKUP_MONTHS: string }): number {
  const number = (text: string, fallback: number) => {
    const n = Number(text);
    return Number.isInteger(n) && n > 0 ? n : fallback;
  };
  return kind === "daily" ? number(env.BACKUP_DAYS, 35) : number(env.BACKUP_MONTHS, 12) * 31;
}

/** When an id of ours was made: a UUIDv7 begins with it. */
export function madeAt(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

/**
 * Which of the backups in the bucket have had their time. The newest of a kind always stays: when
 * backups have stopped, the last one is the one that is needed.
 */
export function expired(ids: readonly string[], days: number, now: string): string[] {
  const newest = ids.toSorted().at(-1);
  const before = Date.parse(now) - days * DAY;
  return ids.filter((id) => id !== newest && madeAt(id) < before);
}
