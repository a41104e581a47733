import type { DatabaseSync } from "node:sqlite";
import { diffOf } from "#worker/lib/audit.ts";
import { DAY, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { addDays, addMonths, dayOf } from "#worker/lib/dates.ts";
import {
  type Booked,
  type PackageItem,
  priceOf,
  type SoldKind,
  shareOf,
  soldAs,
  targetOf,
} from "#worker/modules/charges/rules.ts";
import { studentPackageItems, studentPackages } from "#worker/modules/charges/schema.ts";
import { deliver, insertCharge, takeFromPackage } from "#worker/modules/charges/writes.ts";
import { transfer } from "#worker/modules/ledger/mod.ts";
import { insertPayment } from "#worker/modules/payments/queries.ts";
import type { PriceFacts, ProductFacts, SurchargeFacts } from "#worker/modules/prices/rules.ts";
import { type Random, randomFrom } from "./random.ts";

type Row = Booked & { studentId: string };

const terms = { late: 100, noShow: 100 };

/** What every lesson costs, as its booking would have made it; Emma has a package, half paid. */
export async function makeCharges(ctx: Ctx, file: DatabaseSync): Promise<void> {
  const random = randomFrom(5150);
  const list = listOf(file, ctx.actor.schoolId);
  const items = await sellToEmma(ctx, random, file);
  for (const booking of bookingsOf(file, ctx.actor.schoolId)) {
    const kind = soldAs(booking);
    const target = targetOf(booking, terms);
    if (!kind || target.status === "cancelled") continue;
    const held = booking.startsAt < ctx.now && target.status === "due";
    const then = { ...ctx, now: held ? booking.startsAt : ctx.now };
    const own = items.filter(({ studentId }) => studentId === booking.studentId);
    await charge(then, random.id(then.now), { ...booking, kind }, { list, own, target });
  }
}

type Item = PackageItem & { studentId: string };
type About = {
  list: ReturnType<typeof listOf>;
  own: readonly Item[];
  target: ReturnType<typeof targetOf>;
};

async function charge(
  ctx: Ctx,
  id: string,
  booking: Row & { kind: SoldKind },
  { list, own, target }: About,
): Promise<void> {
  const onDate = dayOf(booking.startsAt);
  const full = priceOf(list, target.part ? [] : own, booking);
  const price = target.part ? shareOf(full, target.percent, target.part, onDate) : full;
  const status = price.productId === null ? "planned" : target.status;
  const taken = own.find((item) => item.studentPackageId === price.studentPackageId);
  if (taken) taken.left -= price.quantity;
  const { studentId, id: bookingId } = booking;
  const row = { ...price, studentId, bookingId, kind: target.kind, onDate, status };
  await commit(ctx, {
    action: "charges.made",
    entity: "charge",
    entityId: id,
    diff: diffOf({}, { studentId, text: price.text, grossOre: price.grossOre }),
    write: [
      insertCharge(ctx, id, row),
      ...takeFromPackage(ctx, price, taken ? price.quantity : 0),
      ...(status === "due" ? deliver(ctx, { ...price, id, studentId, onDate }) : []),
    ],
  });
}

function listOf(file: DatabaseSync, schoolId: string) {
  const all = <T>(text: string) => file.prepare(text).all(schoolId) as unknown as T[];
  return {
    products: all<ProductFacts>(`select id, name, kind, class_code as classCode, step,
      unit_minutes as unitMinutes, vat_code as vatCode, closed_on as closedOn
      from products where school_id = ?`),
    prices: all<PriceFacts>(`select product_id as productId, branch_id as branchId,
      valid_from as validFrom, price_ore as priceOre from prices where school_id = ?`),
    surcharges: all<SurchargeFacts>(`select kind, class_code as classCode, branch_id as branchId,
      from_time as fromTime, valid_from as validFrom, amount_ore as amountOre
      from surcharges where school_id = ?`),
  };
}

const bookingsOf = (file: DatabaseSync, schoolId: string) =>
  (
    file
      .prepare(
        `select id, kind, status, starts_at as startsAt, ends_at as endsAt,
          student_id as studentId, branch_id as branchId, class_code as classCode, step, title,
          cancelled_late as cancelledLate from bookings
        where school_id = ? and student_id is not null and status <> 'held'
        order by starts_at, id`,
      )
      .all(schoolId) as unknown as Row[]
  ).map((row) => ({ ...row, cancelledLate: Boolean(row.cancelledLate) }));

const PAID = 410_000;

/** Ten lessons sold to the student who signs in, and half of what they cost paid in advance. */
async function sellToEmma(ctx: Ctx, random: Random, file: DatabaseSync): Promise<Item[]> {
  const { schoolId } = ctx.actor;
  const student = file
    .prepare("select id from students where school_id = ? and user_id is not null order by number")
    .get(schoolId) as { id: string } | undefined;
  const pack = file
    .prepare(
      `select p.id, p.name, i.product_id as productId, i.quantity, i.unit_ore as unitOre
      from packages p join package_items i on i.school_id = p.school_id and i.package_id = p.id
      where p.school_id = ?`,
    )
    .get(schoolId) as
    | { id: string; name: string; productId: string; quantity: number; unitOre: number }
    | undefined;
  if (!student || !pack) return [];
  const then = { ...ctx, now: shift(ctx.now, -20 * DAY) };
  const [id, paymentId] = [random.id(then.now), random.id(then.now)];
  const studentId = student.id;
  const { productId, quantity, unitOre, name } = pack;
  const soldOn = dayOf(then.now);
  const expiresOn = addMonths(soldOn, 12);
  const own = { schoolId, id, studentId, packageId: pack.id, name, soldOn, expiresOn };
  const item = { schoolId, studentPackageId: id, productId, quantity, unitOre };
  const write: Statement[] = [
    ctx.db.insert(studentPackages).values({ ...own, priceOre: quantity * unitOre }),
    ctx.db.insert(studentPackageItems).values(item),
    insertPayment(then, {
      ...{ id: paymentId, studentId, receivedOn: addDays(soldOn, 1), method: "vipps" },
      ...{ amountOre: PAID, creditOre: PAID },
    }),
    transfer(then, {
      ...{ debit: "bank", credit: "prepaid", kind: "prepayment", amountOre: PAID, studentId },
      ...{ refKind: "payment", refId: paymentId, text: name, onDate: addDays(soldOn, 1) },
    }),
  ];
  await commit(then, {
    action: "charges.package_sold",
    entity: "student_package",
    entityId: id,
    diff: diffOf({}, { studentId, packageId: pack.id }),
    write,
  });
  return [{ ...own, studentPackageId: id, productId, unitOre, left: quantity }];
}
