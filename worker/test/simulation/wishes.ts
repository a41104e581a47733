import { eq } from "drizzle-orm";
import fc from "fast-check";
import type { bookings } from "#worker/modules/bookings/schema.ts";
import type { charges } from "#worker/modules/charges/schema.ts";
import type { invoices } from "#worker/modules/invoices/schema.ts";
import type { payments } from "#worker/modules/payments/schema.ts";
import { db, type Person } from "../harness.ts";
import type { Call, Town } from "./town.ts";

/** What somebody wants to do; undefined when there is nothing to do it with. */
export type Wish = { who: Person; call: Call } | undefined;
export type Command = { name: CommandName; wish: (town: Town) => Promise<Wish> };

export const commandNames = [
  "book",
  "move",
  "cancel",
  "attest",
  "hold",
  "confirm",
  "sell a package",
  "waive",
  "pay",
  "reverse a payment",
  "draft an invoice",
  "issue an invoice",
  "credit an invoice",
] as const;
type CommandName = (typeof commandNames)[number];

/** One of them, by a number that may be larger than there are. */
export const at = <T>(items: readonly T[], n: number): T | undefined => items[n % items.length];

/** What the town has of something, in the order in which it came. */
export const inTown = <
  T extends typeof bookings | typeof charges | typeof invoices | typeof payments,
>(
  table: T,
  { schoolId }: Town,
) => db.select().from(table).where(eq(table.schoolId, schoolId)).orderBy(table.id);

export const nth = fc.nat(1000);
