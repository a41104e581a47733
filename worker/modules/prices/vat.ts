import type { VatCode } from "./input.ts";

export type { VatCode };

type Rate = {
  code: VatCode;
  validFrom: string;
  /** Hundredths of a percent: 2500 is 25 %. */
  rate: number;
  /** The standard tax code of SAF-T. */
  saft: string;
  source: string;
  /** Whether the law was read, or only somebody's account of it. */
  verified: boolean;
};

const rates: readonly Rate[] = [
  {
    ...{ code: "exempt_education", validFrom: "2001-07-01", rate: 0, saft: "6" },
    ...{ source: "mval. § 3-5", verified: true },
  },
  {
    ...{ code: "standard", validFrom: "2005-01-01", rate: 2500, saft: "3" },
    ...{ source: "mval. § 5-1, Stortingets mva-vedtak", verified: true },
  },
  {
    ...{ code: "zero", validFrom: "2001-07-01", rate: 0, saft: "5" },
    ...{ source: "mval. kap. 6", verified: false },
  },
  {
    ...{ code: "outside", validFrom: "2010-01-01", rate: 0, saft: "7" },
    ...{ source: "mval. § 4-1 (2)", verified: true },
  },
];

/** The first day on which every code has a rate: nothing is priced before it. */
export const VAT_SINCE = "2010-01-01";

/** The rate of a code on a day: the newest that had begun. */
export function vatOn(code: VatCode, day: string): Rate {
  const found = rates
    .filter((rate) => rate.code === code && rate.validFrom <= day)
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))[0];
  if (!found) throw new Error(`Cannot tell the VAT of "${code}" on ${day}`);
  return found;
}

export type Split = { netOre: number; vatOre: number; grossOre: number };

/** Splits a price that includes VAT, half an øre upwards. Net and VAT are the price again. */
export function splitGross(grossOre: number, rate: number): Split {
  const vatOre = Math.floor((2 * grossOre * rate + 10_000 + rate) / (2 * (10_000 + rate)));
  return { netOre: grossOre - vatOre, vatOre, grossOre };
}
