import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test, vi } from "vitest";
import { reactors } from "#worker/jobs.ts";
import { buyer, delivered, draft, invoiced, issue, readInvoice } from "#worker/test/bills.ts";
import { as, auditRows, db, outboxRows } from "#worker/test/harness.ts";
import { mails } from "../../mail/schema.ts";
import { students } from "../../students/schema.ts";
import { mailIssued } from "../subscribers.ts";
import { mailInvoice } from "./actions.ts";

const mailsTo = (recipient: string) =>
  db.select().from(mails).where(eq(mails.recipient, recipient));
const about = async (id: string) => (await outboxRows()).filter((row) => row.subjectId === id);

test("an invoice that is issued to be mailed is told of once, and its letter names the number", async () => {
  const office = await as("office", "m1");
  const { studentId } = await invoiced(office);
  const charge = await delivered(office, studentId, 50_000);
  const made = await draft(office, studentId, [charge]);
  const invoice = await issue(office, made, { mail: true });
  expect((await about(invoice.id)).map(({ topic }) => topic)).toEqual(["invoices.issued"]);
  for (const _ of [1, 2]) await mailIssued(office.ctx, { subjectId: invoice.id });
  const sent = await mailsTo(`${studentId}@example.no`);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    ...{ template: "invoice", state: "waiting" },
    params: { number: "2", kid: invoice.kid, amount: "500,00\u00a0kr", account: "1234.56.78903" },
  });
  const after = await readInvoice(office, invoice.id);
  expect(after.mailedAt).not.toBeNull();
  const actions = (await auditRows()).filter((row) => row.entityId === invoice.id);
  expect(actions.map(({ action }) => action)).toEqual([
    ...["invoices.drafted", "invoices.issued", "invoices.mailed"],
  ]);
});

test("without the tick nothing is told; the button mails it, and a stale one does not", async () => {
  const office = await as("office", "m2");
  const { invoice, studentId } = await invoiced(office);
  expect(await about(invoice.id)).toEqual([]);
  const url = `/api/v1/invoices/${invoice.id}/mail`;
  expect((await office.put(url, {})).status).toBe(428);
  expect((await office.put(url, {}, `"${invoice.id}-9"`)).status).toBe(412);
  const page = await office.submit(`/invoices/${invoice.id}/mail`, {
    version: String(invoice.version),
  });
  expect(page.headers.get("location")).toBe(`/invoices/${invoice.id}`);
  const late = await office.submit(`/invoices/${invoice.id}/mail`, {
    version: String(invoice.version),
  });
  expect(late.status).toBe(409);
  expect(await mailsTo(`${studentId}@example.no`)).toHaveLength(1);
});

test("whoever has no address cannot be mailed, and the page says so", async () => {
  const office = await as("office", "m3");
  const { studentId } = await invoiced(office);
  await db.update(students).set({ email: null }).where(eq(students.id, studentId));
  const made = await draft(office, studentId, [await delivered(office, studentId)]);
  const path = `/api/v1/invoices/${made.id}/issue`;
  const refused = await office.put(path, { mail: true }, `"${made.id}-1"`);
  expect(refused.status).toBe(422);
  const invoice = await issue(office, made);
  const page = await (await office.get(`/invoices/${invoice.id}`)).text();
  expect(page).toContain("Betaleren har ingen e-postadresse");
  const tag = `"${invoice.id}-${invoice.version}"`;
  const again = await office.put(`/api/v1/invoices/${invoice.id}/mail`, {}, tag);
  expect(again.status).toBe(409);
  // Told of it all the same, for example before the address was taken away.
  await mailIssued(office.ctx, { subjectId: invoice.id });
  expect((await readInvoice(office, invoice.id)).mailedAt).toBeNull();
});

test("a payer who is no student gets the letter", async () => {
  const office = await as("office", "m4");
  await invoiced(office);
  const student = await buyer(office);
  const link = await office.post(`/api/v1/students/${student}/contacts`, {
    ...{ name: "Kari Betaler", email: "kari@example.no", address: "Gata 3", postalCode: "2317" },
    roles: ["payer"],
  });
  expect(link.status, await link.clone().text()).toBe(201);
  const { items } = (await link.json()) as { items: { id: string }[] };
  const payerId = items[0]?.id;
  const made = await draft(office, student, [await delivered(office, student)], { payerId });
  const invoice = await issue(office, made, { mail: true });
  expect(invoice.buyer).toMatchObject({ name: "Kari Betaler", email: "kari@example.no" });
  await mailIssued(office.ctx, { subjectId: invoice.id });
  expect(await mailsTo("kari@example.no")).toHaveLength(1);
});

test("the letter carries the document as a PDF, and waits while nobody can make it", async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const office = await as("office", "m5");
  const { invoice, studentId } = await invoiced(office);
  await mailInvoice(office.ctx, invoice);
  const to = `${studentId}@example.no`;
  const stateOf = async () => {
    const [{ id = "", state, why } = {}] = await mailsTo(to);
    return { id, state, why };
  };
  const { id } = await stateOf();
  const tell = (more: { last: boolean }, change: object = {}) => {
    const ctx = { ...office.ctx, env: { ...office.ctx.env, ...change } };
    const about = { id: uuidv7(), topic: "mails.written", subjectId: id, attempts: 1 };
    return reactors["mails.written"]?.(ctx, { ...about, ...more });
  };
  const received = async () => {
    const answer = await fetch(`${office.ctx.env.MAIL_HTTP_URL}/messages?to=${to}`);
    return ((await answer.json()) as { items: { files: unknown }[] }).items;
  };
  await expect(tell({ last: false }, { DOCUMENTS: undefined })).rejects.toThrow("mail.no_file");
  expect(await stateOf()).toMatchObject({ state: "waiting", why: "mail.no_file" });
  expect(await received()).toEqual([]);
  await tell({ last: false });
  expect(await stateOf()).toMatchObject({ state: "sent", why: null });
  const name = `faktura-${invoice.number}.pdf`;
  const [mail] = await received();
  expect(mail?.files).toEqual([{ name, bytes: expect.any(Number), begins: "%PDF-1.3" }]);
  quiet.mockRestore();
});
