import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { commit } from "#worker/lib/commit.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { getBooking } from "#worker/modules/bookings/mod.ts";
import { bookings } from "#worker/modules/bookings/schema.ts";
import { chargeFollower } from "#worker/modules/charges/mod.ts";
import { charges, studentPackageItems, studentPackages } from "#worker/modules/charges/schema.ts";
import { type Account, transfer } from "#worker/modules/ledger/mod.ts";
import { ledger } from "#worker/modules/ledger/schema.ts";
import { packages, prices, products, surcharges } from "#worker/modules/prices/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { db, type Person } from "./harness.ts";

const at = "2026-01-02T03:04:05.678Z";
let count = 5000;

/** A student of that person's school, with nothing yet. */
export async function newStudent({ schoolId }: Pick<Person, "schoolId">, userId?: string) {
  const id = uuidv7();
  count++;
  await db.insert(students).values({
    ...{ schoolId, id, number: count, firstName: "Ola", lastName: `Nr ${count}` },
    ...{ sortName: `nr ${count} ola`, birthDate: "2007-05-05", status: "active", createdAt: at },
    userId: userId ?? null,
  });
  return id;
}

/** A price list of one lesson of 45 minutes, class B, with evening and double lessons. */
export async function lessonAt(
  { schoolId, userId }: Pick<Person, "schoolId" | "userId">,
  priceOre: number,
  more: Partial<typeof products.$inferInsert> = {},
) {
  const id = uuidv7();
  const set = { schoolId, setBy: userId, setAt: at, validFrom: "2026-01-01" };
  count++;
  await db.batch([
    db.insert(products).values({
      ...{ schoolId, id, name: `Kjøretime ${count}`, kind: "lesson", classCode: "B" },
      ...{ unitMinutes: 45, vatCode: "exempt_education", ...more },
    }),
    db.insert(prices).values({ ...set, id: uuidv7(), productId: id, priceOre }),
    db
      .insert(surcharges)
      .values({
        ...{ ...set, id: uuidv7(), kind: "evening", scope: "evening" },
        ...{ fromTime: "16:00", amountOre: 10_000 },
      })
      .onConflictDoNothing(),
  ]);
  return id;
}

type Booked = Partial<typeof bookings.$inferInsert>;

/** Books a lesson and what follows from it, as the calendar does: in one commit. */
export async function bookLesson({ ctx, schoolId }: Person, studentId: string, more: Booked = {}) {
  const id = uuidv7();
  await db.insert(bookings).values({
    ...{ schoolId, id, kind: "lesson", status: "booked", studentId, classCode: "B" },
    ...{ startsAt: "2026-11-23T09:00:00.000Z", endsAt: "2026-11-23T09:45:00.000Z" },
    ...{ createdBy: ctx.actor.id, createdAt: at, ...more },
  });
  const after = await getBooking(ctx, id);
  const { write = [], raises = [] } = await chargeFollower(ctx, { after });
  await commit(ctx, { action: "bookings.booked", entity: "booking", entityId: id, write, raises });
  return id;
}

/** Changes a booking, and what follows from that. */
export async function changeLesson({ ctx }: Person, id: string, change: Booked) {
  const before = await getBooking(ctx, id);
  const after = { ...before, ...change } as typeof before;
  const { write = [], raises = [] } = await chargeFollower(ctx, { before, after });
  const update = db.update(bookings).set(change).where(sql`${bookings.id} = ${id}`);
  await commit(ctx, {
    ...{ action: "bookings.changed", entity: "booking", entityId: id, raises },
    write: [update, ...write],
  });
}

/** Money that came in for a student, as a payment books it. */
export async function pays({ ctx }: Person, studentId: string, ore: number, into: Account) {
  const refId = uuidv7();
  const kind = into === "prepaid" ? "prepayment" : "payment";
  const money = { debit: "bank", credit: into, amountOre: ore, kind } as const;
  await commit(ctx, {
    ...{ action: "payments.registered", entity: "payment", entityId: refId },
    write: [transfer(ctx, { ...money, studentId, refKind: "payment", refId, text: "Innbetaling" })],
  });
}

/** The one charge of a booking. */
export async function chargeOf(bookingId: string) {
  const [row] = await db.select().from(charges).where(sql`${charges.bookingId} = ${bookingId}`);
  if (!row) throw new Error(`Cannot find a charge for ${bookingId}`);
  return row;
}

/** What each account holds by the entries themselves, and not by the sums that are kept. */
export async function heldBy(schoolId: string) {
  const rows = await db.select().from(ledger).where(sql`${ledger.schoolId} = ${schoolId}`);
  const held: Partial<Record<Account, number>> = {};
  for (const { debit, credit, amountOre } of rows) {
    held[debit] = (held[debit] ?? 0) + amountOre;
    held[credit] = (held[credit] ?? 0) - amountOre;
  }
  return { rows, held, today: dayOf(new Date().toISOString()) };
}

/** A student with a package of ten lessons, of which so many are left. */
export async function withPackage(owner: Person, left: number) {
  const productId = await lessonAt(owner, 95_000);
  const student = await newStudent(owner);
  const { schoolId } = owner;
  const own = { schoolId, id: "sp", studentId: student, packageId: "pk", name: "Ti timer" };
  await db.batch([
    db.insert(packages).values({ schoolId, id: "pk", name: "Ti timer", validMonths: 12 }),
    db.insert(studentPackages).values({
      ...{ ...own, priceOre: 900_000, soldOn: "2026-01-01", expiresOn: "2099-01-01" },
    }),
    db.insert(studentPackageItems).values({
      ...{ schoolId, studentPackageId: "sp", productId, quantity: 10, used: 10 - left },
      unitOre: 90_000,
    }),
  ]);
  const used = async () => {
    const [row] = await db
      .select({ used: studentPackageItems.used })
      .from(studentPackageItems)
      .where(sql`${studentPackageItems.schoolId} = ${schoolId}`);
    return row?.used;
  };
  return { student, used };
}
