import type { Reason } from "#worker/lib/problem.ts";
import type { Row } from "../reading/rules.ts";
import { byContent } from "./contents.ts";
import { byHeader } from "./headers.ts";
import type { Field, Mapping } from "./input.ts";

/** Where each field stands in a row. */
export type Positions = Partial<Record<Field, number>>;

/** What the columns probably mean: by their headers, and where those say nothing by what is in them. */
export function guessMapping(
  columns: readonly string[],
  rows: readonly Row[],
  today: string,
): (Field | null)[] {
  const taken = new Set<Field>();
  const claim = (field: Field | undefined) => {
    if (!field || taken.has(field)) return null;
    taken.add(field);
    return field;
  };
  const named = columns.map((column) => {
    const field = byHeader(column);
    return claim(field) ?? claim(second(field));
  });
  // "Navn" beside "Fornavn" is the last name.
  const lone = named.indexOf("name");
  if (lone >= 0 && taken.has("firstName") && !taken.has("lastName")) named[lone] = "lastName";
  else if (lone >= 0 && taken.has("firstName") && taken.has("lastName")) named[lone] = null;
  return named.map((field, at) => {
    if (field) return field;
    const cells = rows.slice(0, 200).map(({ cells: row }) => row[at] ?? "");
    return columns[at] === "" || byHeader(columns[at] ?? "") === undefined
      ? claim(byContent(cells, today))
      : null;
  });
}

/** A second column about a guardian is about the second guardian. */
const second = (field: Field | undefined): Field | undefined =>
  field === "guardianName" || field === "guardianPhone" || field === "guardianEmail"
    ? (field.replace("guardian", "guardian2") as Field)
    : undefined;

/** Where the fields stand. */
export function positionsOf(mapping: Mapping): Positions {
  return Object.fromEntries(mapping.flatMap((field, at) => (field ? [[field, at]] : [])));
}

/** Why rows cannot be read with that mapping: what it lacks, and what stands in it twice. */
export function whyNotMapping(mapping: Mapping, width: number): Reason[] {
  const chosen = mapping.filter((field) => field !== null);
  const has = (...wanted: Field[]) => wanted.every((field) => chosen.includes(field));
  const reason = (code: string, params?: Reason["params"]): Reason => ({
    code,
    source: "imports.mapping",
    ...(params ? { params } : {}),
  });
  const twice = chosen.filter((field, at) => chosen.indexOf(field) < at);
  return [
    ...(mapping.length > width ? [reason("imports.mapping_too_long")] : []),
    ...[...new Set(twice)].map((field) => reason("imports.mapped_twice", { field })),
    ...(has("name") || has("lastName", "firstName") ? [] : [reason("imports.name_unmapped")]),
    ...(has("name") && (has("lastName") || has("firstName"))
      ? [reason("imports.name_mapped_twice")]
      : []),
    ...(has("birthDate") || has("nationalId") ? [] : [reason("imports.birth_unmapped")]),
  ];
}

/** What a column is called: as in the file, with a number when the name is missing or used twice. */
export function columnName(columns: readonly string[], at: number): string {
  const name = columns[at] ?? "";
  const before = columns.slice(0, at).filter((other) => other === name).length;
  if (name === "") return `#${at + 1}`;
  return before ? `${name} (${before + 1})` : name;
}

/** The columns whose dates only make sense month first. One that makes sense either way is ours. */
export function monthFirstColumns(rows: readonly Row[], width: number): number[] {
  const counts = Array.from({ length: width }, () => ({ day: 0, month: 0 }));
  for (const { cells } of rows) {
    cells.slice(0, width).forEach((cell, at) => {
      if (cell.length > 20 || !cell.includes("/")) return;
      const [, first, other] = /^\s*(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})\b/.exec(cell) ?? [];
      const count = counts[at];
      if (count && Number(first) > 12) count.day++;
      if (count && Number(other) > 12) count.month++;
    });
  }
  return counts.flatMap(({ day, month }, at) => (month > 0 && day === 0 ? [at] : []));
}

/** A cell as it may be shown: of a national id only the birth date's digits, and no long text. */
export function masked(cell: string, isNationalId: boolean): string {
  const short = cell.length > 80 ? `${cell.slice(0, 79)}…` : cell;
  if (isNationalId && /^\D*(\d\D*){1,5}$/.test(short)) return short.replaceAll(/\d/g, "*");
  const hidden = short.replaceAll(/(\d{6})[ .-]?\d{4,}/g, "$1*****");
  return isNationalId ? hidden.replaceAll(/(?<=(\d\D*){6})\d/g, "*") : hidden;
}
