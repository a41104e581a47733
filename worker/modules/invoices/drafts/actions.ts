import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fieldProblem, refuseFor } from "#worker/lib/problem.ts";
import { indexWords, unindexWords } from "#worker/lib/search.ts";
import type { DraftInput, DraftLines } from "../input.ts";
import {
  deleteInvoice,
  deleteLines,
  getInvoice,
  INVOICE,
  insertInvoice,
  insertLines,
  type NewLine,
  refuseTwice,
  takenQuery,
  updateInvoice,
} from "../queries.ts";
import { totalsOf, whyNotChange } from "../rules.ts";
import {
  lineOf,
  readStudentOpen,
  type StudentOpen,
  studentOpenQueries,
  toStudentOpen,
} from "./queries.ts";

/** Who an audit row about an invoice is about. */
export const about = (entityId: string) => ({ entity: "invoice", entityId });
const raises = ["invoices.is_issued"];

// A thousand million kroner: what the table takes of one document (schema.ts).
const MOST_GROSS_ORE = 100_000_000_000;

/** Begins an invoice of charges of one student. The id comes with the form. */
export async function draftInvoice(ctx: Ctx, id: string, input: DraftInput): Promise<void> {
  const { studentId, payerId, note } = input;
  const [taken, ...answers] = await ctx.db.batch([
    takenQuery(ctx, id),
    ...studentOpenQueries(ctx, studentId),
  ]);
  refuseTwice(taken);
  const facts = toStudentOpen(ctx, answers);
  const { lines, sums } = chosen(facts, input);
  const { dueOn } = facts;
  await commit(ctx, {
    ...about(id),
    action: "invoices.drafted",
    diff: diffOf({}, { studentId, payerId, grossOre: sums.grossOre, lines: lines.length }),
    write: [
      insertInvoice(ctx, { id, kind: "invoice", studentId, payerId, note, dueOn, ...sums }),
      insertLines(ctx, id, lines),
      ...indexDraft(ctx, id, facts, payerId),
    ],
    once: true,
  });
}

/** Chooses anew what stands on a draft; its lines become what their charges are now. */
export async function changeDraft(ctx: Ctx, seen: Seen, input: DraftLines): Promise<void> {
  const before = await getInvoice(ctx, seen.id);
  refuseFor(whyNotChange(before));
  const facts = await readStudentOpen(ctx, before.studentId);
  const { lines, sums } = chosen(facts, input);
  const { payerId, note } = input;
  type Shown = { payerId: string | null; note: string | null; grossOre: number };
  await commit(ctx, {
    ...about(seen.id),
    action: "invoices.draft_changed",
    diff: diffOf<Shown>(before, { payerId, note, grossOre: sums.grossOre }),
    write: [
      updateInvoice(ctx, seen, { payerId, note, ...sums }),
      mustChange(ctx),
      deleteLines(ctx, seen.id),
      insertLines(ctx, seen.id, lines),
      ...indexDraft(ctx, seen.id, facts, payerId),
    ],
    raises,
  });
}

/** Throws a draft away: it never had a number. */
export async function removeDraft(ctx: Ctx, seen: Seen): Promise<void> {
  const before = await getInvoice(ctx, seen.id);
  refuseFor(whyNotChange(before));
  await commit(ctx, {
    ...about(seen.id),
    action: "invoices.draft_removed",
    write: [
      deleteLines(ctx, seen.id),
      deleteInvoice(ctx, seen),
      mustChange(ctx),
      ...unindexWords(ctx, INVOICE, seen.id),
    ],
    raises,
  });
}

/** The chosen charges as lines, and what they come to; what is not open is refused by its field. */
function chosen({ open, contacts }: StudentOpen, { ids, payerId }: DraftLines) {
  const charges = open.filter(({ id }) => ids.includes(id));
  if (charges.length < ids.length) throw fieldProblem("ids", "invoices.not_open");
  if (payerId !== null && !contacts.some(({ id }) => id === payerId))
    throw fieldProblem("payerId", "invoices.no_payer");
  const lines: NewLine[] = charges.map(lineOf);
  const { roundingOre, ...sums } = totalsOf(lines);
  if (sums.grossOre > MOST_GROSS_ORE) throw fieldProblem("ids", "invoices.too_much");
  return { lines, sums };
}

function indexDraft(ctx: Ctx, id: string, facts: StudentOpen, payerId: string | null): Statement[] {
  const { student, contacts } = facts;
  const payer = contacts.find((contact) => contact.id === payerId)?.name ?? "";
  return indexWords(ctx, INVOICE, {
    id,
    text: [student.firstName, student.lastName, student.number, payer].join(" "),
  });
}
