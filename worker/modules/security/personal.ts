import type { Personal } from "#worker/lib/personal.ts";

/** What the monitor has noticed about the account she signs in with. */
export const personal: readonly Personal[] = [
  {
    table: "security_events",
    whose: `school_id = :school and user_id =
      (select user_id from students where school_id = :school and id = :person)`,
    shows: ["rule", "address", "first_at", "last_at", "hits"],
    inner: ["school_id", "id", "level", "user_id", "seen", "state", "reason", "version"],
    erase: "delete",
  },
];
