import { OF_STUDENT, type Personal } from "#worker/lib/personal.ts";

/** Lessons that were held. What was trained is training documentation; what was written is not. */
export const personal: readonly Personal[] = [
  {
    table: "self_assessments",
    whose: `school_id = :school and booking_id in
      (select id from bookings where school_id = :school and student_id = :person)`,
    shows: ["levels", "note", "at"],
    inner: ["school_id", "booking_id", "by", "version"],
    erase: { set: { note: "null" } },
    stays: "training",
  },
  {
    table: "lessons",
    whose: OF_STUDENT,
    shows: [
      ...["outcome", "starts_at", "minutes", "class_code", "step", "themes", "levels", "note"],
      ...["cancel_reason", "recommendation", "reason", "attested_at", "superseded_at"],
      ...["signed_at", "objected_at", "objection"],
    ],
    inner: [
      ...["school_id", "id", "booking_id", "version", "student_id", "instructor_id"],
      ...["record_id", "attested_by", "signed_by"],
    ],
    erase: {
      set: {
        note: "null",
        reason: "iif(reason is null, null, '–')",
        objection: "iif(objection is null, null, '–')",
      },
    },
    stays: "training",
  },
];
