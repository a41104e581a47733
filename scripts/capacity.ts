/**
 * How many schools there is room for, from what the demo's schools take.
 *
 *   npm run capacity                              for a school of 300 students a year, 25 lessons each
 *   npm run capacity -- --students 800 --lessons 30
 *   npm run capacity -- --json                    for machines
 */
import { parseArgs } from "node:util";
import { measure } from "./capacity/measure.ts";
import { project } from "./capacity/project.ts";

const { values } = parseArgs({
  options: {
    students: { type: "string", default: "300" },
    lessons: { type: "string", default: "25" },
    json: { type: "boolean", default: false },
  },
});
const size = { students: Number(values.students), lessons: Number(values.lessons) };
const measured = await measure();
const { databases, ...told } = project(measured, size);
const ahead = [1, 100, 10_000].map((schools) => ({
  schools,
  mbAYear: Math.round((schools * told.bytesPerSchoolYear) / 1e6),
  databases: [1, 5].map((years) => databases(schools, years)),
}));

if (values.json) console.log(JSON.stringify({ measured, size, ...told, ahead }));
else {
  const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} kB`;
  console.log(
    `The demo: ${measured.schools} schools, ${measured.students} students, ` +
      `${measured.bookings} bookings, ${measured.rows} rows, ${kb(measured.bytes)} ` +
      `(empty ${kb(measured.emptyBytes)})`,
  );
  for (const { name, rows, bytes } of measured.tables.slice(0, 12))
    console.log(`  ${name.padEnd(20)} ${String(rows).padStart(7)} rows ${kb(bytes).padStart(11)}`);
  console.log(
    `A student takes ${kb(told.bytesPerStudent)}, a school of ${size.students} with ` +
      `${size.lessons} lessons each ${kb(told.bytesPerSchoolYear)} a year`,
  );
  console.log(
    `One database (10 GB, full at 70 %) takes ${told.schoolsForAYear} such schools for a year`,
  );
  for (const {
    schools,
    mbAYear,
    databases: [one, five],
  } of ahead)
    console.log(
      `  ${String(schools).padStart(6)} schools: ${mbAYear} MB a year; databases after 1 year ${one}, after 5 years ${five}`,
    );
}
