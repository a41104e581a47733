import type { Personal } from "#worker/lib/personal.ts";

/** What was done with her row, and when. The values are sealed, and not opened once she is erased. */
export const personal: readonly Personal[] = [
  {
    table: "audit",
    whose: "school_id = :school and entity = 'student' and entity_id = :person",
    shows: ["at", "action", "changed", "reason"],
    inner: [
      ...["seq", "id", "school_id", "actor", "on_behalf_of", "entity", "entity_id", "diff_enc"],
      ...["ip_prefix", "request_id", "kid", "mac"],
    ],
    erase: "nothing",
    stays: "evidence",
  },
];
