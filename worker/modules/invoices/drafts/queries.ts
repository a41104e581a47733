import { and, asc, eq } from "drizzle-orm";
import type { BatchResponse } from "drizzle-orm/batch";
import { uuidv7 } from "uuidv7";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import { openCharges, studentsWithDue } from "#worker/modules/charges/mod.ts";
import { contactsOfStudent, toLinked } from "#worker/modules/contacts/mod.ts";
import { vatOn } from "#worker/modules/prices/mod.ts";
import { asSetting, settingRow } from "#worker/modules/schools/mod.ts";
import { studentQuery, toStudent } from "#worker/modules/students/mod.ts";
import type { Invoice } from "../input.ts";
import { mine, type NewLine } from "../queries.ts";
import { invoices } from "../schema.ts";

/** What an invoice of a student begins with, for a batch; `toStudentOpen` reads the answers. */
export const studentOpenQueries = (ctx: Ctx, studentId: string) =>
  [
    studentQuery(ctx, studentId),
    openCharges(ctx, studentId),
    contactsOfStudent(ctx, studentId),
    settingRow(ctx, "invoice_days"),
  ] as const;

// More drafts than anybody has begun at once.
const MOST_DRAFTS = 500;

/** Who has something to invoice, with the draft that somebody has begun for her: one trip. */
export async function readDue(ctx: Ctx) {
  const [due, drafts] = await ctx.db.batch([
    studentsWithDue(ctx),
    ctx.db
      .select({ id: invoices.id, studentId: invoices.studentId })
      .from(invoices)
      .where(and(mine(ctx), eq(invoices.state, "draft")))
      .orderBy(asc(invoices.at))
      .limit(MOST_DRAFTS),
  ]);
  const draftOf = new Map(drafts.map(({ id, studentId }) => [studentId, id]));
  return due.map((row) => ({ ...row, draftId: draftOf.get(row.id) ?? null }));
}
export type StudentWithDue = Awaited<ReturnType<typeof readDue>>[number];

type Answers = BatchResponse<ReturnType<typeof studentOpenQueries>>;

/** A student, what she can be invoiced for, who may pay it, and when it would be due. */
export function toStudentOpen(ctx: Ctx, [student, open, linked, days]: Answers) {
  const dueOn = addDays(dayOf(ctx.now), asSetting("invoice_days", days));
  return { student: toStudent(student), open, contacts: toLinked(linked), dueOn };
}
export type StudentOpen = ReturnType<typeof toStudentOpen>;
export type OpenCharge = StudentOpen["open"][number];

export async function readStudentOpen(ctx: Ctx, studentId: string): Promise<StudentOpen> {
  return toStudentOpen(ctx, await ctx.db.batch(studentOpenQueries(ctx, studentId)));
}

/** A line as its charge is now. */
export function lineOf(charge: OpenCharge): NewLine {
  const { id: chargeId, text, onDate, quantity, vatCode, ...rest } = charge;
  const { netOre, vatOre, grossOre, prepaidOre } = rest;
  const { rate } = vatOn(vatCode, onDate);
  const sums = { netOre, vatOre, grossOre, prepaidOre };
  return { id: uuidv7(), chargeId, text, onDate, quantity, vatCode, rate, ...sums };
}

/** Whether a draft's lines still say what their charges do. */
export function hasChanged(
  { lines }: Pick<Invoice, "lines">,
  open: readonly OpenCharge[],
): boolean {
  return lines.some((line) => {
    const charge = open.find(({ id }) => id === line.chargeId);
    if (!charge) return true;
    const { id, ...now } = lineOf(charge);
    return Object.entries(now).some(([name, value]) => line[name as keyof typeof line] !== value);
  });
}
