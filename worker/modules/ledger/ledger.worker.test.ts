import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { students } from "#worker/modules/students/schema.ts";
import { actions, as, cost, db, type Person } from "#worker/test/harness.ts";
import { csv, imported, step } from "#worker/test/import_steps.ts";
import {
  bookLesson,
  changeLesson,
  chargeOf,
  heldBy,
  lessonAt,
  newStudent,
  pays,
} from "#worker/test/money.ts";
import { Journal, TrialBalance } from "./input.ts";
import { readJournal } from "./journal.ts";
import { studentBalances } from "./schema.ts";

const url = "/api/v1/ledger";

async function journal(of: Person, query = "") {
  const response = await of.get(`${url}/entries?${query}`);
  expect(response.status).toBe(200);
  return Journal.parse(await response.json());
}

async function balance(of: Person, query = "") {
  const response = await of.get(`${url}/balance?${query}`);
  expect(response.status).toBe(200);
  return TrialBalance.parse(await response.json());
}

const plain = (html: string) => html.replaceAll(/[\s\u00a0]+/g, " ");

test("the journal and the trial balance say the same, and it sums to nought", async () => {
  const office = await as("office", "l1");
  await lessonAt(office, 95_000);
  const student = await newStudent(office);
  await pays(office, student, 120_000, "prepaid");
  const lesson = await bookLesson(office, student);
  await changeLesson(office, lesson, { status: "done" });
  const charge = await chargeOf(lesson);

  const { items } = await journal(office);
  // By day and voucher: a lesson belongs to its own day, whenever it is booked.
  expect(items.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  expect((await journal(office, "account=bank")).items.map(({ n }) => n)).toEqual([1]);
  expect((await journal(office, "account=prepaid")).items).toHaveLength(2);
  expect((await journal(office, "from=2031-01-01")).items).toEqual([]);
  const first = await journal(office, "per=1&account=prepaid");
  const second = await journal(office, `per=1&account=prepaid&after=${first.after}`);
  expect(second.after).toBeNull();
  expect(new Set([...first.items, ...second.items].map(({ n }) => n)).size).toBe(2);

  const year = await balance(office);
  expect(year.closingOre).toBe(0);
  expect(year.debitOre).toBe(year.creditOre);
  const { held } = await heldBy(office.schoolId);
  expect(Object.fromEntries(year.items.map((one) => [one.account, one.closingOre]))).toEqual(held);
  const later = await balance(office, "from=2031-01&to=2031-12");
  expect(later.items.find(({ account }) => account === "bank")).toMatchObject({
    ...{ openingOre: 120_000, debitOre: 0, creditOre: 0, closingOre: 120_000 },
  });

  const html = await (await office.get("/ledger")).text();
  expect(html).toContain(`/students/${student}/money/charges/${charge.id}`);
  expect(html).toContain("/payments/");
  expect(plain(await (await office.get("/ledger/balance")).text())).toContain("1 200,00 kr");
  const file = await office.get("/ledger/export?format=csv&account=bank");
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(await file.text()).toContain("1920");
  expect((await office.get("/ledger/balance/export?format=xlsx")).status).toBe(200);
  expect((await actions()).slice(-2)).toEqual([
    "ledger.journal_exported",
    "ledger.balance_exported",
  ]);
});

test("others than the office do not see the books, and no school those of another", async () => {
  const office = await as("office", "l2");
  await pays(office, await newStudent(office), 5_000, "prepaid");
  expect((await (await as("instructor", "l2")).get(`${url}/entries`)).status).toBe(403);
  const other = await as("owner", "l3");
  expect((await journal(other)).items).toEqual([]);
  expect((await balance(other)).items).toEqual([]);
  expect((await journal(office)).items).toHaveLength(1);
});

test("a page of the journal reads that page, of all accounts or of one", async () => {
  const office = await as("office", "l4");
  const student = await newStudent(office);
  for (let i = 0; i < 30; i++) await pays(office, student, 1_000 + i, "prepaid");
  const list = { q: "", sort: "-onDate", per: 5, from: undefined, to: undefined } as const;
  for (const account of [undefined, "bank"] as const) {
    const spent = await cost(office.ctx, (ctx) => readJournal(ctx, { ...list, account }));
    expect(spent.trips).toBe(1);
    expect(spent.rowsRead).toBeLessThanOrEqual(20);
  }
});

test("what students bring from another system is booked once, explained, and taken back with them", async () => {
  const office = await as("office", "l5");
  const header = "Etternavn;Fornavn;Født;Saldo";
  const done = await imported(
    office,
    csv(header, "Lie;Kari;01.02.2008;250,00", "Vik;Ola;01.02.2008;-100,50", "Moe;Eva;01.02.2008;0"),
  );
  const { items } = await journal(office);
  expect(items.map(({ n, kind, debit, credit, amountOre }) => [n, kind, debit, credit, amountOre])) //
    .toEqual([
      [2, "opening", "receivable", "opening", 10_050],
      [1, "opening", "opening", "prepaid", 25_000],
    ]);
  expect(items.map(({ student }) => student)).toEqual(["Ola Vik", "Kari Lie"]);
  const rows = await db.select().from(students).where(eq(students.schoolId, office.schoolId));
  const money = async (name: string) => {
    const id = rows.find(({ lastName }) => lastName === name)?.id;
    return plain(await (await office.get(`/students/${id}/money?view=entries`)).text());
  };
  const vik = await money("Vik");
  expect(vik).toContain("Inngående saldo: Saldo fra det gamle systemet");
  expect(vik).toContain("100,50 kr");
  expect(await money("Lie")).toContain("250,00 kr");
  expect(await money("Moe")).not.toContain("Inngående saldo");
  expect((await balance(office)).closingOre).toBe(0);

  expect(await step(office, done.id, "undo")).toMatchObject({ state: "undone" });
  const { held, rows: entries } = await heldBy(office.schoolId);
  expect(entries).toHaveLength(4);
  expect(Object.values(held).every((ore) => ore === 0)).toBe(true);
  const left = eq(studentBalances.schoolId, office.schoolId);
  expect(await db.select().from(studentBalances).where(left)).toEqual([]);
  expect((await (await office.get("/ledger")).text()).includes("Ført tilbake")).toBe(true);
});
