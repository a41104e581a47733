import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { audit } from "#worker/lib/audit.ts";
import { dayOf } from "#worker/lib/dates.ts";
import {
  buyer,
  delivered,
  draft,
  expectSoundBooks,
  invoiced,
  issue,
  readInvoice,
} from "#worker/test/bills.ts";
import { as, cost, db, type Person } from "#worker/test/harness.ts";
import { heldBy, pays } from "#worker/test/money.ts";
import { allocations } from "../invoices/schema.ts";
import { Payment, Payments } from "./input.ts";
import { listPayments } from "./queries.ts";
import { payments } from "./schema.ts";

const url = "/api/v1/payments";
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const today = dayOf(new Date().toISOString());
const money = (studentId: string, amountOre: number, more: object = {}) => ({
  ...{ studentId, amountOre, receivedOn: today, method: "bank", ...more },
});

async function register(person: Person, studentId: string, amountOre: number, more: object = {}) {
  const response = await person.post(url, money(studentId, amountOre, more));
  expect(response.status, await response.clone().text()).toBe(201);
  return Payment.parse(await response.json());
}

/** Two open invoices of one student, 950 and 500 kroner. */
async function twoInvoices(office: Person) {
  const { studentId, invoice: first } = await invoiced(office, 95_000);
  const charge = await delivered(office, studentId, 50_000);
  const second = await issue(office, await draft(office, studentId, [charge]), {
    dueOn: "2099-01-01",
  });
  return { studentId, first, second };
}

test("a payment settles the oldest first; partial leaves the rest open, too much is credit", async () => {
  const office = await as("office", "p1");
  const { studentId, first, second } = await twoInvoices(office);
  const part = await register(office, studentId, 100_000, { reference: first.kid });
  expect(part).toMatchObject({ creditOre: 0, amountOre: 100_000 });
  expect(part.allocations.map(({ invoiceId, amountOre }) => [invoiceId, amountOre])).toEqual([
    [first.id, 95_000],
    [second.id, 5_000],
  ]);
  expect(await readInvoice(office, first.id)).toMatchObject({ state: "settled", openOre: 0 });
  expect(await readInvoice(office, second.id)).toMatchObject({ state: "open", openOre: 45_000 });
  const rest = await register(office, studentId, 70_000, { method: "cash" });
  expect(rest).toMatchObject({ creditOre: 25_000 });
  const { held } = await heldBy(office.schoolId);
  expect(held).toMatchObject({ bank: 100_000, cash: 70_000, receivable: 0, prepaid: -25_000 });
  await expectSoundBooks(office);
  const rows = await db.select().from(audit).where(eq(audit.entityId, rest.id));
  expect(rows.map(({ action }) => action)).toEqual(["payments.registered"]);
});

test("what is said to belong to an invoice settles that one", async () => {
  const office = await as("office", "p2");
  const { studentId, first, second } = await twoInvoices(office);
  const parts = [{ invoiceId: second.id, amountOre: 50_000 }];
  const paid = await register(office, studentId, 60_000, { parts });
  expect(paid.creditOre).toBe(10_000);
  expect(await readInvoice(office, first.id)).toMatchObject({ openOre: 95_000 });
  expect(await readInvoice(office, second.id)).toMatchObject({ state: "settled" });
  const over = [{ invoiceId: first.id, amountOre: 95_001 }];
  const more = await office.post(url, money(studentId, 99_000, { parts: over }));
  expect(more.status).toBe(422);
  expect(await more.json()).toMatchObject({
    errors: { [`part_${first.id}`]: "payments.over_allocated" },
  });
  await expectSoundBooks(office);
});

