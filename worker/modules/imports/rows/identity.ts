import { birthDateMatches, bornOn, checkNationalId, digitsOf } from "#worker/lib/national_id.ts";
import { readDate } from "../cells/dates.ts";
import type { Notes } from "./notes.ts";
import type { Identity, World } from "./types.ts";

const FIRST = "1900-01-01";

type Read = { birthDate: string | undefined; nationalId: string | null; identity?: Identity };

/** Birth date and national id, which must be of one person; the id may stand in for the date. */
export function identityOf(n: Notes, world: World): Read {
  const born = readBirth(n, world);
  const id = readId(n, born, world);
  if (born === null) return bornOf(n, id, world);
  if (born === undefined || id === undefined) return { birthDate: born, nationalId: null };
  if (!id || birthDateMatches(id, born, world.today)) return trusted(born, id);
  n.refuse("nationalId", "imports.id_of_other_birth");
  return { birthDate: born, nationalId: null };
}

const trusted = (birthDate: string, nationalId: string | null): Read => ({
  birthDate,
  nationalId,
  identity: { birthDate, nationalId },
});

/** No birth date in the file: the national id tells it, as long as it does. */
function bornOf(n: Notes, id: string | null | undefined, { today }: World): Read {
  const field = n.has("birthDate") ? "birthDate" : "nationalId";
  const told = id ? bornOn(id, today) : undefined;
  if (id && told) {
    n.mend(field, "imports.birth_from_id");
    return trusted(told, id);
  }
  if (id !== undefined) n.refuse(field, "imports.birth_missing");
  return { birthDate: undefined, nationalId: null };
}

/** The birth date; null when the cell is empty, nothing when it is refused. */
function readBirth(n: Notes, { today }: World): string | null | undefined {
  const cell = n.cell("birthDate");
  if (cell === "") return null;
  const latest = Number(today.slice(0, 4));
  const read = readDate(cell, { monthFirst: n.monthFirst("birthDate"), latest });
  const wrong = whyNotBorn(read?.value, today);
  if (wrong) n.refuse("birthDate", wrong);
  else if (read?.repaired) n.mend("birthDate", read.repaired);
  return wrong ? undefined : read?.value;
}

function whyNotBorn(day: string | undefined, today: string): string | undefined {
  if (!day) return "imports.birth_impossible";
  if (day > today) return "imports.birth_in_future";
  return day < FIRST ? "imports.birth_too_old" : undefined;
}

/** The national id; null when the cell is empty, nothing when it is refused. */
function readId(
  n: Notes,
  born: string | null | undefined,
  { today, synthetic }: World,
): string | null | undefined {
  const cell = n.cell("nationalId");
  if (cell === "") return null;
  const { digits, repaired } = completed(digitsOf(cell), born ?? undefined);
  const wrong = checkNationalId(digits, { synthetic, on: today });
  if (wrong) n.refuse("nationalId", codes[wrong]);
  else if (repaired) n.mend("nationalId", repaired);
  return wrong ? undefined : digits;
}

const codes = {
  "national_id.format": "imports.id_format",
  "national_id.check_digits": "imports.id_check_digits",
  "national_id.date": "imports.id_check_digits",
  "national_id.unborn": "imports.id_check_digits",
  "national_id.synthetic": "imports.id_synthetic",
} as const;

// A spreadsheet takes the leading zero; some registers keep the five last digits only.
function completed(digits: string, born: string | undefined) {
  if (/^\d{10}$/.test(digits)) return { digits: `0${digits}`, repaired: "imports.id_zero" };
  if (!/^\d{5}$/.test(digits) || !born) return { digits };
  const [year = "", month = "", day = ""] = born.split("-");
  const whole = `${day}${month}${year.slice(2)}${digits}`;
  return { digits: whole, repaired: "imports.id_joined" };
}
