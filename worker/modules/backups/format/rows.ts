/** A table as it is dumped: its columns in their order, and those of its key. */
export type Table = { name: string; columns: readonly string[]; key: readonly string[] };

/** A value of SQLite as a line of a dump holds it: what JSON cannot tell apart says its type. */
type Kept = string | number | null | { i: string } | { r: string } | { b: string };

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Names of columns, as SQL. */
export const namesOf = (columns: readonly string[]) => columns.map(quoted).join(", ");

// A compound expression may be a hundred levels deep in D1, and joining costs one for each column.
const DEPTH = 80;

/**
 * The statement that reads a page of a table in the order of its key. The types come as one letter
 * for each column, the values as text: quote() writes numbers exactly, and a text is itself.
 * `where` narrows it; `omit` names columns that are read as null; `after` is the key of the row before the page, as
 * `keyOf` made it: in the statement itself, since a bound number loses what makes it exact.
 */
export function pageSql(
  table: Table,
  omit: readonly string[],
  after: string | null,
  where = "",
): string {
  const left = new Set(omit);
  const value = (name: string) => (left.has(name) ? "null" : quoted(name));
  const types = table.columns.map((name) => `substr(typeof(${value(name)}), 1, 1)`);
  const halves = [types.slice(0, DEPTH), types.slice(DEPTH)].map((all) => all.join(" || ") || "''");
  const values = table.columns.map((name, at) => {
    const it = value(name);
    return `iif(typeof(${it}) = 'text', ${it}, quote(${it})) as v${at}`;
  });
  const key = namesOf(table.key);
  const conditions = [
    ...(where ? [`(${where})`] : []),
    ...(after === null ? [] : [`(${key}) > (${literalsOf(after).join(", ")})`]),
  ];
  return [
    `select ${halves[0]} as t, ${halves[1]} as u, ${values.join(", ")}`,
    `from ${quoted(table.name)}`,
    conditions.length ? `where ${conditions.join(" and ")}` : "",
    `order by ${key} limit ?`,
  ]
    .filter(Boolean)
    .join("\n");
}

export type Read = Record<string, string>;

/** A row that `pageSql` has read, as a line of the dump. */
export function lineOf({ columns }: Table, row: Read): string {
  const letters = `${row.t}${row.u}`;
  return JSON.stringify(columns.map((_, at) => keptOf(letters[at], row[`v${at}`] ?? "")));
}

function keptOf(letter: string | undefined, text: string): Kept {
  switch (letter) {
    case "n":
      return null;
    case "t":
      return text;
    case "i":
      return Number.isSafeInteger(Number(text)) ? Number(text) : { i: text };
    case "r":
      return { r: text };
    case "b":
      return { b: text.slice(2, -1) };
    default:
      throw new Error("Cannot dump a value of no known type");
  }
}

/** The key of a line of the dump, to go on after it. */
export function keyOf({ columns, key }: Table, line: string): string {
  const values = JSON.parse(line) as Kept[];
  return JSON.stringify(key.map((name) => values[columns.indexOf(name)]));
}

/** A line of the dump as literals of SQL, one for each column. */
export function literalsOf(line: string): string[] {
  return (JSON.parse(line) as Kept[]).map(literalOf);
}

function literalOf(kept: Kept): string {
  if (kept === null) return "NULL";
  if (typeof kept === "number") return String(kept);
  if (typeof kept === "string") return textLiteral(kept);
  if ("i" in kept) return number(kept.i, /^-?\d{1,19}$/);
  if ("r" in kept) return number(kept.r, /^-?[\d.]+(e[+-]?\d+)?$/i);
  if (!/^([\dA-F]{2})*$/i.test(kept.b)) throw new Error("Cannot read a value of the dump");
  return `X'${kept.b}'`;
}

// A literal ends at a NUL, so what holds one goes through its bytes.
function textLiteral(text: string): string {
  if (text.includes("\0")) return `CAST(X'${Buffer.from(text).toString("hex")}' AS TEXT)`;
  return `'${text.replaceAll("'", "''")}'`;
}

function number(text: string, shape: RegExp): string {
  if (!shape.test(text)) throw new Error("Cannot read a value of the dump");
  return text;
}
