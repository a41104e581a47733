/**
 * What a school takes, how many there is room for, and what they cost: counted in the demo's
 * database, carried on by what is assumed (scripts/capacity/assumed.ts).
 *
 *   npm run capacity                              measures, and prints the tables of docs/capacity.md
 *   npm run capacity -- --students 800 --lessons 30
 *   npm run capacity -- --write                   keeps what was measured, and writes the document
 *   npm run capacity -- --json                    for machines
 */
import { readFileSync, writeFileSync } from "node:fs";
import { assumed } from "./capacity/assumed.ts";
import { document, kept, told, withTables } from "./capacity/document.ts";
import { measure } from "./capacity/measure.ts";
import { project } from "./capacity/project.ts";
import { measuredTable, schoolTable, sizesTable } from "./capacity/tables.ts";
import { flagsOf } from "./flags.ts";

const values = flagsOf({
  students: { type: "string", default: String(assumed.students) },
  lessons: { type: "string", default: String(assumed.lessons) },
  write: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
});
const size = { ...assumed, students: Number(values.students), lessons: Number(values.lessons) };
if (!(size.students > 0 && size.lessons > 0))
  throw new Error("--students and --lessons are numbers above 0");
const measured = await measure();

if (values.write) {
  writeFileSync(kept, `${JSON.stringify(measured, null, 2)}\n`);
  writeFileSync(document, withTables(readFileSync(document, "utf8"), told(measured)));
  console.log(`Wrote ${kept} and ${document}`);
} else if (values.json) {
  const ahead = [1, 100, 10_000].map((schools) => project(measured, size, schools, 1));
  console.log(JSON.stringify({ measured, size, ahead }));
} else
  console.log(
    [measuredTable(measured), schoolTable(measured, size), sizesTable(measured, size)].join("\n\n"),
  );
