import { and, desc, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { Cursor, type Paged } from "#worker/lib/list.ts";
import { students } from "#worker/modules/students/mod.ts";
import {
  accountCodes,
  accounts,
  type BalanceLine,
  type JournalEntry,
  type JournalList,
  type Period,
  type TrialBalance,
} from "./input.ts";
import { columns } from "./queries.ts";
import { accountTotals, ledger } from "./schema.ts";

/** A page of the journal: the latest day first, and of a day the latest voucher. One trip. */
export async function readJournal(ctx: Ctx, list: JournalList): Promise<Paged<JournalEntry>> {
  const { account, per } = list;
  const [some, more = []] = account
    ? await ctx.db.batch([
        // Each side by its own index; no entry is on both.
        entriesOf(ctx, list, eq(ledger.debit, account)),
        entriesOf(ctx, list, eq(ledger.credit, account)),
      ])
    : [await entriesOf(ctx, list, undefined)];
  const rows = [...some, ...more].toSorted((a, b) => b.onDate.localeCompare(a.onDate) || b.n - a.n);
  const items = rows.slice(0, per);
  const last = rows.length > per ? items.at(-1) : undefined;
  return { items, after: last ? z.encode(Cursor, [last.onDate, String(last.n)]) : null };
}

function entriesOf(ctx: Ctx, { from, to, after, per }: JournalList, side: SQL | undefined) {
  const { schoolId } = ctx.actor;
  const beyond =
    after && sql`(${ledger.onDate}, ${ledger.n}) < (${after[0]}, ${Number(after[1]) || 0})`;
  return (
    ctx.db
      .select({
        ...columns,
        student: sql<string | null>`${students.firstName} || ' ' || ${students.lastName}`.as(
          "student",
        ),
      })
      .from(ledger)
      // What somebody brought from another system names her as what it is about.
      .leftJoin(
        students,
        and(
          eq(students.schoolId, schoolId),
          sql`${students.id} = coalesce(${ledger.studentId}, ${ledger.refId})`,
        ),
      )
      .where(
        and(
          eq(ledger.schoolId, schoolId),
          side,
          from ? gte(ledger.onDate, from) : undefined,
          to ? lte(ledger.onDate, to) : undefined,
          beyond,
        ),
      )
      .orderBy(desc(ledger.onDate), desc(ledger.n))
      .limit(per + 1)
  );
}

/** The months that are asked for; this year's when they are not, or the wrong way round. */
export function monthsOf(ctx: Ctx, { from, to }: Period): { from: string; to: string } {
  const year = dayOf(ctx.now).slice(0, 4);
  const first = from ?? `${(to ?? year).slice(0, 4)}-01`;
  const last = to ?? `${first.slice(0, 4)}-12`;
  return first <= last ? { from: first, to: last } : { from: last, to: first };
}

/** What every account held before some months, what moved in them and what it holds after. One trip. */
export async function readBalance(ctx: Ctx, asked: Period): Promise<TrialBalance> {
  const { from, to } = monthsOf(ctx, asked);
  const sum = (what: SQL, when: SQL) =>
    sql<number>`coalesce(sum(case when ${accountTotals.month} ${when} then ${what} end), 0)`;
  const { debitOre: debit, creditOre: credit } = accountTotals;
  const rows = await ctx.db
    .select({
      account: accountTotals.account,
      openingOre: sum(sql`${debit} - ${credit}`, sql`< ${from}`),
      debitOre: sum(sql`${debit}`, sql`>= ${from}`),
      creditOre: sum(sql`${credit}`, sql`>= ${from}`),
    })
    .from(accountTotals)
    .where(and(eq(accountTotals.schoolId, ctx.actor.schoolId), lte(accountTotals.month, to)))
    .groupBy(accountTotals.account);
  const items = accountCodes.flatMap((account): BalanceLine[] => {
    const row = rows.find((one) => one.account === account);
    if (!row) return [];
    const closingOre = row.openingOre + row.debitOre - row.creditOre;
    return [{ ...row, standard: accounts[account].standard, closingOre }];
  });
  const total = (name: "openingOre" | "debitOre" | "creditOre" | "closingOre") =>
    items.reduce((all, line) => all + line[name], 0);
  return {
    ...{ from, to },
    items: items.toSorted((a, b) => a.standard - b.standard),
    ...{ openingOre: total("openingOre"), debitOre: total("debitOre") },
    ...{ creditOre: total("creditOre"), closingOre: total("closingOre") },
  };
}
