import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import * as z from "zod";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { tuesday } from "#worker/test/days.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import {
  bookLesson,
  changeLesson,
  chargeOf,
  heldBy,
  lessonAt,
  newStudent,
  pays,
} from "#worker/test/money.ts";
import { transfer } from "../ledger/mod.ts";
import { prices } from "../prices/schema.ts";
import { students } from "../students/schema.ts";
import { Charge, Charges, MoneyList, OwnMoney, StudentMoney } from "./input.ts";
import { readCharge, readMoney } from "./money_queries.ts";
import { readOwnMoney } from "./own/queries.ts";

const today = dayOf(new Date().toISOString());
const fee = { text: "Banegebyr", unitOre: 150_000, quantity: 1 };
const at = (id: string) => `/api/v1/students/${id}`;
const problem = z.object({
  code: z.string(),
  errors: z.record(z.string(), z.string()).optional(),
  reasons: z.array(z.object({ code: z.string() })).optional(),
});
const said = async (answer: Response) => problem.parse(await answer.json());

async function made(person: Person, student: string, input: object): Promise<Charge> {
  const answer = await person.post(`${at(student)}/charges`, input);
  expect(answer.status).toBe(201);
  return Charge.parse(await answer.json());
}

test("what is charged by hand is due at once, in the books, and paid by an advance", async () => {
  const office = await as("office", "h1");
  const student = await newStudent(office);
  await pays(office, student, 100_000, "prepaid");
  const charge = await made(office, student, { ...fee, vatCode: "standard" });
  expect(charge).toMatchObject({
    ...{ kind: "manual", status: "due", grossOre: 150_000, vatOre: 30_000, netOre: 120_000 },
    ...{ prepaidOre: 100_000, onDate: today, dueOn: today, bookingId: null },
  });
  expect((await auditRows()).at(-1)).toMatchObject({
    ...{ action: "charges.made", entity: "charge", entityId: charge.id },
  });
  const { held } = await heldBy(office.schoolId);
  expect(held).toEqual({
    ...{ bank: 100_000, prepaid: 0, receivable: 50_000, revenue_25: -120_000, vat_out_25: -30_000 },
  });
});

test("a product of the list brings its text, VAT and price of the day", async () => {
  const office = await as("office", "h2");
  const productId = await lessonAt(office, 49_500, { name: "Lærebok", vatCode: "standard" });
  const student = await newStudent(office);
  expect(await made(office, student, { productId, quantity: 2 })).toMatchObject({
    ...{ text: "Lærebok", quantity: 2, grossOre: 99_000, vatOre: 19_800, productId },
  });
});

test("nonsense is refused by its field, and nothing is written", async () => {
  const office = await as("office", "h3");
  const student = await newStudent(office);
  const before = (await auditRows()).length;
  const refused = async (input: object) => {
    const answer = await office.post(`${at(student)}/charges`, input);
    expect(answer.status).toBe(422);
    return (await said(answer)).errors;
  };
  expect(await refused({ ...fee, unitOre: 1.5 })).toEqual({ unitOre: "money.decimals" });
  expect(await refused({ ...fee, unitOre: 0 })).toEqual({ unitOre: "money.nothing" });
  expect(await refused({ ...fee, quantity: 0 })).toEqual({ quantity: "out_of_range" });
  expect(await refused({ ...fee, onDate: addDays(today, 1) })).toEqual({
    onDate: "charges.future",
  });
  const old = { ...fee, vatCode: "standard", onDate: "2004-12-31" };
  expect(await refused(old)).toEqual({ onDate: "charges.long_ago" });
  const huge = { ...fee, unitOre: 100_000_000, quantity: 2 };
  expect(await refused(huge)).toEqual({ quantity: "money.too_much" });
  expect(await refused({ unitOre: 1 })).toEqual({ text: "charges.what" });
  expect(await refused({ text: "Noe" })).toEqual({ unit: "required" });
  expect(await refused({ productId: uuidv7() })).toEqual({ productId: "prices.no_product" });
  const path = `/students/${student}/money/charges`;
  for (const unit of ["0", "-5", "1,005", "1000001"])
    expect((await office.submit(path, { text: "Noe", unit })).status, unit).toBe(422);
  expect((await auditRows()).length).toBe(before);
  expect((await heldBy(office.schoolId)).rows).toEqual([]);
});

