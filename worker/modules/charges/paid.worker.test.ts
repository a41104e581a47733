import { expect, test } from "vitest";
import { addDays } from "#worker/lib/dates.ts";
import { invoiced } from "#worker/test/bills.ts";
import { as, type Person } from "#worker/test/harness.ts";
import { MoneyList } from "./input.ts";
import { readMoney } from "./money_queries.ts";

async function moneyOf({ ctx }: Person, studentId: string, day?: string) {
  const then = day ? { ...ctx, now: `${day}T12:00:00.000Z` } : ctx;
  const { light, charges } = await readMoney(then, studentId, MoneyList.parse({}));
  return { light, charge: charges.items[0] };
}

test("a charge is paid when its invoice is, also where it is listed", async () => {
  const office = await as("office", "paid1");
  const { studentId, charge, invoice } = await invoiced(office);
  const shown = async () => (await office.get(`/students/${studentId}/money`)).text();
  expect((await moneyOf(office, studentId)).charge).toMatchObject({ id: charge, paid: false });
  expect(await shown()).toMatch(/ds-tag[^>]*>Fakturert</);
  const paid = await office.post("/api/v1/payments", {
    ...{ studentId, amountOre: invoice.openOre, method: "bank", receivedOn: invoice.issuedOn },
    parts: [{ invoiceId: invoice.id, amountOre: invoice.openOre }],
  });
  expect(paid.status, await paid.clone().text()).toBe(201);
  const after = await moneyOf(office, studentId);
  expect(after.charge).toMatchObject({ status: "invoiced", paid: true });
  expect(after.light.color).toBe("green");
  expect(await shown()).toMatch(/ds-tag[^>]*>Betalt</);
});

test("the light is red from the day after an invoice was due, and says how much and since when", async () => {
  const office = await as("office", "paid2");
  const { studentId, invoice } = await invoiced(office);
  const codes = async (day: string) => {
    const { light } = await moneyOf(office, studentId, day);
    return [light.color, light.off.map(({ code }) => code)];
  };
  expect(await codes(invoice.dueOn)).toEqual(["yellow", ["charges.off_unpaid"]]);
  const late = addDays(invoice.dueOn, 1);
  expect(await codes(late)).toEqual(["red", ["charges.off_overdue"]]);
  const { light } = await moneyOf(office, studentId, late);
  expect(light.off[0]?.params).toEqual({ ore: invoice.openOre, on: invoice.dueOn });
});