test("less than the invoice came: the form of an invoice settles that one first", async () => {
  const office = await as("office", "p12");
  const { studentId, first, second } = await twoInvoices(office);
  const form = await (await office.get(`/payments/new?invoice=${second.id}`)).text();
  expect(form).toContain(`<input type="hidden" name="first" value="${second.id}"`);
  expect(form).toContain('value="500"');
  const fields = { studentId, first: second.id, receivedOn: today, method: "bank" };
  const empty = { [`part_${first.id}`]: "", [`part_${second.id}`]: "" };
  const sent = await office.submit("/payments", { ...fields, ...empty, amount: "200" });
  expect(sent.status).toBe(303);
  expect(await readInvoice(office, second.id)).toMatchObject({ openOre: 30_000 });
  expect(await readInvoice(office, first.id)).toMatchObject({ openOre: 95_000 });
  // What is over goes to the others; an invoice that is not hers changes nothing.
  await register(office, studentId, 40_000, { first: second.id });
  expect(await readInvoice(office, first.id)).toMatchObject({ openOre: 85_000 });
  await register(office, studentId, 5_000, { first: uuidv7() });
  expect(await readInvoice(office, first.id)).toMatchObject({ openOre: 80_000 });
  await expectSoundBooks(office);
});

test("bad amounts, days, students and parts get a message and change nothing", async () => {
  const office = await as("office", "p3");
  const { studentId, invoice } = await invoiced(office);
  const other = await as("office", "p3b");
  const theirs = await invoiced(other);
  const own = { invoiceId: invoice.id, amountOre: 1 };
  const bad: [object, number][] = [
    [money(studentId, 10.5), 422],
    [money(studentId, 0), 422],
    [money(studentId, -1), 422],
    [money(studentId, 100_000_001), 422],
    [money(studentId, 100, { receivedOn: "2099-01-01" }), 422],
    [money(studentId, 100, { receivedOn: "2026-02-30" }), 422],
    [money(studentId, 100, { receivedOn: "1026-02-03" }), 422],
    [money(studentId, 100, { method: "gold" }), 422],
    [money(studentId, 1, { parts: [own, own] }), 422],
    [money(studentId, 100, { parts: [{ ...own, invoiceId: theirs.invoice.id }] }), 422],
    [money(studentId, 100, { parts: [{ ...own, amountOre: 101 }] }), 422],
    [money(theirs.studentId, 100), 404],
    [money(uuidv7(), 100), 404],
  ];
  for (const [body, status] of bad)
    expect((await office.post(url, body)).status, JSON.stringify(body)).toBe(status);
  const mine = eq(payments.schoolId, office.schoolId);
  expect(await db.select().from(payments).where(mine)).toEqual([]);
  expect((await (await as("instructor", "p3")).get(url)).status).toBe(403);
  const form = { studentId, receivedOn: today, method: "bank", amount: "10,505" };
  const typed = await office.submit("/payments", form);
  expect(typed.status).toBe(422);
  expect(await typed.text()).toContain('value="10,505"');
  const parts: Record<string, string>[] = [
    { [`part_${invoice.id}`]: "-1" },
    { [`part_${theirs.invoice.id}`]: "1" },
    { version: "1" },
    { constructor: "1" },
    { part_x: "1" },
  ];
  for (const part of parts)
    expect((await office.submit("/payments", { ...form, amount: "10", ...part })).status).toBe(422);
  expect(await db.select().from(payments).where(mine)).toEqual([]);
  await expectSoundBooks(office);
});

test("twenty payments at once never settle more of an invoice than there is", async () => {
  const office = await as("office", "p4");
  const { studentId, invoice } = await invoiced(office, 100_000);
  const parts = [{ invoiceId: invoice.id, amountOre: 10_000 }];
  const all = await Promise.all(
    Array.from({ length: 20 }, () => office.post(url, money(studentId, 10_000, { parts }))),
  );
  const made = all.filter(({ status }) => status === 201);
  expect(made).toHaveLength(10);
  for (const { status } of all) expect([201, 409, 422]).toContain(status);
  expect(await readInvoice(office, invoice.id)).toMatchObject({ openOre: 0, state: "settled" });
  await expectSoundBooks(office);
});

