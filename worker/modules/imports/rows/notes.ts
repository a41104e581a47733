import { holdsNationalId } from "#worker/lib/national_id.ts";
import { oneLine, severalLines } from "#worker/lib/one_line.ts";
import type { Read } from "../cells/read.ts";
import type { Field } from "../mapping/input.ts";
import type { Row } from "../reading/rules.ts";
import type { Finding, Plan } from "./types.ts";

export type Notes = ReturnType<typeof notes>;

// Excel runs what begins like this; a minus or a telephone's plus before digits it does not.
const formula = /^[=@]|^[+-]\s*[a-z(=]/i;

/** The cells of one row by field, and what is noted about them on the way. */
export function notes({ cells }: Row, { at, monthFirst: columns }: Plan) {
  const found: Finding[] = [];
  const note = (field: Field, code: string, refused: boolean) =>
    void found.push({ field, code, refused });
  const refuse = (field: Field, code: string) => note(field, code, true);
  const mend = (field: Field, code: string) => note(field, code, false);
  const has = (field: Field) => at[field] !== undefined;
  const monthFirst = (field: Field) => columns.includes(at[field] ?? -1);
  const cell = (field: Field) => severalLines(cells[at[field] ?? -1] ?? "");

  /** A cell that is kept as it stands, in clear. */
  function text(field: Field, max: number): string {
    const value = field === "note" ? cell(field) : oneLine(cell(field));
    if (value.length > max) refuse(field, "imports.cell_too_long_for_field");
    if (value.includes("\ufffd")) refuse(field, "imports.broken_character");
    // Mapped to the wrong column, or typed where all see it.
    if (holdsNationalId(value)) refuse(field, "imports.id_in_text");
    if (formula.test(value)) mend(field, "imports.formula_text");
    return value;
  }

  /** A cell that must make sense when there is anything in it. */
  function read<T>(
    field: Field,
    reader: (cell: string) => Read<T> | undefined,
    code: string,
  ): T | null {
    const value = cell(field);
    if (value === "") return null;
    const made = reader(value);
    if (!made) refuse(field, code);
    else if (made.repaired) mend(field, made.repaired);
    return made?.value ?? null;
  }

  const refused = () => found.some((finding) => finding.refused);
  return { has, cell, monthFirst, text, read, refuse, mend, refused, all: () => found };
}
