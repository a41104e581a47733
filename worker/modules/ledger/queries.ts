import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { List, Paged } from "#worker/lib/list.ts";
import { insertFrom } from "#worker/lib/many.ts";
import { toPage } from "#worker/lib/paged.ts";
import type { Account, Balance, Entry, EntryKind } from "./input.ts";
import { ledger, studentBalances } from "./schema.ts";

export type Transfer = {
  /** Minted here when nobody needs to know it beforehand. */
  id?: string;
  /** The day in the books; today when not said. */
  onDate?: string;
  debit: Account;
  credit: Account;
  /** Above nought. An expression may come to nought: then nothing is written. */
  amountOre: number | SQL;
  studentId?: string | null;
  payerId?: string | null;
  kind: EntryKind;
  refKind: string;
  refId: string;
  text: string;
  reversesId?: string;
};

const mine = (ctx: Ctx) => eq(ledger.schoolId, ctx.actor.schoolId);
const owes = (account: Account) => (account === "receivable" || account === "prepaid" ? 1 : 0);

/**
 * The statement that moves an amount from `credit` to `debit`. It takes the next voucher number
 * and notes what the student owes after it, so it belongs into the batch of what it is about.
 * Using more of an advance than there is aborts the batch with `ledger.prepaid_short`.
 */
export function transfer(ctx: Ctx, row: Transfer): Statement {
  const { schoolId, id: by } = ctx.actor;
  const { studentId = null, payerId = null, reversesId = null } = row;
  const owed = sql`(select coalesce(sum(debit_ore - credit_ore), 0) from student_balances
    where school_id = ${schoolId} and student_id = ${studentId}
      and account in ('receivable', 'prepaid')) + x.amount * ${owes(row.debit) - owes(row.credit)}`;
  const filling = {
    schoolId: sql`${schoolId}`,
    id: sql`${row.id ?? uuidv7()}`,
    n: sql`(select coalesce(max(n), 0) + 1 from ledger where school_id = ${schoolId})`,
    at: sql`${ctx.now}`,
    onDate: sql`${row.onDate ?? dayOf(ctx.now)}`,
    debit: sql`${row.debit}`,
    credit: sql`${row.credit}`,
    amountOre: sql`x.amount`,
    studentId: sql`${studentId}`,
    payerId: sql`${payerId}`,
    kind: sql`${row.kind}`,
    refKind: sql`${row.refKind}`,
    refId: sql`${row.refId}`,
    text: sql`${row.text}`,
    reversesId: sql`${reversesId}`,
    owedOre: studentId === null ? null : owed,
    by: sql`${by}`,
  };
  if (
    typeof row.amountOre === "number" &&
    !(Number.isSafeInteger(row.amountOre) && row.amountOre > 0)
  )
    throw new Error(`Cannot move ${row.amountOre}: want a whole amount above nought`);
  const from = sql`(select cast(${row.amountOre} as integer) as amount) x where x.amount > 0`;
  return insertFrom(ctx, ledger, { filling, from });
}

type Reversible = Pick<
  Entry,
  "id" | "debit" | "credit" | "amountOre" | "studentId" | "kind" | "refKind" | "refId" | "text"
>;

/** The statement that takes an entry back: the same amount the other way, once. */
export function reversal(ctx: Ctx, entry: Reversible, onDate?: string): Statement {
  const { id, debit, credit, ...same } = entry;
  return transfer(ctx, {
    ...same,
    ...(onDate && { onDate }),
    debit: credit,
    credit: debit,
    reversesId: id,
  });
}

export const columns = {
  id: ledger.id,
  n: ledger.n,
  at: ledger.at,
  onDate: ledger.onDate,
  debit: ledger.debit,
  credit: ledger.credit,
  amountOre: ledger.amountOre,
  studentId: ledger.studentId,
  kind: ledger.kind,
  refKind: ledger.refKind,
  refId: ledger.refId,
  text: ledger.text,
  reversesId: ledger.reversesId,
  owedOre: ledger.owedOre,
};

/** The entries about one thing that nothing has taken back yet, oldest first. */
export function standingEntries(ctx: Ctx, refKind: string, refId: string) {
  // Named by hand: drizzle would leave the table out, and `id` would be that of `r`.
  const takenBack = sql`exists (select 1 from ledger r
    where r.school_id = ${ctx.actor.schoolId} and r.reverses_id = ledger.id)`;
  return ctx.db
    .select(columns)
    .from(ledger)
    .where(
      and(
        mine(ctx),
        eq(ledger.refKind, refKind),
        eq(ledger.refId, refId),
        sql`${ledger.reversesId} is null`,
        sql`not ${takenBack}`,
      ),
    )
    .orderBy(ledger.n);
}

/** Everything the books have about one thing, oldest first, for a batch. */
export const entriesAbout = (ctx: Ctx, refKind: string, refId: string) =>
  ctx.db
    .select(columns)
    .from(ledger)
    .where(and(mine(ctx), eq(ledger.refKind, refKind), eq(ledger.refId, refId)))
    .orderBy(ledger.n)
    .limit(100);

/** A page of the journal, or of one student's statement, newest first, for a batch. */
export function entriesQuery(ctx: Ctx, list: List, studentId?: string) {
  // Numbers are one of a kind, so they alone say where a page ended.
  const before = list.after && sql`${ledger.n} < ${Number(list.after[0])}`;
  return ctx.db
    .select(columns)
    .from(ledger)
    .where(and(mine(ctx), studentId ? eq(ledger.studentId, studentId) : undefined, before))
    .orderBy(desc(ledger.n))
    .limit(list.per + 1);
}

export const toEntries = (rows: readonly Entry[], list: List): Paged<Entry> =>
  toPage(rows, list, (row) => row.n);

/** What moved on a student's accounts, for a batch; `toBalance` reads its rows. */
export function balanceQuery(ctx: Ctx, studentId: string) {
  return ctx.db
    .select({
      account: studentBalances.account,
      debitOre: studentBalances.debitOre,
      creditOre: studentBalances.creditOre,
    })
    .from(studentBalances)
    .where(
      and(
        eq(studentBalances.schoolId, ctx.actor.schoolId),
        eq(studentBalances.studentId, studentId),
      ),
    );
}

type Moved = { account: Account; debitOre: number; creditOre: number };

export function toBalance(rows: readonly Moved[]): Balance {
  const held = (account: Account) =>
    rows
      .filter((row) => row.account === account)
      .reduce((sum, { debitOre, creditOre }) => sum + debitOre - creditOre, 0);
  const receivableOre = held("receivable");
  const prepaidOre = 0 - held("prepaid");
  return { receivableOre, prepaidOre, owedOre: receivableOre - prepaidOre };
}

/** What a student has paid in advance and not used, as an expression inside a batch. */
export const prepaidLeft = (ctx: Ctx, studentId: string): SQL<number> =>
  sql<number>`coalesce((select credit_ore - debit_ore from student_balances
    where school_id = ${ctx.actor.schoolId} and student_id = ${studentId}
      and account = 'prepaid'), 0)`;
