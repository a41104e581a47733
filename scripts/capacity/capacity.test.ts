import { expect, test } from "vitest";
import { measure } from "./measure.ts";
import { D1_BYTES, project } from "./project.ts";

test("the demo's schools are measured, and what they take is most of what is there", async () => {
  const measured = await measure();
  expect(measured.schools).toBe(2);
  expect(measured.students).toBeGreaterThan(100);
  expect(measured.bytes).toBeGreaterThan(measured.emptyBytes);
  const sum = measured.tables.reduce((bytes, one) => bytes + one.bytes, 0);
  expect(sum).toBeLessThanOrEqual(measured.bytes);
  expect(sum).toBeGreaterThan(measured.bytes * 0.95);
}, 60_000);

test("twice the lessons take twice the room, and a database is full before it is", () => {
  const measured = {
    ...{ schools: 1, students: 100, bookings: 1000, rows: 5000, tables: [] },
    ...{ bytes: 2_000_000, emptyBytes: 1_000_000 },
  };
  const one = project(measured, { students: 200, lessons: 10 });
  expect(one.bytesPerStudent).toBe(10_000);
  expect(one.bytesPerSchoolYear).toBe(2_000_000);
  const two = project(measured, { students: 200, lessons: 20 });
  expect(two.bytesPerSchoolYear).toBe(4_000_000);
  expect(one.schoolsForAYear * one.bytesPerSchoolYear).toBeLessThan(D1_BYTES * 0.7);
  expect(one.databases(one.schoolsForAYear, 1)).toBe(1);
  expect(one.databases(one.schoolsForAYear + 1, 1)).toBe(2);
});
