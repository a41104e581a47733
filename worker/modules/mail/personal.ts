import type { Personal } from "#worker/lib/personal.ts";

/** Mail and SMS to the address and number she has now. */
export const personal: readonly Personal[] = [
  {
    table: "mails",
    whose: `school_id = :school and recipient in
      (select email from students where school_id = :school and id = :person
       union select phone from students where school_id = :school and id = :person)`,
    shows: ["channel", "template", "recipient", "state", "created_at", "done_at"],
    inner: ["school_id", "id", "locale", "params", "why", "provider_id", "attempts", "begun_at"],
    erase: "delete",
  },
];
