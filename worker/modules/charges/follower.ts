import { uuidv7 } from "uuidv7";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { refuseFor } from "#worker/lib/problem.ts";
import type { BookingChanged, Following, Taken } from "#worker/modules/bookings/mod.ts";
import { reversal, standingEntries } from "#worker/modules/ledger/mod.ts";
import { priceListQueries } from "#worker/modules/prices/mod.ts";
import { asSetting, settingRow } from "#worker/modules/schools/mod.ts";
import { givenBack, heldBy } from "./costs.ts";
import { bookingCharge, type ChargeRow, packageItemsOf } from "./queries.ts";
import {
  type Booked,
  needsPrice,
  type Price,
  priceOf,
  type SoldKind,
  shareOf,
  soldAs,
  type Target,
  type Terms,
  targetOf,
} from "./rules.ts";
import { deliver, insertCharge, takeFromPackage, updateCharge } from "./writes.ts";

/** The refusals that the writes of a charge may meet in the database. */
export const chargeRaises = ["charges.package_used_up", "charges.is_invoiced"] as const;

const nothing: Following = {};

/**
 * Keeps a booking's charge in step with it, in the booking's own batch: planned with it, priced
 * anew when it moves, due when it is done, let go of or turned into a fee when it is called off.
 */
export async function chargeFollower(
  ctx: Ctx,
  change: BookingChanged,
  taken: Taken = new Map(),
): Promise<Following> {
  const { before, after } = change;
  const kind = soldAs(after);
  if (!kind && !(before && soldAs(before))) return nothing;
  const facts = await readFacts(ctx, after, taken);
  const { charge } = facts;
  if (!kind || after.studentId === null)
    return charge ? { write: await letGo(ctx, charge), raises: chargeRaises } : nothing;
  const booking = { ...after, kind, studentId: after.studentId };
  const target = targetOf(after, facts.terms);
  if (!charge) {
    if (target.status === "cancelled") return nothing;
    const { write, price } = create(ctx, facts, booking, target);
    const n = takes(price, target);
    if (n > 0) taken.set(itemOf(price), (taken.get(itemOf(price)) ?? 0) + n);
    return { write, raises: chargeRaises, ...feeOf(target, price) };
  }
  const moved = before === undefined || needsPrice(before, after);
  if (isSame(charge, target) && !moved) return nothing;
  // A waiver was somebody's decision: it stands whatever becomes of the booking.
  if (charge.status === "waived") return nothing;
  if (charge.status === "invoiced")
    refuseFor([{ code: "charges.is_invoiced", source: "charges.law_documents" }]);
  const { write, price } = await rewrite(ctx, facts, { charge, booking, target, moved });
  return { write, raises: chargeRaises, ...feeOf(target, price) };
}

/** What a lesson that was called off late costs, for the letter about it; unpriced, nobody knows. */
const feeOf = (target: Target, price: Price) =>
  target.kind === "late_cancellation" && statusOf(target, price) === "due"
    ? { feeOre: price.grossOre }
    : {};

type Facts = Awaited<ReturnType<typeof readFacts>>;
type Sold = Omit<Booked, "kind"> & { kind: SoldKind; studentId: string };

const itemOf = (of: { studentPackageId: string | null; productId: string | null }) =>
  `${of.studentPackageId} ${of.productId}`;

/** Everything there is to know, in one trip. */
async function readFacts(ctx: Ctx, booking: Booked, taken: Taken) {
  const asked = { ...booking, kind: soldAs(booking) ?? ("lesson" as const) };
  const [[charge], products, prices, surcharges, late, noShow, items] = await ctx.db.batch([
    bookingCharge(ctx, booking.id),
    ...priceListQueries(ctx, asked),
    settingRow(ctx, "late_cancel_percent"),
    settingRow(ctx, "no_show_percent"),
    packageItemsOf(ctx, booking.studentId ?? ""),
  ]);
  const terms: Terms = {
    late: asSetting("late_cancel_percent", late),
    noShow: asSetting("no_show_percent", noShow),
  };
  const left = items.map((item) => ({ ...item, left: item.left - (taken.get(itemOf(item)) ?? 0) }));
  return { charge, list: { products, prices, surcharges }, terms, items: left };
}

