import type { Personal } from "#worker/lib/personal.ts";

/** The address by which she sees her lessons in a calendar of her own. */
export const personal: readonly Personal[] = [
  {
    table: "calendar_feeds",
    whose: `school_id = :school and user_id =
      (select user_id from students where school_id = :school and id = :person)`,
    shows: ["locale", "created_at", "revoked_at"],
    inner: ["school_id", "id", "user_id", "token_hash"],
    erase: "delete",
  },
];
