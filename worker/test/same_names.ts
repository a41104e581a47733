import { SQLiteD1Session } from "drizzle-orm/d1/session";

/** The names under which SQLite answers the columns of a select; an expression is its own name. */
export function columnNames(query: string): string[] {
  const columns = [""];
  let depth = 0;
  for (const [word] of query.replace(/^select (distinct )?/i, "").matchAll(/\bfrom\b|[\s\S]/gi)) {
    if (word === "(") depth++;
    if (word === ")") depth--;
    if (depth === 0 && word.toLowerCase() === "from") break;
    if (depth === 0 && word === ",") columns.push("");
    else columns[columns.length - 1] += word;
  }
  return columns.map(
    (column) => /(?:^\s*(?:"\w+"\.)?| as )"(\w+)"\s*$/i.exec(column)?.[1] ?? column.trim(),
  );
}

type Batch = SQLiteD1Session<never, never>["batch"];
const proto = SQLiteD1Session.prototype as unknown as { batch: Batch };
const batch = proto.batch;

/**
 * D1 answers a batch with objects, so of two columns with one name only one is left, and drizzle
 * gives every later field its neighbour's value. Silently: hence this.
 */
proto.batch = function (this: SQLiteD1Session<never, never>, queries) {
  for (const query of queries) {
    if (!("toSQL" in query)) continue;
    const { sql } = (query as unknown as { toSQL(): { sql: string } }).toSQL();
    const names = /^select/i.test(sql) ? columnNames(sql) : [];
    const twice = names.filter((name, at) => names.indexOf(name) !== at);
    if (twice.length)
      throw new Error(`Two columns of a batched select are named "${twice}": use .as() in ${sql}`);
  }
  return batch.call(this, queries);
};
