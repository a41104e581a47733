import type { Personal } from "#worker/lib/personal.ts";

const tied = `school_id = :school and id in (select contact_id from student_contacts
  where school_id = :school and student_id = :person)`;
const forOthers = `exists (select 1 from student_contacts o where o.school_id = :school
  and o.contact_id = contacts.id and o.student_id <> :person)`;

/** Guardians and payers. Whoever is here for other students too, or is a company, stays. */
export const personal: readonly Personal[] = [
  {
    table: "search_terms",
    whose: `school_id = :school and kind = 'contact' and id in (select id from contacts
      where ${tied} and orgnr is null and not ${forOthers})`,
    shows: [],
    inner: ["school_id", "kind", "term", "id"],
    erase: "delete",
  },
  {
    table: "contacts",
    whose: `${tied} and orgnr is null and not ${forOthers}`,
    shows: ["name", "email", "phone", "address", "postal_code", "created_at"],
    inner: [
      ...["school_id", "id", "user_id", "sort_name", "orgnr", "import_id", "version"],
      ...["guardian", "payer"],
    ],
    erase: {
      set: {
        ...{ name: "'Slettet'", sort_name: "'slettet'", email: "null", phone: "null" },
        ...{ address: "null", postal_code: "null", user_id: "null", version: "version + 1" },
      },
    },
    stays: "bookkeeping",
  },
  {
    table: "student_contacts",
    whose: "school_id = :school and student_id = :person",
    shows: ["role"],
    inner: ["school_id", "student_id", "contact_id"],
    erase: "delete",
  },
];