test("a waiver wants a reason and its version; the books keep what was delivered", async () => {
  const office = await as("office", "h4");
  const student = await newStudent(office);
  await pays(office, student, 40_000, "prepaid");
  const { id } = await made(office, student, { ...fee, vatCode: "standard" });
  const waive = (body: object, tag?: string) =>
    office.put(`/api/v1/charges/${id}/waiver`, body, tag && `"${id}-${tag}"`);
  expect((await waive({ reason: "Feil hos oss" })).status).toBe(428);
  expect((await said(await waive({ reason: "x" }, "1"))).errors).toEqual({ reason: "too_short" });
  expect((await waive({ reason: "Feil hos oss" }, "7")).status).toBe(412);
  const waived = await waive({ reason: "Feil hos oss" }, "1");
  expect(waived.status).toBe(200);
  expect(Charge.parse(await waived.json())).toMatchObject({
    ...{ status: "waived", reason: "Feil hos oss", prepaidOre: 0 },
  });
  expect((await auditRows()).at(-1)).toMatchObject({ action: "charges.waived" });
  expect((await heldBy(office.schoolId)).held).toEqual({
    ...{ bank: 40_000, prepaid: -40_000, receivable: 0, vat_out_25: 0 },
    ...{ revenue_25: -120_000, waiver: 120_000 },
  });
  const twice = await waive({ reason: "En gang til" }, "2");
  expect(twice.status).toBe(409);
  expect((await said(twice)).reasons).toEqual([{ code: "charges.is_waived" }]);
});

test("an advance that came later pays what is open, as far as it goes", async () => {
  const office = await as("office", "h5");
  const student = await newStudent(office);
  const { id } = await made(office, student, fee);
  const settle = (version: number) =>
    office.put(`/api/v1/charges/${id}/settlement`, {}, `"${id}-${version}"`);
  expect((await said(await settle(1))).reasons).toEqual([{ code: "charges.prepaid_short" }]);
  await pays(office, student, 50_000, "prepaid");
  expect(Charge.parse(await (await settle(1)).json())).toMatchObject({
    ...{ status: "due", prepaidOre: 50_000, version: 2 },
  });
  await pays(office, student, 900_000, "prepaid");
  expect((await settle(1)).status).toBe(412);
  expect(Charge.parse(await (await settle(2)).json())).toMatchObject({
    ...{ status: "prepaid", prepaidOre: 150_000 },
  });
  expect((await heldBy(office.schoolId)).held).toMatchObject({ prepaid: -800_000, receivable: 0 });
});

test("a lesson is priced anew when the list was wrong; what is made by hand is not", async () => {
  const office = await as("office", "h6");
  const student = await newStudent(office);
  const booking = await bookLesson(office, student, { classCode: "T" });
  const before = await chargeOf(booking);
  expect(before.productId).toBeNull();
  await lessonAt(office, 80_000, { classCode: "T" });
  const reprice = (id: string, version: number) =>
    office.put(`/api/v1/charges/${id}/price`, {}, `"${id}-${version}"`);
  const answer = await reprice(before.id, 1);
  expect(Charge.parse(await answer.json())).toMatchObject({ grossOre: 80_000, version: 2 });
  const { id } = await made(office, student, fee);
  expect((await said(await reprice(id, 1))).reasons).toEqual([{ code: "charges.not_priced" }]);
});

test("a package is sold as it is, ended with a reason, and shows what is left", async () => {
  const office = await as("office", "h7");
  const student = await newStudent(office);
  const productId = await lessonAt(office, 95_000);
  const pack = z.object({ id: z.string() });
  const post = await office.post("/api/v1/packages", { name: "Ti timer", validMonths: 12 });
  const { id: packageId } = pack.parse(await post.json());
  const empty = await office.post(`${at(student)}/packages`, { packageId });
  expect((await said(empty)).reasons).toEqual([{ code: "charges.package_empty" }]);
  const item = { quantity: 10, unitOre: 90_000 };
  const put = `/api/v1/packages/${packageId}/items/${productId}`;
  expect((await office.put(put, item, `"${packageId}-1"`)).status).toBe(200);
  const sold = await office.post(`${at(student)}/packages`, { packageId });
  expect(sold.status).toBe(201);
  const { packages, light } = StudentMoney.parse(await sold.json());
  expect(packages).toMatchObject([{ priceOre: 900_000, items: [{ quantity: 10, used: 0 }] }]);
  expect(light.off.map(({ code }) => code)).toEqual(["charges.off_package"]);
  // Nothing is sold yet: the books know of it when a lesson is given.
  expect((await heldBy(office.schoolId)).rows).toEqual([]);
  const startsAt = instantAt(tuesday(), "10:00");
  const ahead = { startsAt, endsAt: shift(startsAt, 45 * MINUTE) };
  const booking = await bookLesson(office, student, ahead);
  expect(await chargeOf(booking)).toMatchObject({ grossOre: 90_000 });
  const own = packages[0];
  const end = (tag: number) =>
    office.put(
      `${at(student)}/packages/${own?.id}/ending`,
      { reason: "Flytter" },
      `"${own?.id}-${tag}"`,
    );
  expect((await end(3)).status).toBe(412);
  const ended = StudentMoney.parse(await (await end(1)).json());
  expect(ended.packages[0]).toMatchObject({ endedOn: today, items: [{ used: 1 }] });
  expect((await said(await end(2))).reasons).toEqual([{ code: "charges.package_ended" }]);
  expect((await chargeOf(await bookLesson(office, student, ahead))).grossOre).toBe(95_000);
});

