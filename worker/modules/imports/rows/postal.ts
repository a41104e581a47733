import type { Read } from "../cells/read.ts";
import type { World } from "./types.ts";

/** A postal code that exists; one that lost its zeros in a spreadsheet gets them back. */
export function readPostalCode(cell: string, { townOf }: World): Read<string> | undefined {
  const bare = cell.replace(/\.0$/, "");
  if (/^\d{1,3}$/.test(bare)) {
    const value = bare.padStart(4, "0");
    return townOf(value) ? { value, repaired: "imports.postal_zero" } : undefined;
  }
  const value = /^(?:NO?[- ]?)?(\d{4})\b/i.exec(bare)?.[1];
  if (!value || !townOf(value)) return undefined;
  // "0150 Oslo": the town is known from the code.
  return value === cell ? { value } : { value, repaired: "imports.postal_taken_out" };
}
