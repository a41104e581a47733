import fc from "fast-check";
import { expect, test } from "vitest";
import { PaymentForm, partsOf } from "./input.ts";
import { spread, whyNotReverse, wrongParts } from "./rules.ts";

const invoices = fc
  .array(fc.integer({ min: 1, max: 500_000 }), { maxLength: 20 })
  .map((all) => all.map((openOre, n) => ({ id: `i${n}`, openOre })));
const amounts = fc.integer({ min: 1, max: 1_000_000 });
const sum = (parts: readonly { amountOre: number }[]) =>
  parts.reduce((all, { amountOre }) => all + amountOre, 0);

test("spread() fills the first before the next, and leaves over only what nothing is open for", () => {
  expect(
    spread(150, [
      { id: "a", openOre: 100 },
      { id: "b", openOre: 100 },
    ]),
  ).toEqual([
    { invoiceId: "a", amountOre: 100 },
    { invoiceId: "b", amountOre: 50 },
  ]);
  const two = ["a", "b"].map((id) => ({ id, openOre: 100 }));
  expect(spread(150, two, "b")).toEqual([
    { invoiceId: "b", amountOre: 100 },
    { invoiceId: "a", amountOre: 50 },
  ]);
  fc.assert(
    fc.property(amounts, invoices, (amount, open) => {
      const parts = spread(amount, open);
      const wholly = open.reduce((all, { openOre }) => all + openOre, 0);
      expect(sum(parts)).toBe(Math.min(amount, wholly));
      expect(wrongParts(amount, parts, open)).toEqual({});
      // Only the last one may be paid in part.
      for (const [n, part] of parts.slice(0, -1).entries())
        expect(part.amountOre).toBe(open[n]?.openOre);
    }),
  );
});

test("spread() of two payments settles what one of both would", () => {
  fc.assert(
    fc.property(amounts, amounts, invoices, (first, second, open) => {
      const paid = spread(first, open);
      const left = open.map(({ id, openOre }) => {
        const part = paid.find(({ invoiceId }) => invoiceId === id);
        return { id, openOre: openOre - (part?.amountOre ?? 0) };
      });
      const still = left.filter(({ openOre }) => openOre > 0);
      expect(sum(paid) + sum(spread(second, still))).toBe(sum(spread(first + second, open)));
    }),
  );
});

test("wrongParts() names the field that is wrong", () => {
  const open = [{ id: "a", openOre: 100 }];
  const part = (invoiceId: string, amountOre: number) => ({ invoiceId, amountOre });
  expect(wrongParts(200, [part("a", 101)], open)).toEqual({ part_a: "payments.over_allocated" });
  expect(wrongParts(200, [part("b", 1)], open)).toEqual({ part_b: "payments.no_invoice" });
  expect(wrongParts(50, [part("a", 51)], open)).toEqual({ amount: "payments.parts_too_much" });
  expect(wrongParts(100, [part("a", 1), part("a", 2)], open)).toEqual({
    amount: "payments.part_twice",
  });
});

test("whyNotReverse() says when it was", () => {
  expect(whyNotReverse({ reversedOn: null })).toEqual([]);
  expect(whyNotReverse({ reversedOn: "2026-03-02" })).toMatchObject([
    { code: "payments.is_reversed", params: { on: "2026-03-02" } },
  ]);
});

const typed = {
  studentId: "01900000-0000-7000-8000-000000000001",
  receivedOn: "2026-03-02",
  method: "bank",
  amount: "1 250,50",
};

test("partsOf() leaves the parts to the rules until one is typed; nought is an answer", () => {
  const id = "01900000-0000-7000-8000-000000000002";
  const read = (more: object) => partsOf(PaymentForm.parse({ ...typed, ...more }));
  expect(read({})).toMatchObject({ amountOre: 125_050, parts: null });
  expect(read({ [`part_${id}`]: "" })).toMatchObject({ parts: null });
  expect(read({ [`part_${id}`]: "0" })).toMatchObject({ parts: [] });
  expect(read({ [`part_${id}`]: "12,5" }).parts).toEqual([{ invoiceId: id, amountOre: 1250 }]);
});

test("PaymentForm refuses three decimals, nothing, and what is below nought", () => {
  const codeOf = (more: object) =>
    PaymentForm.safeParse({ ...typed, ...more }).error?.issues.map((issue) => issue.message);
  expect(codeOf({ amount: "10,505" })).toEqual(["money.decimals"]);
  expect(codeOf({ amount: "0" })).toEqual(["money.nothing"]);
  expect(codeOf({ amount: "-5" })).toEqual(["money.negative"]);
  const mine = "part_01900000-0000-7000-8000-000000000002";
  expect(codeOf({ [mine]: "1,234" })).toEqual(["money.decimals"]);
  expect(PaymentForm.safeParse({ ...typed, [mine]: "1" }).success).toBe(true);
  for (const name of ["version", "part_x", "toString"])
    expect(PaymentForm.safeParse({ ...typed, [name]: "1" }).success).toBe(false);
});
