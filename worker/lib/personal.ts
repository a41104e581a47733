/** Why something stays when a person is erased; words explain each, with its source. */
export type Hold = "bookkeeping" | "training" | "numbers" | "evidence";

/**
 * What a module holds about a person in one table. Plain SQL and names of columns, so that the
 * Worker, a restore and a test that walks the schema all go by the same lines.
 * In SQL `:school`, `:person` and `:now` stand for the values.
 */
export type Personal = {
  table: string;
  /** Which rows are about her. */
  whose: string;
  /** What leaves in her own copy. */
  shows: readonly string[];
  /** What does not: our own keys, secrets, and what is about somebody else. */
  inner: readonly string[];
  /** What erasing does with her rows; statements of their own go first. */
  erase: { set: Readonly<Record<string, string>> } | "delete" | "nothing";
  /** Why what is left after erasing stays. */
  stays?: Hold;
};

/** The rows of most tables: those that name her. */
export const OF_STUDENT = "school_id = :school and student_id = :person";
