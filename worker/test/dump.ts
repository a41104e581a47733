import { env } from "cloudflare:workers";

const ours = (name: string) => !/^(sqlite_|_cf_|d1_)/.test(name);

/** Every row of every table, as text: two dumps are equal when nothing has changed. */
export async function dump(): Promise<string> {
  const { results } = await env.DB.prepare(
    "select name from sqlite_master where type = 'table' order by name",
  ).all<{ name: string }>();
  const tables = results.map(({ name }) => name).filter(ours);
  const rows = await env.DB.batch(tables.map((name) => env.DB.prepare(`select * from "${name}"`)));
  return tables.map((name, at) => `${name}\n${JSON.stringify(rows[at]?.results)}`).join("\n");
}

/** What two dumps differ in, for a failing test to show: the names of the tables. */
export function changedTables(before: string, after: string): string[] {
  const read = (text: string) =>
    new Map([...text.matchAll(/^(\w+)\n(.*)$/gm)].map(([, name, rows]) => [name, rows]));
  const old = read(before);
  return [...read(after)].flatMap(([name, rows]) => (old.get(name) === rows ? [] : [`${name}`]));
}
