import { type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { fromJson, insertFrom } from "#worker/lib/many.ts";
import { OPENING } from "./input.ts";
import { ledger, studentBalances } from "./schema.ts";

type Opening = { studentId: string; amount: number };

// The row names its student as what it is about, not as a key of hers: an import that is undone
// takes the student away, and what is in the books stays there.
const lastN = (ctx: Ctx) =>
  sql`(select coalesce(max(n), 0) from ledger where school_id = ${ctx.actor.schoolId})`;

/**
 * Takes into the books what new students bring from the system they come from: above nought they
 * have it to their credit, below they owe it. For the batch in which they come.
 */
export function insertOpenings(
  ctx: Ctx,
  rows: readonly Opening[],
  { text }: { text: string },
): Statement[] {
  const { schoolId, id: by } = ctx.actor;
  const entries = rows
    .filter(({ amount }) => amount !== 0)
    .map(({ studentId, amount }) => ({
      ...{ id: uuidv7(), studentId, ore: Math.abs(amount), owed: -amount },
      debit: amount > 0 ? "opening" : "receivable",
      credit: amount > 0 ? "prepaid" : "opening",
    }));
  if (entries.length === 0) return [];
  const from = sql`json_each(${JSON.stringify(entries)}) j`;
  const moved = (account: string, side: "debit" | "credit") => ({
    schoolId: sql`${schoolId}`,
    studentId: fromJson("studentId"),
    account: sql`${account}`,
    debitOre: side === "debit" ? fromJson("ore") : sql`0`,
    creditOre: side === "credit" ? fromJson("ore") : sql`0`,
  });
  const sides = [
    ["prepaid", "credit"],
    ["receivable", "debit"],
  ] as const;
  return [
    insertFrom(ctx, ledger, {
      filling: {
        schoolId: sql`${schoolId}`,
        id: fromJson("id"),
        n: sql`${lastN(ctx)} + j.key + 1`,
        at: sql`${ctx.now}`,
        onDate: sql`${dayOf(ctx.now)}`,
        debit: fromJson("debit"),
        credit: fromJson("credit"),
        amountOre: fromJson("ore"),
        studentId: null,
        payerId: null,
        kind: sql`${OPENING}`,
        refKind: sql`${OPENING}`,
        refId: fromJson("studentId"),
        text: sql`${text}`,
        reversesId: null,
        owedOre: fromJson("owed"),
        by: sql`${by}`,
      },
      from,
    }),
    ...sides.map(([account, side]) =>
      insertFrom(ctx, studentBalances, {
        filling: moved(account, side),
        from: sql`${from} where ${fromJson(side)} = ${account}`,
      }),
    ),
  ];
}

/** Takes them back in the books, before the students themselves are taken away in the same batch. */
export function reverseOpenings(ctx: Ctx, those: SQL, most: number): Statement[] {
  const { schoolId, id: by } = ctx.actor;
  const fresh = Array.from({ length: most }, () => uuidv7());
  const same = (name: string) => sql`o.${sql.raw(name)}`;
  const from = sql`(select l.*, row_number() over (order by l.n) as place from ledger l
    where l.school_id = ${schoolId} and l.ref_kind = ${OPENING} and l.ref_id in ${those}
      and l.reverses_id is null and not exists (select 1 from ledger r
        where r.school_id = l.school_id and r.reverses_id = l.id)) o`;
  return [
    insertFrom(ctx, ledger, {
      filling: {
        schoolId: sql`${schoolId}`,
        id: sql`(select value from json_each(${JSON.stringify(fresh)}) where key = o.place - 1)`,
        n: sql`${lastN(ctx)} + o.place`,
        at: sql`${ctx.now}`,
        onDate: sql`${dayOf(ctx.now)}`,
        debit: same("credit"),
        credit: same("debit"),
        amountOre: same("amount_ore"),
        studentId: null,
        payerId: null,
        kind: same("kind"),
        refKind: same("ref_kind"),
        refId: same("ref_id"),
        text: same("text"),
        reversesId: same("id"),
        owedOre: sql`0`,
        by: sql`${by}`,
      },
      from,
    }),
    ctx.db
      .delete(studentBalances)
      .where(
        sql`${studentBalances.schoolId} = ${schoolId} and ${studentBalances.studentId} in ${those}`,
      ),
  ];
}
