import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { buyer, delivered, draft, invoiced, issue, mayInvoice } from "#worker/test/bills.ts";
import { as, cost, db } from "#worker/test/harness.ts";
import { contacts, studentContacts } from "../../contacts/schema.ts";
import { students } from "../../students/schema.ts";
import { Invoice, Invoices } from "../input.ts";
import { getOwn, listOwn } from "./queries.ts";

const url = "/api/v1/me/invoices";

test("a student sees her own invoices as they were issued, and neither drafts nor others'", async () => {
  const [office, hers] = [await as("office", "o1"), await as("student", "o1")];
  await mayInvoice(office);
  const studentId = await buyer(office, hers.userId);
  const made = await draft(office, studentId, [await delivered(office, studentId)]);
  const invoice = await issue(office, made);
  const waiting = await draft(office, studentId, [await delivered(office, studentId)]);
  const other = await invoiced(office);
  const list = Invoices.parse(await (await hers.get(url)).json());
  expect(list.items.map(({ id }) => id)).toEqual([invoice.id]);
  expect(Invoice.parse(await (await hers.get(`${url}/${invoice.id}`)).json())).toEqual(invoice);
  for (const id of [waiting.id, other.invoice.id, uuidv7()]) {
    expect((await hers.get(`${url}/${id}`)).status).toBe(404);
    expect((await hers.get(`/me/invoices/${id}`)).status).toBe(404);
  }
  const page = await (await hers.get(`/me/invoices/${invoice.id}`)).text();
  expect(page).toContain(invoice.kid);
  expect(page).not.toContain(`/invoices/${invoice.id}/credit`);
  expect(await (await hers.get("/me/invoices")).text()).toContain("Faktura 1");
  expect((await hers.get(`/invoices/${invoice.id}`)).status).toBe(403);
  const query = { q: "", sort: "-at", per: 25 } as const;
  expect(await cost(hers.ctx, (ctx) => listOwn(ctx, query))).toMatchObject({ trips: 1 });
  expect(await cost(hers.ctx, (ctx) => getOwn(ctx, invoice.id))).toMatchObject({ trips: 1 });
});

test("a guardian sees them while the student is a minor, and not afterwards", async () => {
  const [office, guardian] = [await as("office", "o2"), await as("guardian", "o2")];
  const { studentId, invoice } = await invoiced(office);
  const contactId = uuidv7();
  const { schoolId } = office;
  await db.insert(contacts).values({
    ...{ schoolId, id: contactId, name: "Far", sortName: "far", userId: guardian.userId },
    createdAt: "2026-01-01T00:00:00.000Z",
  });
  await db.insert(studentContacts).values({ schoolId, studentId, contactId, role: "guardian" });
  const born = (birthDate: string) =>
    db.update(students).set({ birthDate }).where(eq(students.id, studentId));
  await born(`${new Date().getFullYear() - 16}-01-01`);
  expect((await guardian.get(`${url}/${invoice.id}`)).status).toBe(200);
  await born(`${new Date().getFullYear() - 19}-01-01`);
  expect((await guardian.get(`${url}/${invoice.id}`)).status).toBe(404);
  expect(await (await guardian.get(url)).json()).toEqual({ items: [], after: null });
});
