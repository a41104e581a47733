import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { assumed } from "./assumed.ts";
import { document, kept, told, withTables } from "./document.ts";
import { auditOf, counted, growsWith } from "./growth.ts";
import { type Measured, measure } from "./measure.ts";
import { BASE, costOf, prices } from "./prices.ts";
import { perUnit, project, schoolYear } from "./project.ts";
import { number, size } from "./tables.ts";

const known = JSON.parse(readFileSync(kept, "utf8")) as Measured;
const near = (value: number, wanted: number) => {
  expect(value / wanted).toBeGreaterThan(0.9);
  expect(value / wanted).toBeLessThan(1.1);
};

test("the document's tables are what the data says: npm run capacity -- --write", () => {
  const text = readFileSync(document, "utf8");
  expect(withTables(text, told(known))).toBe(text);
  expect(() => withTables("", told(known))).toThrow("Cannot find the place");
});

test("a fresh demo takes what is written down, within a tenth", async () => {
  const fresh = await measure();
  expect(fresh.schools).toBe(known.schools);
  near(schoolYear(fresh, assumed).bytes, schoolYear(known, assumed).bytes);
  near(schoolYear(fresh, assumed).written, schoolYear(known, assumed).written);
  near(fresh.zippedBytes / fresh.bytes, known.zippedBytes / known.bytes);
  const sum = fresh.tables.reduce((bytes, one) => bytes + one.bytes, 0);
  near(sum, fresh.bytes - fresh.emptyBytes);
}, 60_000);

test("every table and every entity that is named is there, and nothing large is left to the school", () => {
  const tables = new Set(known.tables.map(({ name }) => name));
  const migrations = globSync("migrations/*.sql").map((path) => readFileSync(path, "utf8"));
  for (const name of [...Object.keys(growsWith), ...Object.values(counted)])
    expect(migrations.some((sql) => sql.includes(`CREATE TABLE \`${name}\``))).toBe(true);
  expect(tables.has("audit")).toBe(true);
  const left = known.tables.filter(({ name }) => name !== "audit" && !growsWith[name]);
  expect(left.filter(({ bytes }) => bytes > 0.01 * known.bytes)).toEqual([]);
  const entities = Object.entries(known.audit).filter(([entity]) => !auditOf[entity]);
  expect(entities.filter(([, rows]) => rows > 30)).toEqual([]);
});

test("all that was measured is handed out to somebody, and twice the schools take twice as much", () => {
  const unit = perUnit({ ...known, changesPerRow: 1 });
  const rowsOf = (name: string) => known.tables.find((one) => one.name === name)?.rows ?? 0;
  const audit = known.tables.find(({ name }) => name === "audit");
  const reminded = ((audit?.bytes ?? 0) / (audit?.rows ?? 1)) * rowsOf("bookings");
  const sum =
    unit.student.bytes * rowsOf("students") +
    unit.booking.bytes * rowsOf("bookings") +
    unit.lesson.bytes * rowsOf("lessons") +
    unit.invoice.bytes * rowsOf("invoices") +
    unit.school.bytes * known.schools;
  const all = known.tables.reduce((bytes, one) => bytes + one.bytes, 0);
  expect(sum - reminded).toBeCloseTo(all, 3);
  const [one, two] = [project(known, assumed, 50, 1), project(known, assumed, 100, 1)];
  expect(two.bytes - known.emptyBytes).toBeCloseTo(2 * (one.bytes - known.emptyBytes), 0);
  expect(two.used.rowsWritten).toBeCloseTo(2 * one.used.rowsWritten, 3);
  expect(one.databases).toBe(1);
});

test("what the month's price includes costs nothing more", () => {
  expect(costOf(prices.requests, 10_000_000)).toBe(0);
  expect(costOf(prices.requests, 110_000_000)).toBeCloseTo(30);
  const one = project(known, assumed, 1, 1);
  expect(one.dollars).toBe(BASE);
});

test("numbers are told with the digits that mean something", () => {
  expect([0, 0.0123, 7.46, 42.6, 1234, 118_249].map(number)).toEqual([
    ...["0", "0.012", "7.5", "43", "1,230", "118,000"],
  ]);
  expect([950, 7_460, 90_149_000, 4.5e12].map(size)).toEqual([
    "950 B",
    "7.5 kB",
    "90 MB",
    "4.5 TB",
  ]);
});
