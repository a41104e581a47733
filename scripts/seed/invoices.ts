import type { DatabaseSync } from "node:sqlite";
import { bookWords } from "#web/modules/invoices/book_words.ts";
import { fill } from "#web/ui/words.ts";
import { diffOf } from "#worker/lib/audit.ts";
import { DAY, shift } from "#worker/lib/clock.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import { indexWords } from "#worker/lib/search.ts";
import { markInvoiced } from "#worker/modules/charges/mod.ts";
import type { Buyer, Seller } from "#worker/modules/invoices/input.ts";
import { bookRounding, writeIssue } from "#worker/modules/invoices/issue/actions.ts";
import { indexNumber, takeNumber } from "#worker/modules/invoices/issue/queries.ts";
import {
  INVOICE,
  insertInvoice,
  insertLines,
  type NewLine,
} from "#worker/modules/invoices/queries.ts";
import { totalsOf } from "#worker/modules/invoices/rules.ts";
import { allocatePayment } from "#worker/modules/invoices/settling.ts";
import { transfer } from "#worker/modules/ledger/mod.ts";
import { insertPayment } from "#worker/modules/payments/queries.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import { vatOn } from "#worker/modules/prices/mod.ts";
import { type Random, randomFrom } from "./random.ts";
import { demoAccount } from "./school_data.ts";

type Charge = Omit<NewLine, "id" | "chargeId" | "rate"> & { id: string; studentId: string };
type Student = Pick<Buyer, "address" | "postalCode" | "email"> & { name: string; number: number };
type Bill = { id: string; studentId: string; number: number; openOre: number };

/** What was delivered as invoices: paid, paid in part, overdue, a draft, and some still to make. */
export async function makeInvoices(ctx: Ctx, file: DatabaseSync): Promise<void> {
  const random = randomFrom(4711);
  const seller = sellerOf(file, ctx.actor.schoolId);
  const all = delivered(file, ctx.actor.schoolId).map(([studentId, charges], n) => ({
    ...{ studentId, charges, drafted: n % 5 === 3, paid: n % 2 === 0 ? 1 : 0.5 },
    ...(n % 4 === 3 && n % 5 !== 3 ? { ago: 9, days: 7 } : { ago: 3, days: 14 }),
    left: n % 5 === 4,
  }));
  let number = 0;
  // Numbers follow the days of issue: the overdue ones come first.
  for (const one of all.toSorted((a, b) => b.ago - a.ago).filter(({ left }) => !left)) {
    const { studentId, ago, days, paid } = one;
    const issued = { ...ctx, now: shift(ctx.now, -ago * DAY) };
    const charges = one.charges.filter(({ onDate }) => onDate <= dayOf(issued.now));
    if (charges.length === 0) continue;
    const student = studentOf(file, ctx.actor.schoolId, studentId);
    const lines = linesOf(random, issued, charges);
    const draft = { id: random.id(issued.now), studentId, lines, days };
    if (!one.drafted) number += 1;
    const openOre = await make(issued, draft, { seller, student }, !one.drafted);
    if (openOre > 0 && ago < 7 && !one.drafted)
      await pay(ctx, random, { id: draft.id, studentId, number, openOre }, paid);
  }
}

/** What each student has got, and has not been invoiced for. */
function delivered(file: DatabaseSync, schoolId: string): [string, Charge[]][] {
  const rows = file
    .prepare(
      `select id, student_id as studentId, text, on_date as onDate, quantity,
        vat_code as vatCode, net_ore as netOre, vat_ore as vatOre, gross_ore as grossOre,
        prepaid_ore as prepaidOre from charges
      where school_id = ? and status = 'due' and gross_ore > 0 order by on_date, id`,
    )
    .all(schoolId) as unknown as Charge[];
  return [...Map.groupBy(rows, ({ studentId }) => studentId)];
}

