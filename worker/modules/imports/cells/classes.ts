import { ClassCode } from "#worker/lib/fields.ts";
import type { Read } from "./read.ts";

export type Classes = { classes: ClassCode[]; automaticOnly: ClassCode[] };

// What mopeds were called before the regulation gave them names of their own.
const older: Record<string, ClassCode> = { M146: "AM146", M147: "AM147" };
const LONGEST = 200; // all classes there are, with what people write around them
const automatic =
  /[\s.(-]*(?:(?:KODE|CODE)?[\s.]*(?:01\.)?78|AUT(?:OMAT(?:ISK|IC)?|OGEAR)?\.?)\)?$/;

/**
 * The classes of a cell: one or several, with "B 78" for class B in an automatic only.
 * Nothing when one of them is no class that the regulation knows.
 */
export function readClasses(cell: string): Read<Classes> | undefined {
  if (cell.length > LONGEST) return undefined;
  const parts = cell
    .toUpperCase()
    .replaceAll(/\b(KLASSE[RN]?|KL\.|CLASS(ES)?)(?=[\s:(]|$):?/g, " ")
    .split(/[,;/+&|\n]|\bOG\b|\bAND\b/)
    .map((part) => part.trim())
    .filter(Boolean);
  const read = parts.flatMap((part) => one(part) ?? words(part));
  const known = read.filter((found) => found !== undefined);
  if (parts.length === 0 || known.length < read.length) return undefined;
  const classes = [...new Set(known.map(({ code }) => code))];
  // Both "B" and "B 78" is B: the wider of the two.
  const automaticOnly = classes.filter((code) =>
    known.every((found) => found.code !== code || found.automatic),
  );
  const value = { classes, automaticOnly };
  return read.length > 1 ? { value, repaired: "imports.several_classes" } : { value };
}

type Found = { code: ClassCode; automatic: boolean };

function one(part: string): Found | undefined {
  const plain = codeOf(part);
  if (plain) return { code: plain, automatic: false };
  const code = automatic.test(part) ? codeOf(part.replace(automatic, "")) : undefined;
  return code && { code, automatic: true };
}

/** "A1 B": a space between two codes, where the whole is none. */
const words = (part: string): (Found | undefined)[] =>
  part.includes(" ") ? part.split(/\s+/).map(one) : [undefined];

function codeOf(part: string): ClassCode | undefined {
  const bare = part.replaceAll(/[\s.-]/g, "");
  const parsed = ClassCode.safeParse(older[bare] ?? bare);
  return parsed.success ? parsed.data : undefined;
}
