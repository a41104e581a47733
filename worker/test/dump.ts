import { env } from "cloudflare:workers";

// The monitor writes by itself, a moment after somebody was refused: it is no change of a request.
const ours = (name: string) => !/^(sqlite_|_cf_|d1_|security_events)/.test(name);

let last = { changes: 0, text: "" };

/**
 * Every row of every table, as text: two dumps are equal when nothing has changed. The database
 * counts the rows that were ever written, so where it has counted none it is not read again.
 */
export async function dump(): Promise<string> {
  const changes = await changesSoFar();
  if (changes === 0 || changes !== last.changes) last = { changes, text: await everything() };
  return last.text;
}

/** Another file begins with another database, which counts from the beginning. */
export function forgetDump(): void {
  last = { changes: 0, text: "" };
}

async function changesSoFar(): Promise<number> {
  const row = await env.DB.prepare("select total_changes() as n").first<{ n: number }>();
  return row?.n ?? 0;
}

async function everything(): Promise<string> {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' order by name",
  ).all<{ name: string }>();
  const tables = results.map(({ name }) => name).filter(ours);
  const rows = await env.DB.batch(tables.map((name) => env.DB.prepare(`select * from "${name}"`)));
  return tables.map((name, at) => `${name}\n${JSON.stringify(rows[at]?.results)}`).join("\n");
}

/** What two dumps differ in, for a failing test to show: the names of the tables. */
export function changedTables(before: string, after: string): string[] {
  if (before === after) return [];
  const read = (text: string) =>
    new Map([...text.matchAll(/^(\w+)\n(.*)$/gm)].map(([, name, rows]) => [name, rows]));
  const old = read(before);
  return [...read(after)].flatMap(([name, rows]) => (old.get(name) === rows ? [] : [`${name}`]));
}