test("the staff see, the office charges and waives; another school's do not exist", async () => {
  const office = await as("office", "h8");
  const student = await newStudent(office);
  const { id } = await made(office, student, fee);
  const instructor = await as("instructor", "h8");
  expect((await instructor.get(`/api/v1/charges/${id}`)).status).toBe(200);
  expect((await instructor.post(`${at(student)}/charges`, fee)).status).toBe(403);
  const waiver = { reason: "Vil ikke" };
  expect((await instructor.put(`/api/v1/charges/${id}/waiver`, waiver)).status).toBe(403);
  expect((await instructor.get(`/students/${student}/money`)).status).toBe(200);
  const other = await as("office", "h9");
  expect((await other.get(`/api/v1/charges/${id}`)).status).toBe(404);
  expect((await other.get(`/students/${student}/money`)).status).toBe(404);
  expect((await other.post(`${at(student)}/charges`, fee)).status).toBe(404);
  const another = await newStudent(office);
  expect((await office.get(`/students/${another}/money/charges/${id}`)).status).toBe(404);
});

test("the light says what does not agree", async () => {
  const office = await as("office", "h10");
  await lessonAt(office, 95_000);
  const student = await newStudent(office);
  const light = async () => (await readMoney(office.ctx, student, MoneyList.parse({}))).light;
  expect(await light()).toMatchObject({ color: "green", off: [], owedOre: 0 });
  const past = { startsAt: "2026-01-05T09:00:00.000Z", endsAt: "2026-01-05T09:45:00.000Z" };
  const booking = await bookLesson(office, student, past);
  await bookLesson(office, student, { classCode: "T" });
  expect((await light()).off.map(({ code, params }) => [code, params])).toEqual([
    ["charges.off_unattested", { n: 1 }],
    ["charges.off_unpriced", { n: 1 }],
  ]);
  await changeLesson(office, booking, { status: "done" });
  const red = await light();
  expect(red).toMatchObject({ color: "red", done: { n: 1, ore: 95_000 }, owedOre: 95_000 });
  expect(red.off.map(({ code }) => code)).toEqual([
    ...["charges.off_uninvoiced", "charges.off_unpaid_since", "charges.off_unpriced"],
  ]);
  await pays(office, student, 95_000, "prepaid");
  expect((await light()).off.map(({ code }) => code)).toContain("charges.off_unused");
});

test("pages: charged by a form, twice pressed; explained; waived; what is wrong and stale", async () => {
  const office = await as("office", "h11");
  const student = await newStudent(office);
  const here = `/students/${student}/money`;
  const once = uuidv7();
  const fields = { text: "Banegebyr", unit: "1 500,50", quantity: "1", _once: once };
  for (let click = 0; click < 2; click++)
    expect((await office.submit(`${here}/charges`, fields)).status).toBe(303);
  const odd = await office.submit(`${here}/charges`, { ...fields, unit: "1,234", _once: uuidv7() });
  expect(odd.status).toBe(422);
  expect(await odd.text()).toContain('value="1,234"');
  const page = await office.get(here);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html.match(/Banegebyr/g)).toHaveLength(1);
  expect(html).toMatch(/Skylder <span class="number">1\s500,50\skr/);
  const entries = await (await office.get(`${here}?view=entries`)).text();
  expect(entries).toContain(`${here}/charges/${once}`);
  const charge = await (await office.get(`${here}/charges/${once}`)).text();
  expect(charge).toMatch(/1 à 1\s500,50\skr/);
  const waive = (fields: Record<string, string>) =>
    office.submit(`${here}/charges/${once}/waiver`, fields);
  expect((await waive({ reason: "", version: "1" })).status).toBe(422);
  expect((await waive({ reason: "Feil", version: "9" })).status).toBe(409);
  expect((await waive({ reason: "Feil hos oss", version: "1" })).status).toBe(303);
  expect(await (await office.get(`${here}/charges/${once}`)).text()).toContain("alt ettergitt");
  expect((await office.get(`${here}/packages/new`)).status).toBe(200);
});

