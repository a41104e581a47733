import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { audit } from "#worker/lib/audit.ts";
import {
  buyer,
  delivered,
  draft,
  expectSoundBooks,
  invoiced,
  issue,
  mayInvoice,
  orgnrFor,
  readInvoice,
} from "#worker/test/bills.ts";
import { as, cost, db } from "#worker/test/harness.ts";
import { pays } from "#worker/test/money.ts";
import { charges } from "../charges/schema.ts";
import { students } from "../students/schema.ts";
import { Invoices } from "./input.ts";
import { kidOf } from "./kid.ts";
import { getInvoice } from "./queries.ts";
import { listInvoices } from "./register/queries.ts";
import { invoiceLines, invoices } from "./schema.ts";

const url = "/api/v1/invoices";
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const statusOf = async (id: string) =>
  (await db.select().from(charges).where(eq(charges.id, id)))[0]?.status;
const actionsOn = async (id: string) =>
  (await db.select().from(audit).where(eq(audit.entityId, id))).map(({ action }) => action);

test("a draft becomes an invoice with the next number, its KID, both parties and the split of VAT", async () => {
  const office = await as("office", "i1");
  await mayInvoice(office);
  const student = await buyer(office);
  const lesson = await delivered(office, student, 95_000);
  const book = await delivered(office, student, 12_500, "standard");
  const first = await draft(office, student, [lesson, book], { note: "Ref. 7" });
  expect(first).toMatchObject({ state: "draft", number: null, kid: null, grossOre: 107_500 });
  expect(await statusOf(lesson)).toBe("due");
  const invoice = await issue(office, first);
  expect(invoice).toMatchObject({
    ...{ state: "open", number: 1, kid: kidOf(1), openOre: 107_500, note: "Ref. 7", vatOre: 2500 },
    seller: { name: "i1", orgnr: orgnrFor(office.schoolId), town: "Hamar" },
    buyer: { address: "Kirkegata 2", town: "Hamar" },
  });
  expect(invoice.vat.map(({ rate, vatOre, grossOre }) => [rate, vatOre, grossOre])).toEqual([
    [0, 0, 95_000],
    [2500, 2500, 12_500],
  ]);
  expect(Date.parse(invoice.dueOn) - Date.parse(invoice.issuedOn ?? "")).toBe(14 * 86_400_000);
  expect(await statusOf(lesson)).toBe("invoiced");
  expect(await actionsOn(invoice.id)).toEqual(["invoices.drafted", "invoices.issued"]);
  const again = await issue(
    office,
    await draft(office, student, [await delivered(office, student)]),
  );
  expect([again.number, again.kid]).toEqual([2, kidOf(2)]);
  await expectSoundBooks(office);
});

test("what was issued stays, whoever tries: by the API and in the database", async () => {
  const office = await as("office", "i2");
  const { invoice, charge } = await invoiced(office);
  const { id, version } = invoice;
  const tag = `"${id}-${version}"`;
  const tries = [
    await office.put(`${url}/${id}`, { ids: [charge] }, tag),
    await office.delete(`${url}/${id}`, tag),
    await office.put(`${url}/${id}/issue`, {}, tag),
  ];
  for (const answer of tries) {
    expect(answer.status).toBe(409);
    expect(await codeOf(answer)).toBe("invoices.is_issued");
  }
  const mine = eq(invoices.id, id);
  for (const change of [{ grossOre: 1 }, { number: 9 }, { dueOn: "2099-01-01" }, { kid: "1" }])
    await expect(db.update(invoices).set(change).where(mine)).rejects.toThrow();
  await expect(db.update(invoices).set({ openOre: 0 }).where(mine)).rejects.toThrow();
  await expect(db.delete(invoices).where(mine)).rejects.toThrow();
  await expect(db.delete(invoiceLines).where(eq(invoiceLines.invoiceId, id))).rejects.toThrow();
  expect(await readInvoice(office, id)).toEqual(invoice);
});

