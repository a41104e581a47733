import { and, eq, type SQL, sql } from "drizzle-orm";
import type { BatchResponse } from "drizzle-orm/batch";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { searchTerms } from "#worker/lib/search.ts";
import {
  asSettings,
  counters,
  schoolQuery,
  settingRows,
  theSchool,
} from "#worker/modules/schools/mod.ts";
import type { Seller } from "../input.ts";
import { kidIn } from "../kid.ts";
import { INVOICE } from "../queries.ts";

const COUNTER = "invoice";
const KEYS = [
  "invoice_days",
  "invoice_number_start",
  "invoice_account",
  "vat_registered",
  "company_register",
] as const;

/** What the school says of itself and of its invoices, for a batch; `toSeller` reads the rows. */
export const sellerQueries = (ctx: Ctx) => [schoolQuery(ctx), settingRows(ctx, KEYS)] as const;

type Rows = BatchResponse<ReturnType<typeof sellerQueries>>;

export function toSeller([school, rows]: Rows) {
  const { name, orgnr, address, postalCode, town, email, phone } = theSchool(school);
  const set = asSettings(KEYS, rows);
  const seller: Seller = {
    ...{ name, orgnr, address, postalCode, town, email, phone },
    vatRegistered: set.vat_registered === "yes",
    companyRegister: set.company_register === "yes",
    account: set.invoice_account || null,
  };
  return { seller, days: set.invoice_days, start: set.invoice_number_start };
}

const next = (ctx: Ctx) =>
  and(eq(counters.schoolId, ctx.actor.schoolId), eq(counters.name, COUNTER));

/**
 * Takes the next number in the batch that uses it: when the batch fails, the number was never
 * taken. The first one is where the school wants to begin.
 */
export function takeNumber(ctx: Ctx, start: number): Statement[] {
  const row = { schoolId: ctx.actor.schoolId, name: COUNTER, next: start };
  return [
    ctx.db.insert(counters).values(row).onConflictDoNothing(),
    ctx.db
      .update(counters)
      .set({ next: sql`${counters.next} + 1` })
      .where(next(ctx)),
  ];
}

const taken = (ctx: Ctx): SQL => sql`(select next - 1 as n from counters
  where school_id = ${ctx.actor.schoolId} and name = ${COUNTER}) x`;

/** The number that the batch has taken, and its KID. */
export const takenNumber = (ctx: Ctx) => sql<number>`(select n from ${taken(ctx)})`;
export const takenKid = (ctx: Ctx) => kidIn(taken(ctx));

/** Makes an issued document findable by its number and KID, which only the database knows yet. */
export function indexNumber(ctx: Ctx, id: string): Statement {
  const { schoolId } = ctx.actor;
  return ctx.db
    .insert(searchTerms)
    .select(
      sql`select i.school_id, ${INVOICE}, j.value, i.id
        from invoices i, json_each(json_array(cast(i.number as text), i.kid)) j
        where i.school_id = ${schoolId} and i.id = ${id} and j.value is not null`,
    )
    .onConflictDoNothing();
}
