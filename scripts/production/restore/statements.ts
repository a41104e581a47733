import { literalsOf, namesOf, type Table } from "#worker/modules/backups/format/rows.ts";

/** A statement of D1 is at most 100 kB; several rows share one as long as they fit. */
const MOST = 90_000;
/** A text longer than this is put together piece by piece; a letter may take six bytes in a literal. */
const PIECE = 12_000;

/** Statements that insert the lines of a table, without any that D1 would find too long. */
export function insertsOf(table: Table, lines: readonly string[]): string[] {
  const head = `INSERT INTO "${table.name}" (${namesOf(table.columns)}) VALUES\n`;
  const statements: string[] = [];
  let rows: string[] = [];
  let size = 0;
  const send = () => {
    if (rows.length) statements.push(`${head}${rows.join(",\n")};`);
    [rows, size] = [[], 0];
  };
  for (const line of lines) {
    const long = Buffer.byteLength(line) > MOST / 2 ? shortened(table, line) : undefined;
    const row = `(${literalsOf(long?.line ?? line).join(", ")})`;
    const bytes = Buffer.byteLength(row) + 2;
    if (bytes > MOST)
      throw new Error(`Cannot restore "${table.name}": a row has too many long texts`);
    if (size + bytes > MOST) send();
    rows.push(row);
    size += bytes;
    if (!long) continue;
    send();
    statements.push(...long.rest);
  }
  send();
  return statements;
}

/** A line with the beginnings of its long texts, and the statements that append what is missing. */
function shortened({ name, columns, key }: Table, line: string): { line: string; rest: string[] } {
  const values = JSON.parse(line) as unknown[];
  const literals = literalsOf(line);
  const where = key.map((one) => `"${one}" = ${literals[columns.indexOf(one)]}`).join(" AND ");
  const rest: string[] = [];
  const short = values.map((value, at) => {
    if (typeof value !== "string" || value.length <= PIECE) return value;
    const [first, ...pieces] = piecesOf(value);
    for (const piece of pieces) {
      const [literal] = literalsOf(JSON.stringify([piece]));
      const column = `"${columns[at]}"`;
      rest.push(`UPDATE "${name}" SET ${column} = ${column} || ${literal} WHERE ${where};`);
    }
    return first;
  });
  return { line: JSON.stringify(short), rest };
}

// Whole letters: half of a surrogate pair is no text.
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + PIECE, text.length);
    if (/[\ud800-\udbff]/.test(text[end - 1] ?? "") && end < text.length) end++;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}