test("an invoice that lacks what the law wants is refused with the reasons, and takes no number", async () => {
  const office = await as("office", "i3");
  const student = await buyer(office);
  await db.update(students).set({ address: null }).where(eq(students.id, student));
  const made = await draft(office, student, [await delivered(office, student)]);
  const refused = await office.put(`${url}/${made.id}/issue`, {}, `"${made.id}-1"`);
  expect(refused.status).toBe(409);
  const { reasons } = (await refused.json()) as { reasons: { code: string }[] };
  expect(reasons.map(({ code }) => code)).toEqual([
    ...["invoices.no_orgnr", "invoices.no_account", "invoices.no_address"],
  ]);
  const page = await (await office.get(`/invoices/${made.id}`)).text();
  expect(page).toContain("mangler organisasjonsnummer");
  expect(page).toContain(`href="/school/settings/invoice_account"`);
  expect(page).not.toContain(`action="/invoices/${made.id}/issue"`);
  await mayInvoice(office);
  await db.update(students).set({ address: "Her 1" }).where(eq(students.id, student));
  const past = await office.put(
    `${url}/${made.id}/issue`,
    { dueOn: "2020-01-01" },
    `"${made.id}-1"`,
  );
  expect(past.status).toBe(422);
  expect((await issue(office, made)).number).toBe(1);
});

test("a draft keeps up with its charges: changed, gone and stale ones are refused", async () => {
  const office = await as("office", "i4");
  await mayInvoice(office);
  const student = await buyer(office);
  const [one, two] = [await delivered(office, student), await delivered(office, student, 500)];
  const [first, second] = [
    await draft(office, student, [one, two]),
    await draft(office, student, [one]),
  ];
  await issue(office, second);
  const late = await office.put(`${url}/${first.id}/issue`, {}, `"${first.id}-1"`);
  expect([late.status, await codeOf(late)]).toEqual([409, "invoices.charges_changed"]);
  const gone = await office.put(`${url}/${first.id}`, { ids: [one, two] }, `"${first.id}-1"`);
  expect([gone.status, await codeOf(gone)]).toEqual([422, "invoices.not_open"]);
  const saved = await office.put(`${url}/${first.id}`, { ids: [two] }, `"${first.id}-1"`);
  expect(saved.status).toBe(200);
  const stale = await office.put(`${url}/${first.id}/issue`, {}, `"${first.id}-1"`);
  expect(stale.status).toBe(412);
  expect((await office.put(`${url}/${first.id}/issue`, {})).status).toBe(428);
  expect((await office.delete(`${url}/${first.id}`, `"${first.id}-2"`)).status).toBe(204);
  expect((await office.get(`${url}/${first.id}`)).status).toBe(404);
  expect(await statusOf(two)).toBe("due");
  await expectSoundBooks(office);
});

test("what belongs to another student, another school or nobody is refused", async () => {
  const [office, other] = [await as("office", "i5"), await as("office", "i5b")];
  const [student, friend] = [await buyer(office), await buyer(office)];
  const theirs = await delivered(other, await buyer(other));
  const hers = await delivered(office, friend);
  const mine = await delivered(office, student);
  for (const ids of [[theirs], [hers], [uuidv7()], [mine, hers]]) {
    const answer = await office.post(url, { studentId: student, ids });
    expect([answer.status, await codeOf(answer)]).toEqual([422, "invoices.not_open"]);
  }
  const none = await office.post(url, { studentId: student, ids: [] });
  expect(none.status).toBe(422);
  const payer = await office.post(url, { studentId: student, ids: [mine], payerId: uuidv7() });
  expect([payer.status, await codeOf(payer)]).toEqual([422, "invoices.no_payer"]);
  const { invoice } = await invoiced(other);
  expect((await office.get(`${url}/${invoice.id}`)).status).toBe(404);
  expect((await (await as("instructor", "i5")).get(url)).status).toBe(403);
});

test("who has a draft is led to it from the list of those to invoice, and begins no other", async () => {
  const office = await as("office", "i-begun");
  await mayInvoice(office);
  const [begun, waits] = [await buyer(office), await buyer(office)];
  const first = await draft(office, begun, [await delivered(office, begun)]);
  await delivered(office, waits);
  const page = await (await office.get("/invoices/new")).text();
  expect(page).toContain(`href="/invoices/${first.id}"`);
  expect(page).not.toContain(`href="/invoices/new?student=${begun}"`);
  expect(page).toContain(`href="/invoices/new?student=${waits}"`);
  expect(page.match(/Har utkast/g)).toHaveLength(1);
});

test("the form makes one draft however often it is sent, and shows what was typed when refused", async () => {
  const office = await as("office", "i6");
  const student = await buyer(office);
  const id = await delivered(office, student);
  const once = uuidv7();
  const fields = { studentId: student, ids: id, note: "Takk", _once: once };
  for (const _ of [1, 2]) {
    const sent = await office.submit("/invoices", fields);
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `/invoices/${once}`]);
  }
  const rows = await db.select().from(invoices).where(eq(invoices.studentId, student));
  expect(rows).toHaveLength(1);
  const empty = await office.submit("/invoices", { studentId: student, note: "Takk" });
  expect(empty.status).toBe(422);
  const page = await empty.text();
  expect(page).toContain("Velg minst én linje");
  expect(page).toContain("Takk");
  const stale = await office.submit(`/invoices/${once}/removal`, { version: "7" });
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain("Noen andre endret fakturaen imens");
});

