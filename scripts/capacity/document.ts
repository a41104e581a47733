import { assumed } from "./assumed.ts";
import type { Measured } from "./measure.ts";
import {
  assumedTable,
  limitsTable,
  measuredTable,
  pricesTable,
  schoolTable,
  sizesTable,
} from "./tables.ts";

/** The document with the tables, and the measurement that they are made of. */
export const document = "docs/capacity.md";
export const kept = "scripts/capacity/measured.json";

/** Every table of the document by its name there. */
export const told = (measured: Measured): Record<string, string> => ({
  limits: limitsTable(),
  measured: measuredTable(measured),
  school: schoolTable(measured, assumed),
  sizes: sizesTable(measured, assumed),
  assumed: assumedTable(assumed),
  prices: pricesTable(),
});

/** The document with these tables between their marks. */
export function withTables(text: string, tables: Record<string, string>): string {
  return Object.entries(tables).reduce((done, [name, table]) => {
    const [begin, end] = [
      `<!-- ${name}: npm run capacity -- --write -->\n`,
      `\n<!-- end of ${name} -->`,
    ];
    const from = done.indexOf(begin);
    const to = done.indexOf(end);
    if (from < 0 || to < from) throw new Error(`Cannot find the place of "${name}" in ${document}`);
    return done.slice(0, from + begin.length) + table + done.slice(to);
  }, text);
}
