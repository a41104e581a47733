import Papa from "papaparse";

/** What a table file carries: only what is a number here becomes a number there. */
export type Cell = string | number | null;

// What a spreadsheet may take for a formula, in full width too; a line feed can begin a new cell.
const dangerous = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A text that no spreadsheet runs: an apostrophe before it makes it text. */
export function safeCell(cell: Cell): Cell {
  return typeof cell === "string" && dangerous.test(cell) ? `'${cell}` : cell;
}

/** Tells spreadsheets that a CSV is UTF-8. */
export const BOM = "\ufeff";

/** Rows as Norwegian spreadsheets read them: semicolons, CRLF, quotes where needed (RFC 4180). */
export function csvRows(rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return "";
  const safe = rows.map((row) => row.map(safeCell));
  return `${Papa.unparse(safe, { delimiter: ";", newline: "\r\n" })}\r\n`;
}
