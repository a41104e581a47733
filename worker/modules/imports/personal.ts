import type { Personal } from "#worker/lib/personal.ts";

/** The file she came with, sealed: it goes whole, since it holds what is erased. */
export const personal: readonly Personal[] = [
  {
    table: "import_chunks",
    whose: `school_id = :school and import_id =
      (select import_id from students where school_id = :school and id = :person)
      and import_id in (select id from imports
        where school_id = :school and state in ('done', 'undone', 'given_up'))`,
    shows: [],
    inner: ["school_id", "import_id", "n", "first_row", "rows_enc", "checked_at", "imported_at"],
    erase: "delete",
  },
];
