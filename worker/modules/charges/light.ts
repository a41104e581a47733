import { daysBetween } from "#worker/lib/dates.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Balance } from "#worker/modules/ledger/mod.ts";
import type { ChargeStatus, Light } from "./input.ts";

/** A document must be made of what was delivered within a month (bokføringsforskriften § 5-2-2). */
const DOCUMENT_WITHIN = 31;
/** How long what is owed may stand before the light turns red. */
const PATIENCE = 14;

type Total = { status: ChargeStatus; n: number; grossOre: number; prepaidOre: number };

export type Facts = {
  today: string;
  balance: Balance;
  /** What came in, less what was paid back. */
  paidOre: number;
  /** What the ledger says was charged, less what was waived. */
  bookedOre: number;
  totals: readonly Total[];
  /** Planned charges of days that are over: nobody has said what became of them. */
  unattested: number;
  unpriced: number;
  /** The oldest day of what is still to be paid, and of what is on no invoice. */
  oldestDue: string | null;
  oldestOpen: string | null;
  /** What is open of invoices whose day has passed, and the first of those days. */
  overdueOre: number;
  overdueOn: string | null;
  /** What the lessons left in packages are worth in them. */
  packagesOre: number;
};

const books = "charges.law_documents";
const school = "charges.school_record";

/** Compares planned, done, charged and paid, and says what is off. */
export function lightOf(facts: Facts): Light {
  const { today, balance, paidOre, oldestDue } = facts;
  const of = (...statuses: readonly ChargeStatus[]) => {
    const rows = facts.totals.filter(({ status }) => statuses.includes(status));
    const add = (sum: number, n: number) => sum + n;
    return {
      n: rows.map(({ n }) => n).reduce(add, 0),
      ore: rows.map(({ grossOre }) => grossOre).reduce(add, 0),
    };
  };
  const done = of("due", "prepaid", "invoiced");
  const short = facts.packagesOre - balance.prepaidOre;
  const notDue = balance.receivableOre - facts.overdueOre;
  const owed = oldestDue === null ? 0 : daysBetween(oldestDue, today);
  const late = facts.oldestOpen !== null && daysBetween(facts.oldestOpen, today) > DOCUMENT_WITHIN;
  const off: (Reason | false)[] = [
    facts.bookedOre !== done.ore && {
      ...{ code: "charges.off_books", source: books },
      params: { charged: done.ore, booked: facts.bookedOre },
    },
    late && {
      ...{ code: "charges.off_uninvoiced", source: books },
      params: { on: facts.oldestOpen ?? "" },
    },
    facts.overdueOn !== null && {
      ...{ code: "charges.off_overdue", source: school },
      params: { ore: facts.overdueOre, on: facts.overdueOn },
    },
    notDue > 0 &&
      (oldestDue === null
        ? { code: "charges.off_unpaid", source: school, params: { ore: notDue } }
        : {
            ...{ code: "charges.off_unpaid_since", source: school },
            params: { ore: notDue, on: oldestDue },
          }),
    facts.unattested > 0 && {
      ...{ code: "charges.off_unattested", source: school },
      params: { n: facts.unattested },
    },
    facts.unpriced > 0 && {
      ...{ code: "charges.off_unpriced", source: "prices.school_list" },
      params: { n: facts.unpriced },
    },
    short > 0 && { code: "charges.off_package", source: school, params: { ore: short } },
    balance.prepaidOre > 0 &&
      balance.receivableOre > 0 && {
        ...{ code: "charges.off_unused", source: school },
        params: { ore: Math.min(balance.prepaidOre, balance.receivableOre) },
      },
  ];
  const all = off.filter((reason) => reason !== false);
  const red =
    facts.bookedOre !== done.ore ||
    late ||
    facts.overdueOn !== null ||
    (notDue > 0 && owed > PATIENCE);
  return {
    color: red ? "red" : all.length > 0 ? "yellow" : "green",
    planned: of("planned"),
    done,
    charged: of("invoiced"),
    paidOre,
    ...balance,
    off: all,
  };
}