const isSame = ({ status, kind }: ChargeRow, target: Target) =>
  target.status === "due"
    ? kind === target.kind && status !== "planned" && status !== "cancelled"
    : status === target.status;

/** The price with what became of the booking. */
const priced = (full: Price, { startsAt }: Sold, { percent, part }: Target) =>
  part ? shareOf(full, percent, part, dayOf(startsAt)) : full;

/** What the list has no price for is not due before somebody has said what it costs. */
const statusOf = ({ status }: Target, { productId }: Price) =>
  status === "due" && productId === null ? "planned" : status;

/** How much a charge takes from its package: nothing when only a share of the price is asked. */
const takes = (price: Price, { status, percent }: Target) =>
  status !== "cancelled" && percent === 100 && price.studentPackageId ? price.quantity : 0;

function create(ctx: Ctx, facts: Facts, booking: Sold, target: Target) {
  const id = uuidv7();
  const full = priceOf(facts.list, facts.items, booking);
  const price = priced(full, booking, target);
  const onDate = dayOf(booking.startsAt);
  const { id: bookingId, studentId } = booking;
  const { kind } = target;
  const status = statusOf(target, price);
  const write: Statement[] = [
    insertCharge(ctx, id, { ...price, studentId, bookingId, kind, onDate, status }),
    ...takeFromPackage(ctx, price, takes(price, target)),
    ...(status === "due" ? deliver(ctx, { ...price, id, studentId, onDate }) : []),
  ];
  return { write, price };
}

type Changing = { charge: ChargeRow; booking: Sold; target: Target; moved: boolean };

async function rewrite(ctx: Ctx, facts: Facts, { charge, booking, target, moved }: Changing) {
  const { studentId } = booking;
  const onDate = dayOf(booking.startsAt);
  const items = facts.items.map((item) => givenBack(item, charge));
  // What was agreed when it was booked holds, unless it was moved; a fee is a share of that.
  const agreed = !moved && charge.status === "planned" && charge.productId !== null;
  const full = agreed ? asPrice(charge) : priceOf(facts.list, items, booking);
  const price = priced(full, booking, target);
  const { kind } = target;
  const status = statusOf(target, price);
  const row =
    status === "cancelled"
      ? { kind, status, onDate, text: full.text }
      : { ...price, kind, status, onDate, studentId };
  const write = [
    ...updateCharge(ctx, charge, row),
    ...(await takeBack(ctx, charge)),
    ...takeFromPackage(ctx, price, takes(price, target)),
    ...(status === "due" ? deliver(ctx, { ...price, id: charge.id, studentId, onDate }) : []),
  ];
  return { write, price };
}

/**
 * What a charge has taken, given back: its lessons to the package, its entries reversed. It belongs
 * after the guarded write of the charge: who comes second is told so, and gives nothing back twice.
 */
export async function takeBack(ctx: Ctx, charge: ChargeRow): Promise<Statement[]> {
  const delivered = charge.status === "due" || charge.status === "prepaid";
  const entries = delivered ? await standingEntries(ctx, "charge", charge.id) : [];
  return [
    ...takeFromPackage(ctx, charge, -heldBy(charge)),
    // The advance first: what it paid must be there again before what it paid for is taken back.
    ...entries.toReversed().map((entry) => reversal(ctx, entry)),
  ];
}

/** The price a charge was made with. */
function asPrice(charge: ChargeRow): Price {
  const { productId, studentPackageId, text, quantity, parts } = charge;
  const { vatCode, netOre, vatOre, grossOre } = charge;
  const sum = { vatCode, netOre, vatOre, grossOre };
  return { productId, studentPackageId, text, quantity, parts, ...sum };
}

/** The booking is no student's any more. */
async function letGo(ctx: Ctx, charge: ChargeRow): Promise<Statement[]> {
  if (charge.status === "cancelled" || charge.status === "waived") return [];
  if (charge.status === "invoiced")
    refuseFor([{ code: "charges.is_invoiced", source: "charges.law_documents" }]);
  return [...updateCharge(ctx, charge, { status: "cancelled" }), ...(await takeBack(ctx, charge))];
}
