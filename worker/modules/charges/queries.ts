import { and, eq, gt, gte, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { charges, studentPackageItems, studentPackages } from "./schema.ts";

export const mine = (ctx: Ctx) => eq(charges.schoolId, ctx.actor.schoolId);

/** Named, never whole rows. */
export const columns = {
  id: charges.id,
  studentId: charges.studentId,
  bookingId: charges.bookingId,
  productId: charges.productId,
  studentPackageId: charges.studentPackageId,
  kind: charges.kind,
  text: charges.text,
  quantity: charges.quantity,
  netOre: charges.netOre,
  vatCode: charges.vatCode,
  vatOre: charges.vatOre,
  grossOre: charges.grossOre,
  prepaidOre: charges.prepaidOre,
  status: charges.status,
  /** Of advances, or with the invoice it stands on. Invoices know charges, not the other way. */
  paid: sql<boolean>`("charges"."status" = 'prepaid' or exists (select 1 from invoices i
    where i.school_id = "charges"."school_id" and i.id = "charges"."invoice_id"
      and i.state = 'settled'))`
    .mapWith(Boolean)
    .as("paid"),
  onDate: charges.onDate,
  dueOn: charges.dueOn,
  reason: charges.reason,
  parts: charges.parts,
  invoiceId: charges.invoiceId,
  version: charges.version,
};

/** The charge of a booking, if it has one, for a batch. */
export const bookingCharge = (ctx: Ctx, bookingId: string) =>
  ctx.db
    .select(columns)
    .from(charges)
    .where(and(mine(ctx), eq(charges.bookingId, bookingId)));

export const chargeRow = (ctx: Ctx, id: string) =>
  ctx.db
    .select(columns)
    .from(charges)
    .where(and(mine(ctx), eq(charges.id, id)));

/** What the bookings of some students since a day were charged with, for a batch. */
export const chargedSince = (ctx: Ctx, whose: SQL, since: string) =>
  ctx.db
    .select({
      bookingId: charges.bookingId,
      productId: charges.productId,
      kind: charges.kind,
      status: charges.status,
      grossOre: charges.grossOre,
      parts: charges.parts,
    })
    .from(charges)
    .where(
      and(
        mine(ctx),
        sql`${charges.studentId} in (${whose})`,
        gte(charges.onDate, since),
        isNotNull(charges.bookingId),
      ),
    )
    .limit(400);

export type ChargeRow = Awaited<ReturnType<typeof chargeRow>>[number];

/** A charge of the active school. */
export async function getCharge(ctx: Ctx, id: string): Promise<ChargeRow> {
  const [row] = await chargeRow(ctx, id);
  if (!row) throw new Problem(404, "charges.not_found");
  return row;
}

const itsPackage = and(
  eq(studentPackages.schoolId, studentPackageItems.schoolId),
  eq(studentPackages.id, studentPackageItems.studentPackageId),
);

/** What is left in the packages of a student that have not ended, for a batch. */
export function packageItemsOf(ctx: Ctx, studentId: string) {
  return ctx.db
    .select({
      studentPackageId: studentPackageItems.studentPackageId,
      name: studentPackages.name,
      productId: studentPackageItems.productId,
      quantity: studentPackageItems.quantity,
      left: sql<number>`${studentPackageItems.quantity} - ${studentPackageItems.used}`,
      unitOre: studentPackageItems.unitOre,
      soldOn: studentPackages.soldOn,
      expiresOn: studentPackages.expiresOn,
    })
    .from(studentPackages)
    .innerJoin(studentPackageItems, itsPackage)
    .where(
      and(
        eq(studentPackages.schoolId, ctx.actor.schoolId),
        eq(studentPackages.studentId, studentId),
        sql`${studentPackages.endedOn} is null`,
      ),
    );
}

/** What a student has got and not been invoiced for, oldest first; a part may be paid in advance. */
export function openCharges(ctx: Ctx, studentId: string) {
  return ctx.db
    .select(columns)
    .from(charges)
    .where(
      and(
        mine(ctx),
        eq(charges.studentId, studentId),
        inArray(charges.status, ["due", "prepaid"]),
        gt(charges.grossOre, 0),
      ),
    )
    .orderBy(charges.onDate, charges.id)
    .limit(200);
}
