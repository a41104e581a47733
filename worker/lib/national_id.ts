import { idnr } from "@navikt/fnrvalidator";

// Fødselsnummer and D-number. Never a key, never in an address or a log; sex is never read off one.

export type NationalIdProblem =
  | "national_id.format"
  | "national_id.check_digits"
  | "national_id.date"
  | "national_id.unborn"
  | "national_id.synthetic";

type Rules = {
  /** Whether made-up numbers (month + 80 or + 40) may stand in for people's. */
  synthetic: boolean;
  /** The day it is checked. */
  on: string;
};

/** From this day new numbers are given that tell neither century nor sex (Skatteetaten). */
const NEW_NUMBERS = "2032-01-01";

/** Only digits: people write the number with a space or a dash in it. */
export const digitsOf = (typed: string) => typed.replaceAll(/[\s.-]/g, "");

/** Why eleven digits are nobody's national id; nothing when they may be somebody's. */
export function checkNationalId(
  digits: string,
  { synthetic, on }: Rules,
): NationalIdProblem | undefined {
  if (!/^\d{11}$/.test(digits)) return "national_id.format";
  const checked = idnr(digits); // both check rules: today's, and that of 2032
  if (checked.status === "invalid")
    return checked.reasons.includes("invalid date")
      ? "national_id.date"
      : "national_id.check_digits";
  if (!["fnr", "dnr"].includes(checked.type) && !synthetic) return "national_id.synthetic";
  const born = bornOn(digits, on);
  return born && born > on ? "national_id.unborn" : undefined;
}

const elevenDigits = /(?<!\d)\d{6}[ -]?\d{5}(?!\d)/g;

/** Whether somebody's number, or a made-up one, stands in a text that everybody may read. */
export const holdsNationalId = (text: string) =>
  (text.match(elevenDigits) ?? []).some(
    (found) => !checkNationalId(digitsOf(found), { synthetic: true, on: "9999-12-31" }),
  );

/** Whether a person born that day may have that number. Where it no longer tells, it may be hers. */
export function birthDateMatches(digits: string, birthDate: string, on: string): boolean {
  const { day, month, year } = partsOf(digits);
  const born = bornOn(digits, on);
  return born ? born === birthDate : birthDate.slice(2) === `${year}-${month}-${day}`;
}

/** What may be shown of it: the birth date's digits, `ddmmyy*****`. */
export const maskNationalId = (digits: string) => `${digits.slice(0, 6)}*****`;

/** The whole birth date, where the number tells the century. */
export function bornOn(digits: string, on: string): string | undefined {
  const { day, month, year } = partsOf(digits);
  // From 2032 an old number and a new one look alike, and only the old one's digits mean anything.
  const century = on < NEW_NUMBERS && underOldRule(digits) ? centuryOf(digits) : undefined;
  return century && `${century}${year}-${month}-${day}`;
}

function partsOf(digits: string) {
  const two = (at: number, less: number) =>
    String(Number(digits.slice(at, at + 2)) - less).padStart(2, "0");
  const month = Number(digits.slice(2, 4));
  return {
    day: two(0, Number(digits[0]) >= 4 ? 40 : 0), // D-number
    month: two(2, month > 80 ? 80 : month > 40 ? 40 : 0), // made-up series
    year: digits.slice(4, 6),
  };
}

/** The three digits after the date say which century it lies in; some say nothing. */
function centuryOf(digits: string): string | undefined {
  const year = Number(digits.slice(4, 6));
  const individual = Number(digits.slice(6, 9));
  if (individual < 500) return "19";
  if (year < 40) return "20";
  if (individual < 750 && year >= 54) return "18";
  return individual >= 900 ? "19" : undefined;
}

const weights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];

/** Whether the first check digit is the one that the rule before 2032 gives. */
function underOldRule(digits: string): boolean {
  return weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11 === 0;
}
