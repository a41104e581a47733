import fc from "fast-check";
import { expect, test } from "vitest";
import { splitGross } from "#worker/modules/prices/mod.ts";
import {
  totalsOf,
  vatSplit,
  whyNotChange,
  whyNotCredit,
  whyNotIssue,
  whyNotMail,
  whyNotUseCredit,
} from "./rules.ts";

const rates = { exempt_education: 0, standard: 2500, zero: 0, outside: 0 } as const;
type Code = keyof typeof rates;
const line = (vatCode: Code, grossOre: number, prepaidOre = 0) => ({
  ...{ vatCode, rate: rates[vatCode], prepaidOre },
  ...splitGross(grossOre, rates[vatCode]),
});

test("vatSplit() sums exempt and taxable sales apart", () => {
  const lines = [line("exempt_education", 95_000), line("standard", 12_500), line("zero", 100)];
  expect(vatSplit([...lines, line("standard", 25_000)])).toEqual([
    { code: "exempt_education", rate: 0, netOre: 95_000, vatOre: 0, grossOre: 95_000 },
    { code: "standard", rate: 2500, netOre: 30_000, vatOre: 7_500, grossOre: 37_500 },
    { code: "zero", rate: 0, netOre: 100, vatOre: 0, grossOre: 100 },
  ]);
});

test("totalsOf() counts VAT of the sum of a rate, and says what the lines lack", () => {
  // 3 x 99 øre are 20 øre of VAT each, together 59: an øre less than their lines.
  const totals = totalsOf([line("standard", 99), line("standard", 99), line("standard", 99)]);
  expect(totals).toMatchObject({ grossOre: 297, vatOre: 59, netOre: 238, roundingOre: -1 });
});

const lines = fc.array(
  fc
    .tuple(
      fc.constantFrom<Code>("exempt_education", "standard", "zero", "outside"),
      fc.nat(500_000),
    )
    .map(([code, gross]) => line(code, gross, gross % 7 === 0 ? gross : 0)),
  { minLength: 1, maxLength: 60 },
);

test("totalsOf() always comes to what its lines come to, and rounds by less than half an øre a line", () => {
  fc.assert(
    fc.property(lines, (all) => {
      const { netOre, vatOre, grossOre, prepaidOre, roundingOre, vat } = totalsOf(all);
      expect(netOre + vatOre).toBe(grossOre);
      expect(grossOre).toBe(all.reduce((sum, one) => sum + one.grossOre, 0));
      expect(vat.reduce((sum, one) => sum + one.vatOre, 0)).toBe(vatOre);
      expect(prepaidOre).toBeLessThanOrEqual(grossOre);
      expect(Math.abs(roundingOre)).toBeLessThanOrEqual(all.length / 2 + 1);
    }),
  );
});

const place = { orgnr: null, address: "Storgata 1", postalCode: "2317" };
const fits = {
  state: "draft",
  changed: false,
  seller: { orgnr: "923609016", account: "12345678903" },
  buyer: place,
  toPayOre: 100,
} as const;
const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code);

test("whyNotIssue() names everything that the paper lacks", () => {
  expect(whyNotIssue(fits)).toEqual([]);
  expect(whyNotIssue({ ...fits, buyer: { ...place, address: null, orgnr: "923609016" } })).toEqual(
    [],
  );
  const seller = { orgnr: null, account: null };
  const lacking = { changed: true, seller, buyer: { ...place, postalCode: null } };
  expect(codes(whyNotIssue({ ...fits, ...lacking }))).toEqual([
    "invoices.charges_changed",
    "invoices.no_orgnr",
    "invoices.no_account",
    "invoices.no_address",
  ]);
  const paid = { toPayOre: 0, seller: { ...fits.seller, account: null } };
  expect(whyNotIssue({ ...fits, ...paid })).toEqual([]);
  expect(codes(whyNotIssue({ ...fits, state: "open" }))).toEqual(["invoices.is_issued"]);
});

test("what a document may still have done to it follows from what it is", () => {
  const of = (credited: boolean) => [{ credited }] as never;
  expect(whyNotCredit({ kind: "invoice", state: "open", lines: of(false) })).toEqual([]);
  expect(codes(whyNotCredit({ kind: "invoice", state: "open", lines: of(true) }))).toEqual([
    "invoices.is_credited",
  ]);
  expect(codes(whyNotCredit({ kind: "invoice", state: "draft", lines: of(false) }))).toEqual([
    "invoices.is_draft",
  ]);
  expect(codes(whyNotCredit({ kind: "credit_note", state: "settled", lines: of(false) }))).toEqual([
    "invoices.is_credit_note",
  ]);
  expect(whyNotChange({ state: "draft" })).toEqual([]);
  expect(codes(whyNotChange({ state: "settled" }))).toEqual(["invoices.is_issued"]);
  expect(codes(whyNotMail({ state: "open", buyer: null }))).toEqual(["invoices.no_email"]);
  expect(codes(whyNotUseCredit({ openOre: 0 }, { prepaidOre: 5 }))).toEqual([
    "invoices.is_settled",
  ]);
  expect(codes(whyNotUseCredit({ openOre: 5 }, { prepaidOre: 0 }))).toEqual(["invoices.no_credit"]);
  expect(whyNotUseCredit({ openOre: 5 }, { prepaidOre: 1 })).toEqual([]);
});
