import type { Stretch } from "./manifest.ts";
import { sha256 } from "./sealing.ts";

/** The lines of a part, table by table, as its stretches say. */
export function split(text: string, stretches: readonly Stretch[]) {
  const lines = text === "" ? [] : text.split("\n");
  let at = 0;
  const tables = stretches.map(({ table, rows }) => {
    const own = lines.slice(at, at + rows);
    at += rows;
    return { table, lines: own };
  });
  return { tables, complete: at === lines.length };
}

/** Whether a part that was opened holds what its stretches say, row for row. */
export function stretchesAgree(text: string, stretches: readonly Stretch[]): boolean {
  const { tables, complete } = split(text, stretches);
  return (
    complete && tables.every(({ lines }, at) => sha256(lines.join("\n")) === stretches[at]?.sha256)
  );
}
