import type { Measured } from "./measure.ts";

/** What a D1 database holds at most. https://developers.cloudflare.com/d1/platform/limits/ */
export const D1_BYTES = 10 * 1024 ** 3;
/** Room for indexes to come, a migration's copy of a table, and the time to act. */
export const FULL_AT = 0.7;

/** A school as the road authority's statistics and our demo suggest them; yours is an argument. */
export type Size = { students: number; lessons: number };

/** What is expected of one school, and of many in one database. */
export type Projection = {
  bytesPerStudent: number;
  bytesPerSchoolYear: number;
  /** Schools that one database takes for a year; for five years a fifth. */
  schoolsForAYear: number;
  /** Databases for so many schools over so many years. */
  databases: (schools: number, years: number) => number;
};

/**
 * From what the demo takes to what a school of a size takes: everything grows with its students,
 * and most of it with their lessons. New students each year, and nothing that is ever deleted: the
 * upper end, since retention erases.
 */
export function project(measured: Measured, { students, lessons }: Size): Projection {
  const data = measured.bytes - measured.emptyBytes;
  const bytesPerStudent = data / measured.students;
  const lessonsInDemo = measured.bookings / measured.students;
  const bytesPerSchoolYear = bytesPerStudent * students * Math.max(1, lessons / lessonsInDemo);
  const room = D1_BYTES * FULL_AT - measured.emptyBytes;
  return {
    bytesPerStudent,
    bytesPerSchoolYear,
    schoolsForAYear: Math.floor(room / bytesPerSchoolYear),
    databases: (schools, years) => Math.ceil((schools * years * bytesPerSchoolYear) / room),
  };
}
