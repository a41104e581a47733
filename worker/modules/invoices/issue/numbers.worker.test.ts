import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test, vi } from "vitest";
import { buyer, delivered, draft, expectSoundBooks, mayInvoice } from "#worker/test/bills.ts";
import { as, db } from "#worker/test/harness.ts";
import { draftInvoice } from "../drafts/actions.ts";
import { kidOf } from "../kid.ts";
import { invoices } from "../schema.ts";

declare const ISSUES: number;
const PLANTED = "PLANTET";

/**
 * Fails an issue late in its batch, when the number is taken, the charges are marked and the
 * invoice is written. On the table itself, so that nothing of the product is replaced.
 */
const plant = () =>
  db.run(sql`create trigger planted_failure after update of number on invoices
    when NEW.note = ${sql.raw(`'${PLANTED}'`)} begin select raise(abort, 'planted'); end`);

test(`${ISSUES} issues at once, a fifth of which fail in mid-batch: 1..n without gap or double`, async () => {
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await plant();
  const office = await as("office", "n1");
  await mayInvoice(office);
  let student = "";
  const drafts: { id: string; fails: boolean }[] = [];
  for (let n = 0; n < ISSUES; n++) {
    const [id, fails] = [uuidv7(), n % 5 === 0];
    if (n % 50 === 0) student = await buyer(office);
    const ids = [await delivered(office, student, 10_000 + n)];
    const note = fails ? PLANTED : null;
    await draftInvoice(office.ctx, id, { studentId: student, ids, payerId: null, note });
    drafts.push({ id, fails });
  }
  // The API takes 60 at once from one person.
  const clerks = await Promise.all(
    Array.from({ length: Math.ceil(ISSUES / 20) }, () => as("office", "n1")),
  );
  const issue = async ({ id }: { id: string }, n: number) => {
    const clerk = clerks[n % clerks.length] ?? office;
    return (await clerk.put(`/api/v1/invoices/${id}/issue`, {}, `"${id}-1"`)).status;
  };
  // Every tenth is sent twice: the second of the two must not take a number either.
  const twice = drafts.filter((_, n) => n % 10 === 1);
  const statuses = await Promise.all([...drafts, ...twice].map(issue));
  const good = drafts.filter(({ fails }) => !fails);
  expect(statuses.filter((status) => status === 200)).toHaveLength(good.length);
  expect(statuses.filter((status) => status === 500)).toHaveLength(drafts.length - good.length);
  const rest = statuses.filter((status) => status !== 200 && status !== 500);
  expect(rest).toHaveLength(twice.length);
  for (const status of rest) expect([409, 412]).toContain(status);
  const rows = await db
    .select({ number: invoices.number, kid: invoices.kid })
    .from(invoices)
    .where(and(eq(invoices.schoolId, office.schoolId), isNotNull(invoices.number)))
    .orderBy(asc(invoices.number));
  expect(rows.map(({ number }) => number)).toEqual(good.map((_, n) => n + 1));
  expect(rows.map(({ kid }) => kid)).toEqual(good.map((_, n) => kidOf(n + 1)));
  await expectSoundBooks(office);

  // What failed is a draft as before, and issues like any other once the fault is gone.
  await db.run(sql`drop trigger planted_failure`);
  const failed = drafts.filter(({ fails }) => fails);
  expect(new Set(await Promise.all(failed.map(issue)))).toEqual(new Set([200]));
  await expectSoundBooks(office);
  quiet.mockRestore();
}, 600_000);

test("two schools have each their own series, which begins where the school says", async () => {
  const [one, two] = [await as("owner", "n2"), await as("owner", "n3")];
  const start = await one.put(
    "/api/v1/school/settings/invoice_number_start",
    { value: 4000 },
    `"invoice_number_start-0"`,
  );
  expect(start.status, await start.clone().text()).toBe(200);
  for (const [person, first] of [
    [one, 4000],
    [two, 1],
  ] as const) {
    await mayInvoice(person);
    const student = await buyer(person);
    for (const number of [first, first + 1]) {
      const made = await draft(person, student, [await delivered(person, student)]);
      const path = `/api/v1/invoices/${made.id}/issue`;
      const issued = await person.put(path, {}, `"${made.id}-1"`);
      expect(await issued.json()).toMatchObject({ number, kid: kidOf(number) });
    }
    await expectSoundBooks(person);
  }
});
