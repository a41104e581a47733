import type { Ctx } from "#worker/lib/ctx.ts";
import { chunksQuery, openChunk } from "../chunks/queries.ts";
import type { Import } from "../input.ts";
import { importQuery, known, toImport } from "../queries.ts";
import { columnName, masked } from "./rules.ts";

const SAMPLES = 3;

/** An import's columns with a few of the cells beneath them, national ids masked. */
export async function showColumns(ctx: Ctx, id: string) {
  const [rows, chunks] = await ctx.db.batch([importQuery(ctx, id), chunksQuery(ctx, id, [0])]);
  const row: Import = toImport(known(rows));
  const cells = chunks.flatMap((chunk) => openChunk(ctx, id, chunk)).map((one) => one.cells);
  const columns = row.columns.map((_, at) => {
    const filled = cells.map((one) => (one[at] ?? "").trim()).filter((cell) => cell !== "");
    const samples = [...new Set(filled)].slice(0, SAMPLES);
    const isNationalId = row.mapping[at] === "nationalId";
    const shown = samples.map((cell) => masked(cell, isNationalId));
    return { at, name: columnName(row.columns, at), samples: shown };
  });
  return { row, columns };
}
