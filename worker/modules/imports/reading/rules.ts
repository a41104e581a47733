import { oneLine } from "#worker/lib/one_line.ts";
import { Problem } from "#worker/lib/problem.ts";
import { decode, type Encoding } from "./encoding.ts";
import { type Delimiter, detectDelimiter, parse } from "./table.ts";

/** The most a file may hold; the pages say the same numbers. */
export const limits = { bytes: 10 * 1024 * 1024, rows: 50_000, columns: 100, cell: 10_000 };

// With titles and the empty lines that some systems write between rows; a file may have millions.
const MOST_RECORDS = 3 * limits.rows;
const lines = (text: string) => text.match(/\n|\r(?!\n)/g)?.length ?? 0;

/** One row as the file has it. `n` is its number in a spreadsheet, where the header is often 1. */
export type Row = { n: number; cells: readonly string[] };

/** A file that can be read: the header's cells and the rows beneath, empty lines left out. */
export type Table = {
  encoding: Encoding;
  delimiter: Delimiter;
  columns: readonly string[];
  rows: readonly Row[];
};

/**
 * Reads a file or throws a 422 `Problem` that says what is wrong, and in which row.
 * Rows are counted as a spreadsheet counts them: the file's first line is row 1, an empty line is
 * a row, and a cell with line breaks in it is still one row.
 */
export function readTable(bytes: Uint8Array): Table {
  const known = kindOf(bytes);
  if (known) throw refuse(known);
  if (bytes.length > limits.bytes) throw refuse("imports.file_too_large");
  const { encoding, text } = decode(bytes);
  if (/\0/.test(text)) throw refuse("imports.binary");
  const { delimiter, headerAt } = detectDelimiter(text) ?? {};
  if (text.trim() === "") throw refuse("imports.empty_file");
  if (!delimiter || headerAt === undefined) throw refuse("imports.one_column");
  const { records, quoteAt } = parse(text, delimiter, MOST_RECORDS);
  if (records.length >= MOST_RECORDS) throw refuse("imports.too_many_rows", { rows: lines(text) });
  if (quoteAt !== undefined) throw refuse("imports.open_quote", { row: quoteAt + 1 });
  const columns = headerOf(records[headerAt] ?? []);
  const rows = records
    .map((cells, index): Row => ({ n: index + 1, cells }))
    .filter(({ n, cells }) => n > headerAt + 1 && cells.some((cell) => cell.trim() !== ""))
    .map(({ n, cells }) => ({ n, cells: cutTo(cells, columns.length) }));
  if (rows.length === 0) throw refuse("imports.no_rows");
  if (rows.length > limits.rows) throw refuse("imports.too_many_rows", { rows: rows.length });
  const long = rows.find(({ cells }) => cells.some((cell) => cell.length > limits.cell));
  if (long) throw refuse("imports.cell_too_long", { row: long.n });
  return { encoding, delimiter, columns, rows };
}

function refuse(code: string, params: Record<string, string | number> = {}): Problem {
  const reasons = [{ code, source: "imports.limits", params }];
  return new Problem(422, code, { fields: { file: code }, reasons });
}

/** Files that are something else altogether, told by how they begin. */
function kindOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return "imports.empty_file";
  const start = Buffer.from(bytes.subarray(0, 4)).toString("latin1");
  if (sheets.some((mark) => start.startsWith(mark))) return "imports.spreadsheet";
  return others.some((mark) => start.startsWith(mark)) ? "imports.binary" : undefined;
}

const sheets = ["PK", "\u00d0\u00cf\u0011\u00e0"]; // xlsx is a zip; the older one of Office
const others = ["%PDF", "\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "\u001f\u008b"];

/** The header's cells as people read them; refused when they are not a header at all. */
function headerOf(cells: readonly string[]): string[] {
  if (cells.length > limits.columns)
    throw refuse("imports.too_many_columns_in_file", { columns: cells.length });
  const columns = cells.map(oneLine);
  if (columns.some((column) => column.length > 200)) throw refuse("imports.header_too_long");
  // A first row that is a person: it would be lost as a header, and its national id shown as one.
  if (columns.some((column) => /@|\d{2}[./-]\d{2}[./-]\d{2}|(\d\W?){8}/.test(column)))
    throw refuse("imports.no_header");
  return columns;
}

/** Empty cells beyond the header are the exporter's; of others one is kept, as a sign. */
function cutTo(cells: readonly string[], width: number): readonly string[] {
  const extra = cells.slice(width);
  return extra.some((cell) => cell.trim() !== "")
    ? [...cells.slice(0, width), extra.find((cell) => cell.trim() !== "")?.slice(0, 100) ?? ""]
    : cells.slice(0, width);
}
