import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem, type Reason } from "#worker/lib/problem.ts";
import {
  balanceQuery,
  type Entry,
  entriesAbout,
  entriesQuery,
  OPENING,
  toBalance,
  toEntries,
} from "#worker/modules/ledger/mod.ts";
import { packagesQuery, productChoice, products, toPackages } from "#worker/modules/prices/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import type { Charge, ChargeList, Light, MoneyList, OwnedPackage } from "./input.ts";
import { lightOf } from "./light.ts";
import { chargeRow, columns, mine } from "./queries.ts";
import { whyNotSettle, whyNotWaive } from "./rules.ts";
import { charges, chargeTotals, studentPackageItems, studentPackages } from "./schema.ts";

/** A page of a student's charges, the latest day first. */
export function chargesQuery(ctx: Ctx, studentId: string, list: ChargeList) {
  const { after, order, limit } = keyset({ onDate: charges.onDate }, charges.id, list);
  return ctx.db
    .select(columns)
    .from(charges)
    .where(
      and(
        mine(ctx),
        eq(charges.studentId, studentId),
        list.status && eq(charges.status, list.status),
        after,
      ),
    )
    .orderBy(...order)
    .limit(limit);
}

export const toCharges = (rows: readonly Charge[], list: ChargeList): Paged<Charge> =>
  toPage(rows, list);

const studentQuery = (ctx: Ctx, id: string) =>
  ctx.db
    .select({
      id: students.id,
      number: students.number,
      firstName: students.firstName,
      lastName: students.lastName,
    })
    .from(students)
    .where(and(eq(students.schoolId, ctx.actor.schoolId), eq(students.id, id)));

export type Whose = Awaited<ReturnType<typeof studentQuery>>[number];

const totalsQuery = (ctx: Ctx, studentId: string) =>
  ctx.db
    .select({
      status: chargeTotals.status,
      n: chargeTotals.n,
      grossOre: chargeTotals.grossOre,
      prepaidOre: chargeTotals.prepaidOre,
    })
    .from(chargeTotals)
    .where(
      and(eq(chargeTotals.schoolId, ctx.actor.schoolId), eq(chargeTotals.studentId, studentId)),
    );

/** What is off about a student's charges; each look-up ends at the index or after a few rows. */
function offQuery(ctx: Ctx, studentId: string) {
  const own = sql`c.school_id = ${ctx.actor.schoolId} and c.student_id = ${studentId}`;
  const some = (what: ReturnType<typeof sql>) =>
    sql<number>`(select count(*) from (select 1 from charges c where ${own} and ${what} limit 20))`;
  const oldest = (status: string) =>
    sql<string | null>`(select min(c.on_date) from charges c where ${own}
      and c.status = ${status} and c.gross_ore > 0)`;
  return ctx.db
    .select({
      unattested: some(
        sql`c.status = 'planned' and c.on_date < ${dayOf(ctx.now)} and c.product_id is not null`,
      ).as("unattested"),
      unpriced: some(sql`c.status = 'planned' and c.product_id is null and c.kind <> 'manual'`).as(
        "unpriced",
      ),
      due: oldest("due").as("due"),
      prepaid: oldest("prepaid").as("prepaid"),
      overdueOre: sql<number>`coalesce(late.ore, 0)`.as("overdueOre"),
      overdueOn: sql<string | null>`late.due_on`.as("overdueOn"),
    })
    .from(
      // "+": by the student's own index, not by that of all that is overdue in the school.
      sql`(select sum(i.open_ore) as ore, min(i.due_on) as due_on from invoices i
        where i.school_id = ${ctx.actor.schoolId} and i.student_id = ${studentId}
          and +i.state = 'open' and i.due_on < ${dayOf(ctx.now)}) late`,
    );
}

/** What a student has bought in packages, with how much of it is taken. */
const ownedQuery = (ctx: Ctx, studentId: string) =>
  ctx.db
    .select({
      id: studentPackages.id,
      name: studentPackages.name,
      priceOre: studentPackages.priceOre,
      soldOn: studentPackages.soldOn,
      expiresOn: studentPackages.expiresOn,
      endedOn: studentPackages.endedOn,
      version: studentPackages.version,
      productId: studentPackageItems.productId,
      product: sql<string>`${products.name}`.as("product"),
      quantity: studentPackageItems.quantity,
      used: studentPackageItems.used,
      unitOre: studentPackageItems.unitOre,
    })
    .from(studentPackages)
    .innerJoin(
      studentPackageItems,
      and(
        eq(studentPackageItems.schoolId, studentPackages.schoolId),
        eq(studentPackageItems.studentPackageId, studentPackages.id),
      ),
    )
    .innerJoin(
      products,
      and(
        eq(products.schoolId, studentPackages.schoolId),
        eq(products.id, studentPackageItems.productId),
      ),
    )
    .where(
      and(
        eq(studentPackages.schoolId, ctx.actor.schoolId),
        eq(studentPackages.studentId, studentId),
      ),
    )
    .orderBy(desc(studentPackages.soldOn), asc(studentPackages.id), asc(products.name))
    .limit(60);

