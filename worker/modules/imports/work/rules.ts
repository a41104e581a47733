import { createHash } from "node:crypto";
import type { Positions } from "../mapping/rules.ts";
import { columnName } from "../mapping/rules.ts";
import type { Found } from "../problems/queries.ts";
import type { Finding } from "../rows/types.ts";
import type { Tally } from "../schema.ts";

/**
 * An id that belongs to a thing of an import: the same each time a piece is worked on, so that a
 * message delivered twice makes the same row. A UUIDv7 of the import's own instant.
 */
export function derivedId(importId: string, what: string): string {
  const hash = createHash("sha256").update(`${importId}|${what}`).digest("hex");
  const variant = "89ab"[Number.parseInt(hash[3] ?? "0", 16) & 3];
  const rest = `${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
  return `${importId.slice(0, 13)}-7${hash.slice(0, 3)}-${rest}`;
}

type File = { columns: readonly string[]; at: Positions };

/** Findings as they are stored, each row's counted from `first`. */
export function toFound(
  findings: readonly { row: number; all: readonly Finding[] }[],
  { columns, at }: File,
  first = 0,
): Found[] {
  return findings.flatMap(({ row, all }) =>
    all.map(({ field, code, refused }, n) => {
      const place = field ? at[field] : undefined;
      const column = place === undefined ? "" : columnName(columns, place);
      return { row, n: first + n, column, code, refused };
    }),
  );
}

/** How many rows have what in which column, with those of another piece added. */
export function addToTally(tally: readonly Tally[], found: readonly Found[]): Tally[] {
  const kinds = new Map(tally.map((kind) => [keyOf(kind), { ...kind }]));
  const counted = new Set<string>();
  for (const { row, column, code, refused } of found) {
    const key = keyOf({ column, code });
    if (counted.has(`${row} ${key}`)) continue;
    counted.add(`${row} ${key}`);
    const kind = kinds.get(key) ?? { column, code, refused, rows: 0 };
    kinds.set(key, { ...kind, rows: kind.rows + 1 });
  }
  return [...kinds.values()].sort(
    (a, b) => Number(b.refused) - Number(a.refused) || b.rows - a.rows,
  );
}

const keyOf = ({ column, code }: Pick<Tally, "column" | "code">) => `${code} ${column}`;
