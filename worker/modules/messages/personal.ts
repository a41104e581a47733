import { OF_STUDENT, type Personal } from "#worker/lib/personal.ts";

/** What she and her instructors have written to each other. That something was written stays. */
export const personal: readonly Personal[] = [
  {
    table: "messages",
    whose: OF_STUDENT,
    shows: ["sender", "body", "at"],
    inner: ["school_id", "id", "student_id", "employee_id", "by"],
    erase: { set: { body: "'–'" } },
    stays: "numbers",
  },
  {
    table: "message_threads",
    whose: OF_STUDENT,
    shows: [],
    inner: [
      ...["school_id", "student_id", "employee_id", "last_id", "last_at", "last_sender"],
      ...["last_text", "unread_by_student", "unread_by_instructor"],
    ],
    erase: { set: { last_text: "'–'", unread_by_student: "0", unread_by_instructor: "0" } },
    stays: "numbers",
  },
];
