import { OF_STUDENT, type Personal } from "#worker/lib/personal.ts";

const withdrawn = ["withdrawn_at", "withdrawn_why"];
const keys = ["school_id", "id", "student_id", "by", "withdrawn_by"];
const unsaid = { withdrawn_why: "iif(withdrawn_why is null, null, '–')" };

/** What she has trained. The school must be able to show it: only what was written freely goes. */
export const personal: readonly Personal[] = [
  {
    table: "training_plans",
    whose: OF_STUDENT,
    shows: ["class_code", "version", "route", "started_on"],
    inner: ["school_id", "student_id"],
    erase: "nothing",
    stays: "training",
  },
  {
    table: "training_records",
    whose: OF_STUDENT,
    shows: [
      ...["class_code", "step", "minutes", "on_date", "source", "themes", "group_size"],
      ...["recommendation", "note", "at", ...withdrawn],
    ],
    inner: [...keys, "employee_id", "booking_id"],
    erase: { set: { note: "null", ...unsaid } },
    stays: "training",
  },
  {
    table: "training_papers",
    whose: OF_STUDENT,
    shows: ["kind", "class_code", "on_date", "until", "passed", "note", "at", ...withdrawn],
    inner: keys,
    erase: { set: { note: "null", ...unsaid } },
    stays: "training",
  },
  {
    table: "training_overrides",
    whose: OF_STUDENT,
    shows: ["class_code", "step", "rule", "reason", "at", ...withdrawn],
    inner: keys,
    erase: { set: { reason: "'–'", ...unsaid } },
    stays: "training",
  },
];