test("a payment is taken back once: its invoices are open again and the books reversed", async () => {
  const office = await as("office", "p5");
  const { studentId, first } = await twoInvoices(office);
  const before = (await heldBy(office.schoolId)).held;
  const paid = await register(office, studentId, 160_000);
  const reverse = (tag?: string, reason = "Trukket tilbake av banken") =>
    office.put(`${url}/${paid.id}/reversal`, { reason }, tag);
  expect((await reverse()).status).toBe(428);
  expect((await reverse(`"${paid.id}-9"`)).status).toBe(412);
  expect((await reverse(`"${paid.id}-1"`, "")).status).toBe(422);
  const done = await reverse(`"${paid.id}-1"`);
  expect(done.status).toBe(200);
  expect(Payment.parse(await done.json())).toMatchObject({
    ...{ reversedOn: today, reason: "Trukket tilbake av banken" },
  });
  const again = await reverse(`"${paid.id}-2"`);
  expect([again.status, await codeOf(again)]).toEqual([409, "payments.is_reversed"]);
  expect(await readInvoice(office, first.id)).toMatchObject({ openOre: 95_000, state: "open" });
  expect((await heldBy(office.schoolId)).held).toMatchObject({ ...before, bank: 0, prepaid: 0 });
  const rows = await db.select().from(allocations).where(eq(allocations.paymentId, paid.id));
  expect(rows.reduce((sum, { amountOre }) => sum + amountOre, 0)).toBe(0);
  await expectSoundBooks(office);
  expect(await (await office.get(`/payments/${paid.id}`)).text()).toContain("Tilbakeført");
});

test("credit that was used meanwhile is owed when its payment is taken back", async () => {
  const office = await as("office", "p6");
  const studentId = await buyer(office);
  const paid = await register(office, studentId, 80_000);
  await delivered(office, studentId, 50_000);
  expect((await heldBy(office.schoolId)).held).toMatchObject({ prepaid: -30_000, receivable: 0 });
  const tag = `"${paid.id}-1"`;
  const reason = { reason: "Feil elev" };
  expect((await office.put(`${url}/${paid.id}/reversal`, reason, tag)).status).toBe(200);
  const { held } = await heldBy(office.schoolId);
  expect(held).toMatchObject({ bank: 0, prepaid: 0, receivable: 50_000 });
});

test("the form makes one payment however often it is sent", async () => {
  const office = await as("office", "p7");
  const { studentId, invoice } = await invoiced(office);
  const form = await (await office.get(`/payments/new?invoice=${invoice.id}`)).text();
  expect(form).toContain('value="950"');
  expect(form).toContain(`name="part_${invoice.id}"`);
  const once = uuidv7();
  const fields = {
    ...{ studentId, amount: "1 000", receivedOn: today, method: "vipps", _once: once },
    [`part_${invoice.id}`]: "950",
  };
  for (const _ of [1, 2]) {
    const sent = await office.submit("/payments", fields);
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `/payments/${once}`]);
  }
  const page = await (await office.get(`/payments/${once}`)).text();
  expect(page).toContain(`Faktura ${invoice.number}`);
  const mine = eq(payments.studentId, studentId);
  expect(await db.select().from(payments).where(mine)).toHaveLength(1);
  const stale = await office.submit(`/payments/${once}/reversal`, { version: "9", reason: "Feil" });
  expect(stale.status).toBe(409);
  await expectSoundBooks(office);
});

test("the list filters, finds and exports, and reads only its page", async () => {
  const office = await as("office", "p8");
  const studentId = await buyer(office);
  await pays(office, studentId, 5, "prepaid"); // in the books only: no payment of the register
  const paid = await register(office, studentId, 100, { method: "cash", reference: "Kasse 77" });
  await register(office, studentId, 200);
  const ids = async (query: string) =>
    Payments.parse(await (await office.get(`${url}?${query}`)).json()).items.map(({ id }) => id);
  expect(await ids("")).toHaveLength(2);
  expect(await ids("method=cash")).toEqual([paid.id]);
  expect(await ids("q=kasse")).toEqual([paid.id]);
  expect(await ids("state=reversed")).toEqual([]);
  const list = { q: "", sort: "-receivedOn", per: 25 } as const;
  const filters = { method: undefined, state: undefined, student: undefined };
  const read = await cost(office.ctx, (ctx) => listPayments(ctx, { ...list, ...filters }));
  expect(read).toMatchObject({ trips: 1 });
  expect(read.rowsRead).toBeLessThanOrEqual(10);
  for (const path of ["", "/new", `/new?student=${studentId}`, `/${paid.id}`])
    expect((await office.get(`/payments${path}`)).status, path).toBe(200);
  const file = await office.get("/payments/export?format=csv");
  expect(file.status).toBe(200);
  expect(await file.text()).toContain("Kasse 77");
});
