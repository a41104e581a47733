// Its universal and browser forms compress in a Web Worker, which a Cloudflare Worker has not.
import writeXlsxFile from "write-excel-file/node";
import { type Cell, safeCell } from "./csv.ts";

type Sheet = { name: string; headings: readonly string[]; rows: readonly (readonly Cell[])[] };

/** A workbook of one sheet: texts as text, numbers as numbers, the headings kept in sight. */
export async function toXlsx({ name, headings, rows }: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const head = headings.map((value) => ({ value, fontWeight: "bold" as const }));
  const body = rows.map((row) =>
    row.map((cell) => {
      const value = safeCell(cell);
      return typeof value === "number"
        ? { value, type: Number }
        : { value: value ?? "", type: String };
    }),
  );
  const columns = headings.map((heading, index) => ({
    width: Math.min(
      40,
      Math.max(heading.length, ...rows.slice(0, 100).map((r) => `${r[index] ?? ""}`.length)) + 2,
    ),
  }));
  const book = writeXlsxFile([head, ...body], { sheet: name, columns, stickyRowsCount: 1 });
  return new Uint8Array(await book.toBuffer());
}
