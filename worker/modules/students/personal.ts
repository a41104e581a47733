import { OF_STUDENT, type Personal } from "#worker/lib/personal.ts";

/** What the register holds about a student. Erased last: others find theirs by her row. */
export const personal: readonly Personal[] = [
  {
    table: "student_classes",
    whose: OF_STUDENT,
    shows: ["class_code", "automatic_only"],
    inner: ["school_id", "student_id", "sort_name", "number"],
    erase: { set: { sort_name: "'slettet'" } },
    stays: "training",
  },
  {
    table: "opening_balances",
    whose: OF_STUDENT,
    shows: ["amount", "at"],
    inner: ["school_id", "student_id"],
    erase: "nothing",
    stays: "bookkeeping",
  },
  {
    table: "search_terms",
    whose: "school_id = :school and kind = 'student' and id = :person",
    shows: [],
    inner: ["school_id", "kind", "term", "id"],
    erase: "delete",
  },
  {
    table: "students",
    whose: "school_id = :school and id = :person",
    shows: [
      ...["number", "first_name", "last_name", "birth_date", "national_id_enc", "email", "phone"],
      ...["address", "postal_code", "status", "started_on", "instructor_text", "note"],
      ...["former_number", "created_at"],
    ],
    inner: [
      ...["school_id", "id", "user_id", "sort_name", "branch_id", "instructor_id"],
      ...["national_id_index", "import_id", "version"],
    ],
    erase: {
      set: {
        ...{ first_name: "'Slettet'", last_name: "'elev'", sort_name: "'slettet'" },
        ...{ birth_date: "'1900-01-01'", email: "null", phone: "null", address: "null" },
        ...{ postal_code: "null", instructor_text: "null", note: "null", user_id: "null" },
        ...{ national_id_enc: "null", national_id_index: "null", former_number: "null" },
        version: "version + 1",
      },
    },
    stays: "numbers",
  },
];
