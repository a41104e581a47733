import { createMiddleware } from "hono/factory";
import * as z from "zod";
import { BOM, type Cell, csvRows } from "./csv.ts";
import type { Env } from "./env.ts";
import { note } from "./route.ts";
import { toXlsx } from "./xlsx.ts";

const types = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

type TableFile = {
  format: "csv" | "xlsx";
  /** The name of the sheet, and of the file without its ending. */
  sheet: string;
  name: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
};

/** A table as an attachment that spreadsheets open. */
export async function tableFile({ format, sheet, name, columns, rows }: TableFile) {
  if (format === "csv")
    return file(`${BOM}${csvRows([columns, ...rows])}`, {
      type: `${types.csv}; charset=utf-8`,
      name: `${name}.csv`,
    });
  return file(await toXlsx({ name: sheet, headings: columns, rows }), {
    type: types.xlsx,
    name: `${name}.xlsx`,
  });
}

const file = (body: BodyInit, { type, name }: { type: string; name: string }) =>
  new Response(body, {
    headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"` },
  });

/** Names a table as the route's answer for the API document. */
export function answersTable() {
  const pass = createMiddleware<Env>((_, next) => next());
  return note(pass, { answer: { status: 200, schema: z.string(), types: Object.values(types) } });
}

/** A leading + would read as a formula: Norwegian numbers do without, others begin with 00. */
export const dialled = (phone: string | null) =>
  phone === null ? null : phone.replace(/^\+47/, "").replace(/^\+/, "00");