test("an advance pays its part first, and credit pays the rest when it is asked to", async () => {
  const office = await as("office", "i7");
  await mayInvoice(office);
  const student = await buyer(office);
  await pays(office, student, 30_000, "prepaid");
  const charge = await delivered(office, student, 95_000);
  await pays(office, student, 20_000, "prepaid");
  const invoice = await issue(office, await draft(office, student, [charge]), { useCredit: true });
  expect(invoice).toMatchObject({ prepaidOre: 30_000, openOre: 45_000, state: "open" });
  expect(invoice.settlements).toMatchObject([{ source: "credit", amountOre: 20_000 }]);
  const tag = `"${invoice.id}-${invoice.version}"`;
  const none = await office.put(`${url}/${invoice.id}/credit-use`, {}, tag);
  expect([none.status, await codeOf(none)]).toEqual([409, "invoices.no_credit"]);
  await pays(office, student, 60_000, "prepaid");
  const used = await office.put(`${url}/${invoice.id}/credit-use`, {}, tag);
  expect(used.status).toBe(200);
  expect(await readInvoice(office, invoice.id)).toMatchObject({ openOre: 0, state: "settled" });
  await expectSoundBooks(office);
});

test("the list filters by state, finds by number, KID and name, and costs what its page does", async () => {
  const office = await as("office", "i8");
  const { invoice } = await invoiced(office);
  const student = await buyer(office);
  await draft(office, student, [await delivered(office, student)]);
  const ids = async (query: string) => {
    const response = await office.get(`${url}?${query}`);
    return Invoices.parse(await response.json()).items.map(({ id }) => id);
  };
  expect(await ids("")).toHaveLength(2);
  expect(await ids("state=open")).toEqual([invoice.id]);
  expect(await ids("state=overdue")).toEqual([]);
  expect(await ids(`q=${invoice.kid}`)).toEqual([invoice.id]);
  expect(await ids(`q=${invoice.buyer?.studentNumber}`)).toEqual([invoice.id]);
  expect(await ids(`student=${student}&state=open`)).toEqual([]);
  const list = { q: "", sort: "-at", per: 25 } as const;
  const filters = { state: undefined, kind: undefined, student: undefined };
  const read = await cost(office.ctx, (ctx) => listInvoices(ctx, { ...list, ...filters }));
  expect(read).toMatchObject({ trips: 1 });
  expect(read.rowsRead).toBeLessThanOrEqual(10);
  const detail = await cost(office.ctx, (ctx) => getInvoice(ctx, invoice.id));
  expect(detail).toMatchObject({ trips: 1 });
  expect(detail.rowsRead).toBeLessThanOrEqual(20);
});

test("every page of invoices answers, and the paper says what the law wants", async () => {
  const office = await as("office", "i9");
  const { invoice, studentId } = await invoiced(office, 12_500, "standard");
  const id = await delivered(office, studentId);
  const made = await draft(office, studentId, [id]);
  const paths = ["", "?state=draft", "/new", `/new?student=${studentId}`, `/${made.id}`];
  for (const path of [...paths, `/${invoice.id}`, `/${invoice.id}/credit`])
    expect((await office.get(`/invoices${path}`)).status, path).toBe(200);
  const paper = await (await office.get(`/invoices/${invoice.id}/print`)).text();
  for (const word of [
    invoice.kid,
    `Org.nr. ${orgnrFor(office.schoolId)}`,
    "Storgata 1",
    "Kirkegata 2",
    "25,00",
  ])
    expect(paper).toContain(word);
  expect((await office.get(`/invoices/${made.id}/print`)).status).toBe(404);
  const file = await office.get("/invoices/export?format=csv");
  expect([file.status, file.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  expect(await file.text()).toContain("125");
});

test("what comes to more than the books take of one document is refused by its lines", async () => {
  const office = await as("office", "i20");
  const studentId = await buyer(office);
  const ids = [await delivered(office, studentId, 60_000_000_000)];
  ids.push(await delivered(office, studentId, 40_000_000_001));
  const refused = await office.post(url, { studentId, ids });
  expect([refused.status, await refused.json()]).toMatchObject([
    422,
    { errors: { ids: "invoices.too_much" } },
  ]);
  expect((await office.post(url, { studentId, ids: ids.slice(0, 1) })).status).toBe(201);
});
