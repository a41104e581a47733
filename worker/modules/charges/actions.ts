import { diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { addMonths, dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { MOST_ORE } from "#worker/lib/money.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import { getBooking } from "#worker/modules/bookings/mod.ts";
import {
  balanceQuery,
  reversal,
  standingEntries,
  toBalance,
  transfer,
} from "#worker/modules/ledger/mod.ts";
import { priceOn, productWithPrices } from "#worker/modules/prices/mod.ts";
import { getStudent, touchStudent } from "#worker/modules/students/mod.ts";
import { chargeFollower, chargeRaises, takeBack } from "./follower.ts";
import type { ManualCharge } from "./input.ts";
import { type ChargeRow, getCharge } from "./queries.ts";
import { whyNotSettle, whyNotWaive, withVat } from "./rules.ts";
import { deliver, insertCharge, settled, updateCharge } from "./writes.ts";

const about = (entityId: string) => ({ entity: "charge", entityId });
const raises = [...chargeRaises, "ledger.prepaid_short", "ledger.already_reversed"];

// Months: claims lapse after three years (foreldelsesloven § 2); an older day is a slip.
const OLDEST = 36;

/** Charges something by hand, due at once. The id comes with the form, so sending twice makes one. */
export async function chargeByHand(
  ctx: Ctx,
  { id, studentId }: { id: string; studentId: string },
  input: ManualCharge,
): Promise<void> {
  const student = await getStudent(ctx, studentId);
  const onDate = input.onDate ?? dayOf(ctx.now);
  if (onDate > dayOf(ctx.now)) throw fieldProblem("onDate", "charges.future");
  if (onDate < addMonths(dayOf(ctx.now), -OLDEST)) throw fieldProblem("onDate", "charges.long_ago");
  const { text, vatCode, unitOre, productId } = await whatByHand(ctx, input, {
    ...{ onDate, branchId: student.branchId },
  });
  const { quantity } = input;
  if (unitOre * quantity > MOST_ORE) throw fieldProblem("quantity", "money.too_much");
  const parts = [
    { code: "charges.part_manual", ore: unitOre * quantity, params: { price: unitOre, quantity } },
  ];
  const price = withVat({ text, quantity, grossOre: unitOre * quantity, parts }, vatCode, onDate);
  const charge = { ...price, productId, studentId, onDate };
  await commit(ctx, {
    ...about(id),
    action: "charges.made",
    diff: diffOf({}, { studentId, text, quantity, grossOre: price.grossOre }),
    write: [
      insertCharge(ctx, id, { ...charge, bookingId: null, kind: "manual", status: "due" }),
      ...deliver(ctx, { ...charge, id }),
      touchStudent(ctx, { id: studentId }),
    ],
    once: true,
  });
}

/** The text, VAT and price of what is charged by hand: of the list, or said with it. */
async function whatByHand(
  ctx: Ctx,
  { productId, text, vatCode, unitOre }: ManualCharge,
  { onDate, branchId }: { onDate: string; branchId: string | null },
) {
  if (productId === null) {
    if (text === null) throw fieldProblem("text", "charges.what");
    if (unitOre === null) throw fieldProblem("unit", "required");
    return { productId, text, unitOre, vatCode: vatCode ?? "exempt_education" };
  }
  const found = await productWithPrices(ctx, productId);
  if (!found) throw fieldProblem("productId", "prices.no_product");
  const listed = priceOn(found.prices, { productId, branchId, day: onDate })?.priceOre;
  const price = unitOre ?? listed;
  if (price === undefined || price === 0) throw fieldProblem("unit", "charges.no_price");
  return {
    ...{ productId, unitOre: price },
    text: text ?? found.product.name,
    vatCode: vatCode ?? found.product.vatCode,
  };
}

/** Lets go of a charge, with a reason. What was delivered stays in the books, against a waiver. */
export async function waiveCharge(ctx: Ctx, seen: Seen, reason: string): Promise<void> {
  const charge = await getCharge(ctx, seen.id);
  refuseFor(whyNotWaive(charge));
  await commit(ctx, {
    ...about(seen.id),
    action: "charges.waived",
    reason,
    diff: diffOf<{ status: string }>(charge, { status: "waived" }),
    write: [
      ...updateCharge(ctx, seen, { status: "waived", reason }),
      ...(await bookWaiver(ctx, charge)),
    ],
    raises,
  });
}

/** The school bears the net amount; its VAT and the student's advance are taken back. */
async function bookWaiver(ctx: Ctx, charge: ChargeRow): Promise<Statement[]> {
  const planned = charge.status === "planned";
  const entries = planned ? [] : await standingEntries(ctx, "charge", charge.id);
  const back = await takeBack(ctx, { ...charge, status: "planned" });
  const net = entries.filter(({ kind }) => kind === "charge");
  const rest = entries.filter(({ kind }) => kind !== "charge").toReversed();
  return [
    ...back,
    ...rest.map((entry) => reversal(ctx, entry)),
    ...net.map(({ amountOre, studentId, text, refKind, refId }) =>
      transfer(ctx, {
        ...{ studentId, text, refKind, refId, amountOre },
        ...{ debit: "waiver", credit: "receivable", kind: "waiver" },
      }),
    ),
  ];
}

/** Pays what is open of a charge out of the student's advance, as far as that goes. */
export async function settleCharge(ctx: Ctx, seen: Seen): Promise<void> {
  const charge = await getCharge(ctx, seen.id);
  if (charge.version !== seen.version) throw new Problem(412, "stale");
  const { prepaidOre: left } = toBalance(await balanceQuery(ctx, charge.studentId));
  refuseFor(whyNotSettle(charge, left));
  const { studentId, text, grossOre } = charge;
  const amountOre = Math.min(left, grossOre - charge.prepaidOre);
  const prepaidOre = charge.prepaidOre + amountOre;
  await commit(ctx, {
    ...about(seen.id),
    action: "charges.settled",
    diff: diffOf<{ prepaidOre: number }>(charge, { prepaidOre }),
    write: [
      transfer(ctx, {
        ...{ debit: "prepaid", credit: "receivable", kind: "prepaid_use", amountOre },
        ...{ studentId, text, refKind: "charge", refId: seen.id },
      }),
      ...settled(ctx, seen, { prepaidOre, paid: prepaidOre === grossOre }),
    ],
    raises,
  });
}

/** Prices a charge anew by the list, when the list had nothing for it or was wrong. */
export async function repriceCharge(ctx: Ctx, seen: Seen): Promise<void> {
  const charge = await getCharge(ctx, seen.id);
  if (charge.version !== seen.version) throw new Problem(412, "stale");
  if (charge.bookingId === null || !["planned", "due", "prepaid"].includes(charge.status))
    refuseFor([{ code: "charges.not_priced", source: "charges.school_record" }]);
  const booking = await getBooking(ctx, charge.bookingId ?? "");
  const { write = [], raises: more = [] } = await chargeFollower(ctx, { after: booking });
  await commit(ctx, {
    ...about(seen.id),
    action: "charges.repriced",
    write,
    raises: [...raises, ...more],
  });
}
