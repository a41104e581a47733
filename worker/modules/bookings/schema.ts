import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";
import { isInstant } from "#worker/lib/checks.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { employees } from "#worker/modules/employees/schema.ts";
import { rooms } from "#worker/modules/resources/schema.ts";
import { branches, schools } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { users } from "#worker/modules/users/schema.ts";
import { vehicles } from "#worker/modules/vehicles/schema.ts";
import type { BookingKind, BookingStatus } from "./input.ts";

/** What is planned, and what became of it. Never deleted, but for a hold that nobody confirmed. */
export const bookings = sqliteTable(
  "bookings",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    id: text().notNull(),
    kind: text().$type<BookingKind>().notNull(),
    status: text().$type<BookingStatus>().notNull(),
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
    studentId: text("student_id"),
    instructorId: text("instructor_id"),
    vehicleId: text("vehicle_id"),
    roomId: text("room_id"),
    trailerId: text("trailer_id"), // a vehicle too
    branchId: text("branch_id"),
    classCode: text("class_code").$type<ClassCode>(),
    step: text(), // of the curriculum, such as B.2.lesson
    title: text(),
    pickup: text(),
    note: text(),
    /** Minutes the instructor drives before and after; her claim is that much longer. */
    bufferMinutes: integer("buffer_minutes").notNull().default(0),
    holdUntil: text("hold_until"),
    seriesId: text("series_id"),
    seriesN: integer("series_n"),
    cancelledAt: text("cancelled_at"),
    cancelledBy: text("cancelled_by"),
    cancelReason: text("cancel_reason"),
    /** Cancelled after the deadline: the school's rule on fees applies. */
    cancelledLate: integer("cancelled_late", { mode: "boolean" }).notNull().default(false),
    remindedAt: text("reminded_at"),
    checkedInAt: text("checked_in_at"),
    createdBy: text("created_by").notNull(),
    createdAt: text("created_at").notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    // One index per view of the calendar: a week of one of them reads that week.
    index("bookings_starts").on(t.schoolId, t.startsAt, t.id),
    index("bookings_instructor").on(t.schoolId, t.instructorId, t.startsAt),
    index("bookings_student").on(t.schoolId, t.studentId, t.startsAt),
    index("bookings_vehicle").on(t.schoolId, t.vehicleId, t.startsAt),
    index("bookings_trailer")
      .on(t.schoolId, t.trailerId, t.startsAt)
      .where(sql`${t.trailerId} is not null`),
    index("bookings_room").on(t.schoolId, t.roomId, t.startsAt).where(sql`${t.roomId} is not null`),
    index("bookings_branch").on(t.schoolId, t.branchId, t.startsAt),
    index("bookings_series")
      .on(t.schoolId, t.seriesId, t.seriesN)
      .where(sql`${t.seriesId} is not null`),
    // What has been held and is not attested yet: of the school, and of one instructor.
    index("bookings_waiting")
      .on(t.schoolId, t.startsAt, t.id)
      .where(sql`${t.status} = 'booked' and ${t.studentId} is not null`),
    index("bookings_own_waiting")
      .on(t.schoolId, t.instructorId, t.startsAt, t.id)
      .where(sql`${t.status} = 'booked' and ${t.studentId} is not null`),
    index("bookings_held").on(t.schoolId, t.holdUntil).where(sql`${t.status} = 'held'`),
    // Of all schools: the clock asks once who is to be reminded.
    index("bookings_remind")
      .on(t.startsAt)
      .where(sql`${t.status} = 'booked' and ${t.remindedAt} is null`),
    foreignKey({
      columns: [t.schoolId, t.studentId],
      foreignColumns: [students.schoolId, students.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.instructorId],
      foreignColumns: [employees.schoolId, employees.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.vehicleId],
      foreignColumns: [vehicles.schoolId, vehicles.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.trailerId],
      foreignColumns: [vehicles.schoolId, vehicles.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.roomId],
      foreignColumns: [rooms.schoolId, rooms.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.branchId],
      foreignColumns: [branches.schoolId, branches.id],
    }),
    check("bookings_starts_at", isInstant(t.startsAt)),
    check("bookings_ends_at", isInstant(t.endsAt)),
    check("bookings_hold_until", isInstant(t.holdUntil)),
    check("bookings_cancelled_at", isInstant(t.cancelledAt)),
    check("bookings_reminded_at", isInstant(t.remindedAt)),
    check("bookings_checked_in_at", isInstant(t.checkedInAt)),
    check("bookings_created_at", isInstant(t.createdAt)),
    check("bookings_order", sql`${t.endsAt} > ${t.startsAt}`),
    check("bookings_buffer", sql`${t.bufferMinutes} between 0 and 240`),
    check("bookings_version", sql`${t.version} > 0`),
  ],
);

/**
 * One row per thing a booking occupies. Triggers refuse a second one at the same time, and one on
 * an instructor who is away; another takes them away with the cancelled booking.
 */
export const claims = sqliteTable(
  "claims",
  {
    schoolId: text("school_id").notNull(),
    kind: text({ enum: ["instructor", "student", "vehicle", "room", "trailer"] }).notNull(),
    resourceId: text("resource_id").notNull(),
    bookingId: text("booking_id").notNull(),
    startsAt: text("starts_at").notNull(),
    endsAt: text("ends_at").notNull(),
  },
  (t) => [
    // The order in which overlap is looked for.
    primaryKey({ columns: [t.schoolId, t.kind, t.resourceId, t.startsAt, t.bookingId] }),
    index("claims_booking").on(t.schoolId, t.bookingId),
    foreignKey({
      columns: [t.schoolId, t.bookingId],
      foreignColumns: [bookings.schoolId, bookings.id],
    }),
    check("claims_starts_at", isInstant(t.startsAt)),
    check("claims_ends_at", isInstant(t.endsAt)),
    check("claims_order", sql`${t.endsAt} > ${t.startsAt}`),
    // What may be longer than a day would be missed by the search for overlap.
    check(
      "claims_a_day",
      sql`${t.endsAt} <= strftime('%Y-%m-%dT%H:%M:%fZ', ${t.startsAt}, '+1 day')`,
    ),
  ],
);

/** How somebody wants to be reminded of lessons at a school: of her own, or of her child's. */
export const reminderChoices = sqliteTable(
  "reminder_choices",
  {
    schoolId: text("school_id")
      .notNull()
      .references(() => schools.id),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    by: text({ enum: ["mail", "sms", "both"] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.userId] })],
);

/** The short links of reminders by SMS. Only a hash of the token is kept. */
export const checkInLinks = sqliteTable(
  "check_in_links",
  {
    hash: text().primaryKey(),
    schoolId: text("school_id").notNull(),
    bookingId: text("booking_id").notNull(),
    startsAt: text("starts_at").notNull(), // at another time the link leads nowhere
    expiresAt: text("expires_at").notNull(),
  },
  (t) => [
    index("check_in_links_of").on(t.schoolId, t.bookingId),
    foreignKey({
      columns: [t.schoolId, t.bookingId],
      foreignColumns: [bookings.schoolId, bookings.id],
    }),
    check("check_in_links_expires_at", isInstant(t.expiresAt)),
  ],
);
