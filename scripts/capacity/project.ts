import type { Assumed } from "./assumed.ts";
import { auditOf, counted, type Driver, growsWith, REMINDED_A_BOOKING } from "./growth.ts";
import { type Measured, rowsOf } from "./measure.ts";
import { BASE, costOf, type Metered, prices } from "./prices.ts";

/** What a database holds at most; the limits say from where. */
export const DATABASE_BYTES = 10e9;
/** What an object with a little SQLite takes, by Durable Objects' own FAQ. */
const OBJECT_BYTES = 12_000;
const OBJECT_GB_MEMORY = 0.128;
const GB = 1e9;
const MONTHS = 12;
// A backup's part is a file of about four million letters.
const PART_BYTES = 4e6;

type Each = { bytes: number; rows: number; written: number };

/** What one student, one booking and so on leave behind: bytes, rows, and entries written. */
export function perUnit(measured: Measured): Record<Driver, Each> {
  const audit = measured.tables.find(({ name }) => name === "audit");
  const row = audit ? scaled(audit, 1 / audit.rows) : nothing;
  const each = (driver: Driver): Each => {
    const own = measured.tables
      .filter(({ name }) => name !== "audit" && (growsWith[name] ?? "school") === driver)
      .reduce(plus, nothing);
    const logged = Object.entries(measured.audit)
      .filter(([entity]) => (auditOf[entity] ?? "school") === driver)
      .reduce((sum, [, rows]) => sum + rows, 0);
    const units = driver === "school" ? measured.schools : rowsOf(measured.tables, counted[driver]);
    const one = scaled(plus(own, scaled(row, logged)), 1 / units);
    return driver === "booking" ? plus(one, scaled(row, REMINDED_A_BOOKING)) : one;
  };
  return {
    student: each("student"),
    booking: each("booking"),
    lesson: each("lesson"),
    invoice: each("invoice"),
    school: each("school"),
  };
}

/** One school's year. */
export function schoolYear(measured: Measured, a: Assumed): Each & { commits: number } {
  const unit = perUnit(measured);
  const units: Record<Driver, number> = {
    student: a.students,
    booking: a.students * a.lessons,
    lesson: a.students * a.lessons,
    invoice: a.students * a.invoices,
    school: 1,
  };
  const all = (Object.keys(units) as Driver[])
    .map((driver) => scaled(unit[driver], units[driver]))
    .reduce(plus, nothing);
  const logged = Object.entries(measured.audit).reduce((sum, [entity, rows]) => {
    const driver = auditOf[entity] ?? "school";
    const there = driver === "school" ? measured.schools : rowsOf(measured.tables, counted[driver]);
    return sum + (rows / there) * units[driver];
  }, 0);
  const commits = logged + units.booking * REMINDED_A_BOOKING;
  return { ...all, written: all.written * measured.changesPerRow, commits };
}

/** So many schools after so many years, of which nothing was erased: the upper end. */
export function project(measured: Measured, a: Assumed, schools: number, years: number) {
  const year = schoolYear(measured, a);
  const bytes = measured.emptyBytes + schools * years * year.bytes;
  const lessons = schools * a.students * a.lessons;
  const requests = lessons * a.requestsALesson;
  const mails = schools * a.students * (a.lessons + a.invoices + a.mails);
  const room = DATABASE_BYTES * a.fullAt - measured.emptyBytes;
  const perSecond = (inAYear: number) => inAYear / (a.workdays * a.hoursADay * 3600);
  const people = schools * (a.students * years + a.staff);
  const ratio = measured.zippedBytes / measured.bytes;
  const used: Record<Metered, number> = {
    requests: requests / MONTHS,
    cpuMs: (requests / MONTHS) * a.cpuMsARequest,
    rowsRead: (requests / MONTHS) * a.rowsARequest,
    rowsWritten: (schools * year.written) / MONTHS,
    databaseGb: bytes / GB,
    objectRequests: requests / MONTHS,
    objectGbSeconds: ((requests / MONTHS) * a.objectMsARequest * OBJECT_GB_MEMORY) / 1000,
    objectGb: (people * OBJECT_BYTES) / GB,
    queueOperations: (mails / MONTHS) * 3,
    bucketGb: (bytes * ratio * a.backups) / GB,
    bucketWrites: 30 * Math.ceil(bytes / PART_BYTES),
    mails: mails / MONTHS,
  };
  const metered = Object.keys(prices) as Metered[];
  const costs = metered.map((name) => ({ name, dollars: costOf(prices[name], used[name]) }));
  return {
    ...{ schools, years, bytes, rows: schools * years * year.rows, used, costs },
    databases: Math.ceil((schools * years * year.bytes) / room),
    dollars: BASE + costs.reduce((sum, one) => sum + one.dollars, 0),
    peak: {
      requests: perSecond(requests) * a.peak,
      commits: perSecond(schools * year.commits) * a.peak,
    },
    objects: { sessions: people, live: schools, security: schools + 1, metrics: 4, limits: 128 },
    /** Written once a day for all lessons of tomorrow. */
    reminders: lessons / a.workdays,
  };
}

export type Projection = ReturnType<typeof project>;

const nothing: Each = { bytes: 0, rows: 0, written: 0 };
const plus = (a: Each, b: Each): Each => ({
  bytes: a.bytes + b.bytes,
  rows: a.rows + b.rows,
  written: a.written + b.written,
});
const scaled = (a: Each, by: number): Each => ({
  bytes: a.bytes * by,
  rows: a.rows * by,
  written: a.written * by,
});
