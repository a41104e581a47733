import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import {
  buyer,
  delivered,
  draft,
  expectSoundBooks,
  invoiced,
  issue,
  mayInvoice,
  readInvoice,
} from "#worker/test/bills.ts";
import { as, db, type Person } from "#worker/test/harness.ts";
import { heldBy } from "#worker/test/money.ts";
import { charges } from "../../charges/schema.ts";
import { Invoice } from "../input.ts";
import { invoiceLines } from "../schema.ts";

const url = "/api/v1/invoices";
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

const credit = (person: Person, { id }: Invoice, ids: string[], reason = "Feil pris") =>
  person.post(`${url}/${id}/credit-notes`, { ids, reason });
const idsOf = ({ lines }: Invoice) => lines.map(({ id }) => id);
const chargeRow = async (id: string) =>
  (await db.select().from(charges).where(eq(charges.id, id)))[0];

test("a credit note has the next number, takes its lines back and closes what was open", async () => {
  const office = await as("office", "k1");
  await mayInvoice(office);
  const student = await buyer(office);
  const [one, two] = [
    await delivered(office, student, 95_000),
    await delivered(office, student, 500),
  ];
  const invoice = await issue(office, await draft(office, student, [one, two]));
  const first = invoice.lines.find(({ chargeId }) => chargeId === one);
  const answer = await credit(office, invoice, [first?.id ?? ""]);
  expect(answer.status).toBe(201);
  const note = Invoice.parse(await answer.json());
  expect(note).toMatchObject({
    ...{ kind: "credit_note", state: "settled", number: 2, kid: null, grossOre: 95_000 },
    ...{ openOre: 0, creditsId: invoice.id, creditsNumber: 1, reason: "Feil pris" },
    ...{ buyer: invoice.buyer, seller: invoice.seller },
  });
  const after = await readInvoice(office, invoice.id);
  expect(after).toMatchObject({ openOre: 500, state: "open", grossOre: 95_500 });
  expect(after.lines.map(({ credited }) => credited)).toEqual(
    after.lines.map(({ chargeId }) => chargeId === one),
  );
  expect(await chargeRow(one)).toMatchObject({ status: "due", invoiceId: null });
  expect(await chargeRow(two)).toMatchObject({ status: "invoiced", invoiceId: invoice.id });
  await expectSoundBooks(office);
  const anew = await issue(office, await draft(office, student, [one]));
  expect(anew).toMatchObject({ number: 3, openOre: 95_000 });
  await expectSoundBooks(office);
});

test("what was paid of a credited invoice is the student's credit", async () => {
  const office = await as("office", "k2");
  const { invoice, studentId } = await invoiced(office, 100_000);
  const paid = { studentId, receivedOn: invoice.issuedOn, method: "bank", amountOre: 60_000 };
  expect((await office.post("/api/v1/payments", paid)).status).toBe(201);
  expect((await credit(office, invoice, idsOf(invoice))).status).toBe(201);
  expect(await readInvoice(office, invoice.id)).toMatchObject({ openOre: 0, state: "settled" });
  const { held } = await heldBy(office.schoolId);
  // The lesson is still delivered: she owes it, and has what she paid to her credit.
  expect(held).toMatchObject({ bank: 60_000, prepaid: -60_000, receivable: 100_000 });
  await expectSoundBooks(office);
});

test("the øre that rounding moved are moved back", async () => {
  const office = await as("office", "k3");
  await mayInvoice(office);
  const student = await buyer(office);
  const ids = [];
  for (let n = 0; n < 3; n++) ids.push(await delivered(office, student, 99, "standard"));
  const vatOf = async () => -((await heldBy(office.schoolId)).held.vat_out_25 ?? 0);
  expect(await vatOf()).toBe(60);
  const invoice = await issue(office, await draft(office, student, ids));
  expect(invoice.vatOre).toBe(59);
  expect(await vatOf()).toBe(59);
  expect((await credit(office, invoice, idsOf(invoice))).status).toBe(201);
  expect(await vatOf()).toBe(60);
  await expectSoundBooks(office);
});

test("a line is taken back once, however many try at the same time", async () => {
  const office = await as("office", "k4");
  const { invoice } = await invoiced(office);
  const all = await Promise.all(
    Array.from({ length: 8 }, () => credit(office, invoice, idsOf(invoice))),
  );
  const statuses = all.map(({ status }) => status).toSorted();
  expect(statuses[0]).toBe(201);
  expect(new Set(statuses.slice(1))).toEqual(new Set([409]));
  await expectSoundBooks(office);
  const late = await credit(office, invoice, idsOf(invoice));
  expect([late.status, await codeOf(late)]).toEqual([409, "invoices.is_credited"]);
});

test("lines of another invoice, no lines and no reason are refused; a note is not credited", async () => {
  const office = await as("office", "k5");
  const [{ invoice }, other] = [await invoiced(office), await invoiced(office)];
  const foreign = await credit(office, invoice, idsOf(other.invoice));
  expect([foreign.status, await codeOf(foreign)]).toEqual([422, "invoices.no_line"]);
  expect((await credit(office, invoice, [])).status).toBe(422);
  expect((await credit(office, invoice, idsOf(invoice), "x")).status).toBe(422);
  const made = await credit(office, invoice, idsOf(invoice));
  const note = Invoice.parse(await made.json());
  const again = await credit(office, note, idsOf(note));
  expect([again.status, await codeOf(again)]).toEqual([409, "invoices.is_credit_note"]);
  expect((await office.get(`/invoices/${note.id}/credit`)).status).toBe(409);
  expect((await office.get(`/invoices/${note.id}`)).status).toBe(200);
});

test("the form of a credit note makes one however often it is sent", async () => {
  const office = await as("office", "k6");
  const { invoice } = await invoiced(office);
  const once = uuidv7();
  const fields = { ids: idsOf(invoice), reason: "Avlyst av skolen", _once: once };
  for (const _ of [1, 2]) {
    const sent = await office.submit(`/invoices/${invoice.id}/credit`, fields);
    expect(sent.headers.get("location")).toBe(`/invoices/${once}`);
  }
  const taken = eq(invoiceLines.invoiceId, once);
  expect(await db.select().from(invoiceLines).where(taken)).toHaveLength(1);
  await expectSoundBooks(office);
});
