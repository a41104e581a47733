import { OF_STUDENT, type Personal } from "#worker/lib/personal.ts";

const hers = "(select user_id from students where school_id = :school and id = :person)";

/** Lessons that were planned. When and what stays, since charges and records refer to it. */
export const personal: readonly Personal[] = [
  {
    table: "bookings",
    whose: OF_STUDENT,
    shows: [
      ...["kind", "status", "starts_at", "ends_at", "class_code", "step", "title", "pickup"],
      ...["note", "cancelled_at", "cancel_reason", "cancelled_late", "reminded_at"],
      ...["checked_in_at", "created_at"],
    ],
    inner: [
      ...["school_id", "id", "student_id", "instructor_id", "vehicle_id", "room_id", "trailer_id"],
      ...["branch_id", "buffer_minutes", "hold_until", "series_id", "series_n", "cancelled_by"],
      ...["created_by", "version"],
    ],
    erase: { set: { title: "null", pickup: "null", note: "null", version: "version + 1" } },
    stays: "bookkeeping",
  },
  {
    table: "reminder_choices",
    whose: `school_id = :school and user_id = ${hers}`,
    shows: ["by"],
    inner: ["school_id", "user_id"],
    erase: "delete",
  },
];
