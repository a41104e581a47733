import { classCodes } from "#worker/lib/fields.ts";
import type { Field } from "./input.ts";

const classes: ReadonlySet<string> = new Set(classCodes);
const kinds: readonly (readonly [RegExp | ((cell: string) => boolean), Field])[] = [
  [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "email"],
  [/^\d{6}[ -]?\d{5}$/, "nationalId"],
  [/^(\+\d{2})?[\s\d]{8,14}$/, "phone"],
  [
    (cell) =>
      cell
        .toUpperCase()
        .split(/[,\s/]+/)
        .every((one) => classes.has(one)),
    "classes",
  ],
  [/^(aktiv|venter|ferdig|sluttet|active|waiting|finished)$/i, "status"],
];
const aDate = /^\d{1,2}[./-]\d{1,2}[./-](\d{4})$|^(\d{4})-\d\d-\d\d/;
const MOST = 0.8;

/** What a column seems to hold on a day, when most of its cells look alike. */
export function byContent(cells: readonly string[], today: string): Field | undefined {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean);
  if (filled.length === 0) return undefined;
  const most = (some: readonly unknown[]) => some.length >= MOST * filled.length;
  const years = filled.flatMap((cell) => {
    const date = aDate.exec(cell);
    return date ? [Number(date[1] ?? date[2])] : [];
  });
  // Students are born long before they start; the newest of the years tells which it is.
  if (most(years))
    return Math.max(...years) <= Number(today.slice(0, 4)) - 10 ? "birthDate" : "startedOn";
  const fits = (kind: (typeof kinds)[number][0]) =>
    filled.filter((cell) => (typeof kind === "function" ? kind(cell) : kind.test(cell)));
  return kinds.find(([kind]) => most(fits(kind)))?.[1];
}
