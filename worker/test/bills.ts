import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect } from "vitest";
import { commit } from "#worker/lib/commit.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { charges } from "#worker/modules/charges/schema.ts";
import { deliver, insertCharge } from "#worker/modules/charges/writes.ts";
import { Invoice } from "#worker/modules/invoices/input.ts";
import { splitGross, type VatCode, vatOn } from "#worker/modules/prices/mod.ts";
import { schools, settings } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { db, type Person } from "./harness.ts";
import { heldBy, newStudent } from "./money.ts";

/** A school that may issue invoices: they must show its organisation number and its account. */
export async function mayInvoice({ schoolId }: Pick<Person, "schoolId">): Promise<void> {
  const facts = { orgnr: orgnrFor(schoolId), address: "Storgata 1", postalCode: "2317" };
  const account = { schoolId, key: "invoice_account", id: "a", value: "12345678903" };
  await db.batch([
    db.update(schools).set(facts).where(eq(schools.id, schoolId)),
    db
      .insert(settings)
      .values({ ...account, since: "2020-01-01T00:00:00.000Z", setBy: schoolId })
      .onConflictDoNothing(),
  ]);
}

/** A number for a school: two schools never have the same. */
export const orgnrFor = (schoolId: string) =>
  String(900_000_000 + (Number.parseInt(schoolId.slice(-8), 16) % 99_999_999));

/** A student whose address and mail an invoice can be sent to. */
export async function buyer(person: Pick<Person, "schoolId">, userId?: string) {
  const id = await newStudent(person, userId);
  const at = { address: "Kirkegata 2", postalCode: "2317", email: `${id}@example.no` };
  await db.update(students).set(at).where(eq(students.id, id));
  return id;
}

/** Something that was delivered to a student, booked as the modules do it, and not invoiced. */
export async function delivered(
  { ctx, schoolId }: Person,
  studentId: string,
  grossOre = 95_000,
  vatCode: VatCode = "exempt_education",
) {
  const id = uuidv7();
  const onDate = dayOf(ctx.now);
  const text = "Kjøretime 45 min";
  const sums = splitGross(grossOre, vatOn(vatCode, onDate).rate);
  const price = { text, quantity: 1, vatCode, ...sums, productId: null, studentPackageId: null };
  const about = { studentId, bookingId: null, kind: "manual", onDate, parts: [] } as const;
  await commit(ctx, {
    ...{ action: "charges.added", entity: "charge", entityId: id },
    write: [
      insertCharge(ctx, id, { ...price, ...about, status: "due" }),
      ...deliver(ctx, { ...price, id, studentId, onDate }),
    ],
  });
  expect((await db.select().from(charges).where(eq(charges.id, id))).length, schoolId).toBe(1);
  return id;
}

const url = "/api/v1/invoices";

export async function draft(person: Person, studentId: string, ids: string[], more: object = {}) {
  const response = await person.post(url, { studentId, ids, ...more });
  expect(response.status, await response.clone().text()).toBe(201);
  return Invoice.parse(await response.json());
}

export async function issue(person: Person, { id, version }: Invoice, how: object = {}) {
  const response = await person.put(`${url}/${id}/issue`, how, `"${id}-${version}"`);
  expect(response.status, await response.clone().text()).toBe(200);
  return Invoice.parse(await response.json());
}

/** A student with one issued invoice of that amount. */
export async function invoiced(person: Person, grossOre = 95_000, vatCode?: VatCode) {
  await mayInvoice(person);
  const studentId = await buyer(person);
  const charge = await delivered(person, studentId, grossOre, vatCode);
  const invoice = await issue(person, await draft(person, studentId, [charge]));
  return { studentId, charge, invoice };
}

export async function readInvoice(person: Person, id: string) {
  const response = await person.get(`${url}/${id}`);
  expect(response.status).toBe(200);
  return Invoice.parse(await response.json());
}

/**
 * What must hold of the books of a school at any time: they sum to nought, what students owe is
 * what their open invoices and not invoiced deliveries come to, and every number is there once.
 */
export async function expectSoundBooks({ schoolId }: Pick<Person, "schoolId">) {
  const { held } = await heldBy(schoolId);
  expect(Object.values(held).reduce((sum, ore) => sum + ore, 0)).toBe(0);
  expect(held.prepaid ?? 0).toBeLessThanOrEqual(0);
  const [row] = await db.all<{ open: number; due: number; n: number; most: number; least: number }>(
    sql`select
      (select coalesce(sum(open_ore), 0) from invoices where school_id = ${schoolId}) as open,
      (select coalesce(sum(gross_ore - prepaid_ore), 0) from charges
        where school_id = ${schoolId} and status in ('due', 'prepaid')) as due,
      (select count(number) from invoices where school_id = ${schoolId}) as n,
      (select coalesce(max(number), 0) from invoices where school_id = ${schoolId}) as most,
      (select coalesce(min(number), 1) from invoices where school_id = ${schoolId}) as least`,
  );
  expect(held.receivable ?? 0).toBe((row?.open ?? 0) + (row?.due ?? 0));
  expect(row?.most).toBe((row?.least ?? 1) + (row?.n ?? 0) - 1);
}