type OwnedRow = Awaited<ReturnType<typeof ownedQuery>>[number];

const toOwned = (rows: readonly OwnedRow[]): OwnedPackage[] =>
  [...Map.groupBy(rows, ({ id }) => id).values()].map((all) => {
    const items = all.map(({ productId, product, quantity, used, unitOre }) => ({
      ...{ productId, product, quantity, used, unitOre },
    }));
    const [{ id, name, priceOre, soldOn, expiresOn, endedOn, version }] = all as [OwnedRow];
    return { id, name, priceOre, soldOn, expiresOn, endedOn, items, version };
  });

export type Money = {
  student: Whose;
  light: Light;
  packages: OwnedPackage[];
  charges: Paged<Charge>;
  entries: Paged<Entry>;
};

/** Everything about a student's money, in one trip: 404 for another school's student. */
export async function readMoney(ctx: Ctx, studentId: string, list: MoneyList): Promise<Money> {
  const entryList = { ...list, sort: "-n", ...(list.view === "entries" ? {} : first) };
  const chargeList = { ...list, ...(list.view === "entries" ? first : {}) };
  const [[student], moved, totals, [off], owned, charged, entries, opening] = await ctx.db.batch([
    studentQuery(ctx, studentId),
    balanceQuery(ctx, studentId),
    totalsQuery(ctx, studentId),
    offQuery(ctx, studentId),
    ownedQuery(ctx, studentId),
    chargesQuery(ctx, studentId, chargeList),
    entriesQuery(ctx, entryList, studentId),
    entriesAbout(ctx, OPENING, studentId),
  ]);
  if (!student) throw new Problem(404, "students.not_found");
  const statement = toEntries(entries, entryList);
  const packages = toOwned(owned);
  const today = dayOf(ctx.now);
  const light = lightOf({
    ...{ today, totals, balance: toBalance(moved), ...sumsOf(moved) },
    unattested: off?.unattested ?? 0,
    unpriced: off?.unpriced ?? 0,
    overdueOre: off?.overdueOre ?? 0,
    overdueOn: off?.overdueOn ?? null,
    oldestDue: off?.due ?? null,
    oldestOpen: [off?.due, off?.prepaid].filter((day) => typeof day === "string").sort()[0] ?? null,
    packagesOre: packages.reduce((sum, pack) => sum + leftIn(pack, today), 0),
  });
  return {
    ...{ student, light, packages },
    charges: toCharges(charged, chargeList),
    // What she came with is the oldest line of all: it ends the last page.
    entries: { ...statement, items: [...statement.items, ...(statement.after ? [] : opening)] },
  };
}

/** The student, and what can be sold to her: one trip. */
export async function readOffer(ctx: Ctx, studentId: string) {
  const [[student], list, packs] = await ctx.db.batch([
    studentQuery(ctx, studentId),
    productChoice(ctx),
    packagesQuery(ctx, { open: true }),
  ]);
  if (!student) throw new Problem(404, "students.not_found");
  const packages = toPackages(packs).filter(({ items }) => items.length > 0);
  return { student, products: list, packages };
}

export type Explained = {
  student: Whose;
  charge: Charge;
  entries: Entry[];
  notWaive: readonly Reason[];
  maySettle: boolean;
  mayReprice: boolean;
};

/** One charge of a student with what the books say of it, and what can be done: one trip. */
export async function readCharge(
  ctx: Ctx,
  { id, chargeId }: { id: string; chargeId: string },
): Promise<Explained> {
  const [[student], [charge], entries, moved] = await ctx.db.batch([
    studentQuery(ctx, id),
    chargeRow(ctx, chargeId),
    entriesAbout(ctx, "charge", chargeId),
    balanceQuery(ctx, id),
  ]);
  if (!student) throw new Problem(404, "students.not_found");
  if (charge?.studentId !== student.id) throw new Problem(404, "charges.not_found");
  return {
    ...{ student, charge, entries },
    notWaive: whyNotWaive(charge),
    maySettle: whyNotSettle(charge, toBalance(moved).prepaidOre).length === 0,
    mayReprice: charge.bookingId !== null && ["planned", "due", "prepaid"].includes(charge.status),
  };
}

// The other list of the page is only glanced at.
const first = { after: undefined, per: 5 };

/** What the lessons left in a package are worth in it. */
export const leftIn = ({ endedOn, expiresOn, items }: OwnedPackage, today: string) =>
  endedOn !== null || expiresOn < today
    ? 0
    : items.reduce((sum, { quantity, used, unitOre }) => sum + (quantity - used) * unitOre, 0);

type Moved = Parameters<typeof toBalance>[0];

function sumsOf(rows: Moved): { paidOre: number; bookedOre: number } {
  const held = (...accounts: string[]) =>
    rows
      .filter(({ account }) => accounts.includes(account))
      .reduce((sum, { debitOre, creditOre }) => sum + debitOre - creditOre, 0);
  const sold = ["revenue_exempt", "revenue_25", "revenue_zero", "revenue_outside", "vat_out_25"];
  return { paidOre: held("bank", "cash"), bookedOre: 0 - held(...sold, "waiver") };
}
