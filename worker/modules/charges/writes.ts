import { and, eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { oneOf } from "#worker/lib/search.ts";
import { type Account, prepaidLeft, type Transfer, transfer } from "#worker/modules/ledger/mod.ts";
import type { VatCode } from "#worker/modules/prices/mod.ts";
import type { ChargeStatus } from "./input.ts";
import { type ChargeRow, mine } from "./queries.ts";
import type { Price } from "./rules.ts";
import { charges, studentPackageItems } from "./schema.ts";

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

const revenue: Record<VatCode, Account> = {
  exempt_education: "revenue_exempt",
  standard: "revenue_25",
  zero: "revenue_zero",
  outside: "revenue_outside",
};

export type NewCharge = Price &
  Pick<ChargeRow, "studentId" | "bookingId" | "kind" | "onDate"> & {
    status: ChargeStatus;
    reason?: string | null;
  };

export function insertCharge(ctx: Ctx, id: string, charge: NewCharge): Statement {
  const { schoolId } = ctx.actor;
  const { status } = charge;
  const dueOn = status === "due" ? dayOf(ctx.now) : null;
  return ctx.db.insert(charges).values({ ...charge, schoolId, id, dueOn, createdAt: ctx.now });
}

type Change = Partial<Omit<NewCharge, "bookingId">>;

/** Writes over the version that was read, or aborts the batch. */
export function updateCharge(ctx: Ctx, seen: Pick<ChargeRow, "id" | "version">, change: Change) {
  const { status } = change;
  return [
    ctx.db
      .update(charges)
      .set({
        ...change,
        ...(status && {
          prepaidOre: 0,
          dueOn: status === "due" ? dayOf(ctx.now) : null,
        }),
        version: sql`${charges.version} + 1`,
      })
      .where(and(mine(ctx), eq(charges.id, seen.id), eq(charges.version, seen.version))),
    mustChange(ctx),
  ];
}

type Due = Pick<Price, "netOre" | "vatOre" | "grossOre" | "vatCode" | "text"> & {
  id: string;
  studentId: string;
  onDate: string;
};

/**
 * Books what was delivered: revenue and VAT against what the student owes, and then as much of it
 * as her advance covers. How much that is, the batch finds out itself: two at once cannot both
 * have the last krone.
 */
export function deliver(ctx: Ctx, charge: Due): Statement[] {
  const { id: refId, studentId, text, vatCode, netOre, vatOre, grossOre } = charge;
  // A lesson that was delivered earlier belongs to its own day in the books.
  const onDate = charge.onDate < dayOf(ctx.now) ? charge.onDate : dayOf(ctx.now);
  const about = { studentId, refKind: "charge", refId, text, onDate };
  const owed = { ...about, debit: "receivable" } as const;
  const useId = uuidv7();
  const cover = sql`min(${grossOre}, ${prepaidLeft(ctx, studentId)})`;
  const taken = sql`coalesce((select amount_ore from ledger
    where school_id = ${ctx.actor.schoolId} and id = ${useId}), 0)`;
  const paid = sql`${grossOre} > 0 and ${taken} = ${grossOre}`;
  const prepaid: Transfer = {
    ...{ ...about, id: useId, kind: "prepaid_use", amountOre: cover },
    ...{ debit: "prepaid", credit: "receivable" },
  };
  return [
    ...(netOre > 0
      ? [transfer(ctx, { ...owed, credit: revenue[vatCode], amountOre: netOre, kind: "charge" })]
      : []),
    ...(vatOre > 0
      ? [transfer(ctx, { ...owed, credit: "vat_out_25", amountOre: vatOre, kind: "charge_vat" })]
      : []),
    ...(grossOre > 0 ? [transfer(ctx, prepaid)] : []),
    ctx.db
      .update(charges)
      .set({ prepaidOre: taken, status: sql`case when ${paid} then 'prepaid' else 'due' end` })
      .where(and(mine(ctx), eq(charges.id, refId))),
  ];
}

/** Takes from a package, or gives back. Taking more than is left aborts: `charges.package_used_up`. */
export function takeFromPackage(
  ctx: Ctx,
  { studentPackageId, productId }: Pick<Price, "studentPackageId" | "productId">,
  quantity: number,
): Statement[] {
  if (studentPackageId === null || productId === null || quantity === 0) return [];
  return [
    ctx.db
      .update(studentPackageItems)
      .set({ used: sql`${studentPackageItems.used} + ${quantity}` })
      .where(
        and(
          eq(studentPackageItems.schoolId, ctx.actor.schoolId),
          eq(studentPackageItems.studentPackageId, studentPackageId),
          eq(studentPackageItems.productId, productId),
        ),
      ),
    mustChange(ctx),
  ];
}

/** Notes that an advance has paid (more of) what is due, over the version that was read. */
export const settled = (
  ctx: Ctx,
  seen: Pick<ChargeRow, "id" | "version">,
  { prepaidOre, paid }: { prepaidOre: number; paid: boolean },
): Statement[] => [
  ctx.db
    .update(charges)
    .set({
      prepaidOre,
      status: paid ? "prepaid" : "due",
      version: sql`${charges.version} + 1`,
    })
    .where(and(mine(ctx), eq(charges.id, seen.id), eq(charges.version, seen.version))),
  mustChange(ctx),
];

/**
 * Puts charges on an invoice, or off it again when that is credited: the caller's batch stops
 * unless every one of them was open.
 */
export function markInvoiced(ctx: Ctx, ids: readonly string[], invoiceId: string): Statement[] {
  return [
    ctx.db
      .update(charges)
      .set({ status: "invoiced", invoiceId, version: sql`${charges.version} + 1` })
      .where(and(mine(ctx), oneOf(charges.id, ids), inArray(charges.status, ["due", "prepaid"]))),
    mustChange(ctx, ids.length),
  ];
}

/**
 * Takes charges off a credited invoice: they are open again, to be invoiced anew or let go of. The
 * caller's batch stops unless every one of them stood on it.
 */
export function markCredited(ctx: Ctx, ids: readonly string[], invoiceId: string): Statement[] {
  const paid = sql`${charges.prepaidOre} = ${charges.grossOre}`;
  return [
    ctx.db
      .update(charges)
      .set({
        status: sql`case when ${paid} then 'prepaid' else 'due' end`,
        invoiceId: null,
        version: sql`${charges.version} + 1`,
      })
      .where(
        and(
          mine(ctx),
          oneOf(charges.id, ids),
          eq(charges.invoiceId, invoiceId),
          eq(charges.status, "invoiced"),
        ),
      ),
    mustChange(ctx, ids.length),
  ];
}
