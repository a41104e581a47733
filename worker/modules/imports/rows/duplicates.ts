import { foldedWords } from "#worker/lib/fold.ts";
import type { Arrival, Checked, Finding } from "./types.ts";

/** What is known of students by fingerprint: the row of the file, or 0 for the school's register. */
export type Seen = ReadonlyMap<string, number>;

/** Makes a fingerprint that tells nothing of what it was made of. */
export type Fingerprint = (text: string) => string;

// Of one name and birth date two may have a national id each; then they are two people.
const kinds = { id: "id", named: "name", numberless: "bare", number: "number" } as const;

/** The fingerprints a row leaves for those after it. */
export function marksOf(row: Checked, print: Fingerprint): string[] {
  const { arrival, identity } = row;
  const number = arrival?.formerNumber;
  return [
    ...(identity?.nationalId ? [print(`${kinds.id}|${identity.nationalId}`)] : []),
    ...(arrival ? [print(personKey(kinds.named, arrival))] : []),
    ...(arrival && !arrival.nationalId ? [print(personKey(kinds.numberless, arrival))] : []),
    ...(number ? [print(`${kinds.number}|${number.toLowerCase()}`)] : []),
  ];
}

/** The fingerprints of somebody who is in the register already. */
export function marksOfStudent(
  student: Pick<Arrival, "firstName" | "lastName" | "birthDate"> & { hasNationalId: boolean },
  print: Fingerprint,
): string[] {
  return [
    print(personKey(kinds.named, student)),
    ...(student.hasNationalId ? [] : [print(personKey(kinds.numberless, student))]),
  ];
}

const personKey = (
  kind: string,
  { firstName, lastName, birthDate }: Pick<Arrival, "firstName" | "lastName" | "birthDate">,
) => `${kind}|${foldedWords(`${firstName} ${lastName}`).sort().join(" ")}|${birthDate}`;

/**
 * What is wrong with a row because of others: the second of two with the same national id, or the
 * same name and birth date unless both have a national id, is refused. The same number of the old
 * system is only mentioned, since branches that became one may each have counted from one.
 */
export function repeatedIn(row: Checked, seen: Seen, print: Fingerprint): Finding[] {
  const { arrival, identity } = row;
  const earlier = (text: string) => {
    const at = seen.get(print(text));
    return at !== undefined && at !== row.n ? at : undefined;
  };
  const sameId = identity?.nationalId && earlier(`${kinds.id}|${identity.nationalId}`);
  if (sameId !== undefined && sameId !== null && sameId !== "")
    return [finding("nationalId", sameId ? "imports.id_repeated" : "imports.id_in_register")];
  if (!arrival) return [];
  const other = arrival.nationalId ? kinds.numberless : kinds.named;
  const samePerson = earlier(personKey(other, arrival));
  if (samePerson !== undefined)
    return [finding(null, samePerson ? "imports.person_repeated" : "imports.person_in_register")];
  const number = arrival.formerNumber;
  return number && earlier(`${kinds.number}|${number.toLowerCase()}`) !== undefined
    ? [{ field: "formerNumber", code: "imports.number_repeated", refused: false }]
    : [];
}

const finding = (field: Finding["field"], code: string): Finding => ({
  field,
  code,
  refused: true,
});