const linesOf = (random: Random, ctx: Ctx, charges: readonly Charge[]): NewLine[] =>
  charges.map(({ id: chargeId, studentId: _, ...line }) => {
    return {
      ...line,
      chargeId,
      id: random.id(ctx.now),
      rate: vatOn(line.vatCode, line.onDate).rate,
    };
  });

function sellerOf(file: DatabaseSync, schoolId: string): Seller {
  const row = file
    .prepare(
      `select name, orgnr, address, postal_code as postalCode, email, phone
      from schools where id = ?`,
    )
    .get(schoolId) as unknown as Omit<Seller, "town" | "vatRegistered" | "companyRegister">;
  const town = townOf(row.postalCode) ?? null;
  return { ...row, town, vatRegistered: true, companyRegister: true, account: demoAccount };
}

const studentOf = (file: DatabaseSync, schoolId: string, id: string) =>
  file
    .prepare(
      `select first_name || ' ' || last_name as name, number, address,
        postal_code as postalCode, email from students where school_id = ? and id = ?`,
    )
    .get(schoolId, id) as unknown as Student;

type Draft = { id: string; studentId: string; lines: readonly NewLine[]; days: number };
type Parties = { seller: Seller; student: Student };

/** Drafts it, and issues it when it is meant to be; answers what is open of it. */
async function make(ctx: Ctx, draft: Draft, { seller, student }: Parties, issued: boolean) {
  const { id, studentId, lines, days } = draft;
  const totals = totalsOf(lines);
  const { roundingOre, ...sums } = totals;
  const dueOn = addDays(dayOf(ctx.now), days);
  const { name, number, address, postalCode, email } = student;
  const place = { address, postalCode, email, town: townOf(postalCode) ?? null, orgnr: null };
  const buyer = { ...place, name, studentName: name, studentNumber: number };
  const seen = { id, version: 1 };
  const issue: Statement[] = [
    ...takeNumber(ctx, 1),
    ...markInvoiced(
      ctx,
      lines.map(({ chargeId }) => chargeId),
      id,
    ),
    writeIssue(ctx, seen, { totals, dueOn, seller, buyer, kid: true }),
    mustChange(ctx),
    indexNumber(ctx, id),
    ...bookRounding(ctx, { id, studentId }, roundingOre),
  ];
  await commit(ctx, {
    action: issued ? "invoices.issued" : "invoices.drafted",
    entity: "invoice",
    entityId: id,
    diff: diffOf({}, { grossOre: sums.grossOre }),
    write: [
      insertInvoice(ctx, { id, kind: "invoice", studentId, dueOn, ...sums }),
      insertLines(ctx, id, lines),
      ...indexWords(ctx, INVOICE, { id, text: `${name} ${number}` }),
      ...(issued ? issue : []),
    ],
  });
  return sums.grossOre - sums.prepaidOre;
}

async function pay(ctx: Ctx, random: Random, bill: Bill, share: number): Promise<void> {
  const { studentId, openOre, number } = bill;
  const amountOre = share === 1 ? openOre : Math.floor((openOre * share) / 10_000) * 10_000;
  if (amountOre === 0) return;
  const paid = { ...ctx, now: shift(ctx.now, -DAY) };
  const id = random.id(paid.now);
  const receivedOn = dayOf(paid.now);
  const parts = [{ invoiceId: bill.id, amountOre }];
  const about = { studentId, refKind: "payment", refId: id, onDate: receivedOn } as const;
  const method = random.pick(["bank", "vipps"] as const);
  await commit(paid, {
    action: "payments.registered",
    entity: "payment",
    entityId: id,
    diff: diffOf({}, { studentId, receivedOn, method, amountOre }),
    write: [
      insertPayment(paid, { id, studentId, receivedOn, method, amountOre, creditOre: 0 }),
      ...allocatePayment(paid, id, parts),
      transfer(paid, {
        ...{ ...about, debit: "bank", credit: "receivable", kind: "payment", amountOre },
        text: fill(bookWords.payment, { number }),
      }),
    ],
  });
}