test("a student sees her own money, a guardian a minor's, and nobody anybody else's", async () => {
  const person = await as("student", "h12");
  const student = await newStudent(person, person.userId);
  const other = await newStudent(person);
  const office = await as("office", "h12");
  await made(office, student, fee);
  const answer = await person.get("/api/v1/me/money");
  expect(answer.status).toBe(200);
  const { money } = OwnMoney.parse(await answer.json());
  expect(money).toMatchObject({ studentId: student, light: { owedOre: 150_000 } });
  expect((await person.get(`/api/v1/me/money?student=${other}`)).status).toBe(404);
  const html = await (await person.get("/me/money")).text();
  expect(html).toContain("Banegebyr");
  expect(html).not.toContain("/students/");
  const nobody = await as("guardian", "h12");
  expect(await (await nobody.get("/me/money")).text()).toContain("Her er det ingen elev");
  expect(await (await nobody.get("/api/v1/me/money")).json()).toEqual({ money: null });
});

test("a student with 300 entries: one trip for the page, two for her own, at most 300 rows", async () => {
  const office = await as("office", "h13");
  const userId = (await as("student", "h13")).userId;
  const student = await newStudent(office, userId);
  const productId = await lessonAt(office, 95_000);
  await db.insert(prices).values(
    Array.from({ length: 9 }, (_, n) => ({
      ...{ schoolId: office.schoolId, id: uuidv7(), productId, validFrom: `2025-0${n + 1}-01` },
      ...{ priceOre: 90_000, setBy: "x", setAt: "2026-01-02T03:04:05.678Z" },
    })),
  );
  for (let n = 0; n < 100; n++) {
    const id = await bookLesson(office, student);
    await changeLesson(office, id, { status: "done" });
  }
  const pay = () =>
    transfer(office.ctx, {
      ...{ debit: "bank", credit: "receivable", amountOre: 100, kind: "payment" },
      ...{ studentId: student, refKind: "payment", refId: uuidv7(), text: "Innbetaling" },
    });
  for (let n = 0; n < 4; n++)
    await db.batch([pay(), ...Array.from({ length: 49 }, pay)] as Parameters<typeof db.batch>[0]);
  expect((await heldBy(office.schoolId)).rows).toHaveLength(300);
  for (const view of [undefined, "entries"] as const) {
    const list = MoneyList.parse({ view, per: 100 });
    const spent = await cost(office.ctx, (ctx) => readMoney(ctx, student, list));
    expect(spent.trips).toBe(1);
    expect(spent.rowsRead).toBeLessThanOrEqual(300);
    const own = { ...office.ctx, actor: { ...office.ctx.actor, id: userId } };
    const hers = await cost(own, (ctx) => readOwnMoney(ctx, list));
    expect(hers.trips).toBe(2);
    expect(hers.rowsRead).toBeLessThanOrEqual(300);
  }
  const { charges } = await readMoney(office.ctx, student, MoneyList.parse({}));
  const chargeId = charges.items[0]?.id ?? "";
  const one = await cost(office.ctx, (ctx) => readCharge(ctx, { id: student, chargeId }));
  expect(one.trips).toBe(1);
  expect(one.rowsRead).toBeLessThan(60);
});

test("lists go on page by page, and a filter keeps to its state", async () => {
  const office = await as("office", "h14");
  const student = await newStudent(office);
  for (const text of ["En", "To", "Tre"]) await made(office, student, { ...fee, text });
  const read = async (query: string) =>
    Charges.parse(await (await office.get(`${at(student)}/charges?${query}`)).json());
  const first = await read("per=2");
  expect(first.items).toHaveLength(2);
  const rest = await read(`per=2&after=${first.after}`);
  expect(rest.items).toHaveLength(1);
  expect(rest.after).toBeNull();
  expect((await read("status=waived")).items).toEqual([]);
  const [row] = await db
    .select({ version: students.version })
    .from(students)
    .where(eq(students.id, student));
  expect(row?.version).toBe(4); // a student's page that was open knows that something is new
});
