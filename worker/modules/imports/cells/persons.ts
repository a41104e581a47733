import { Email, Phone } from "#worker/lib/fields.ts";
import type { Read } from "./read.ts";

const particles =
  /^(van|von|de|der|den|del|della|di|da|dos|la|le|af|av|al|el|bin|ben|zu|ter|ten)$/i;

/** First and last name of a whole name: "Lie, Kari" or "Kari Lie", "Anne van der Berg". */
export function splitName(name: string): { firstName: string; lastName: string } {
  const [before = "", after] = name.split(",", 2).map((part) => part.trim());
  if (after !== undefined) return { firstName: after, lastName: before };
  const words = name.split(/\s+/).filter(Boolean);
  let start = words.length - 1;
  while (start > 1 && particles.test(words[start - 1] ?? "")) start--;
  if (start < 1) return { firstName: words[0] ?? "", lastName: "" };
  return { firstName: words.slice(0, start).join(" "), lastName: words.slice(start).join(" ") };
}

// Longer than any cell with a few of them; what is longer is not looked through.
const LONGEST = 300;

/** An e-mail address; of several in one cell the first. Nothing when there is none. */
export function readEmail(cell: string): Read<string> | undefined {
  if (cell.length > LONGEST) return undefined;
  const whole = Email.safeParse(cell);
  if (whole.success) return { value: whole.data };
  const parts = cell.split(/[,;/\s]+/).filter(Boolean);
  const first = parts.length > 1 ? Email.safeParse(parts[0]) : undefined;
  return first?.success ? { value: first.data, repaired: "imports.first_of_several" } : undefined;
}

/** A telephone number as E.164; a foreign one is kept as what it is. */
export function readPhone(cell: string): Read<string> | undefined {
  if (cell.length > LONGEST) return undefined;
  const whole = Phone.safeParse(cell.replace(/^(mob\w*|tlf\w*|tel\w*)[.:\s]+/i, ""));
  if (whole.success) return { value: whole.data, ...repairOf(cell, whole.data) };
  const parts = cell.split(/[,;/]|\s+(?:og|eller|and|or)\s+/).filter((part) => part.trim() !== "");
  const first = parts.length > 1 ? Phone.safeParse(parts[0]?.trim()) : undefined;
  return first?.success ? { value: first.data, repaired: "imports.first_of_several" } : undefined;
}

function repairOf(cell: string, number: string) {
  if (!number.startsWith("+47")) return { repaired: "imports.foreign_phone" };
  return cell === number.slice(3) ? {} : { repaired: "imports.phone_rewritten" };
}
