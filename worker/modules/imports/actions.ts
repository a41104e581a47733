import { isDeepStrictEqual } from "node:util";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { take } from "#worker/lib/limits.ts";
import { oneLine } from "#worker/lib/one_line.ts";
import { Problem, type Reason, refuseFor } from "#worker/lib/problem.ts";
import { contactsArrivedBy } from "#worker/modules/contacts/mod.ts";
import { arrivedBy } from "#worker/modules/students/mod.ts";
import { cut, deleteChunks, deleteSeen, insertChunks } from "./chunks/queries.ts";
import type { State } from "./input.ts";
import type { MappingInput } from "./mapping/input.ts";
import { guessMapping, monthFirstColumns, whyNotMapping } from "./mapping/rules.ts";
import { deleteProblems } from "./problems/queries.ts";
import {
  getWork,
  insertImport,
  isWorking,
  moveImport,
  resumeImport,
  type Work,
} from "./queries.ts";
import { readTable } from "./reading/rules.ts";

const about = (entityId: string) => ({ entity: "import", entityId });

/** Takes a file in: what can be read of it is kept in sealed pieces until it is imported. */
export async function uploadRegister(
  ctx: Ctx,
  id: string,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<void> {
  await take(ctx, "upload.actor", ctx.actor.id);
  const { rows, columns, encoding, delimiter } = readTable(bytes);
  const mapping = guessMapping(columns, rows, dayOf(ctx.now));
  const monthFirst = monthFirstColumns(rows, columns.length);
  const options = { monthFirst, balance: "credit" } as const;
  const fileName = nameOf(name);
  const file = { fileName, encoding, delimiter, columns, mapping, options };
  await commit(ctx, {
    ...about(id),
    action: "imports.uploaded",
    diff: { fileName: [null, fileName], rowCount: [null, rows.length] },
    write: [
      insertImport(ctx, { id, ...file, rowCount: rows.length }),
      ...insertChunks(ctx, id, cut(rows)),
    ],
  });
}

const LONGEST_NAME = 300; // more than is kept, so that no number is cut before it is masked

// What stands in clear must not hold a national id, not even by its name.
const nameOf = (name: string) =>
  oneLine(name.slice(0, LONGEST_NAME)) // a name may be as long as the request
    .replaceAll(/[\\/]+/g, " ")
    .replaceAll(/\d(?=[\d -]{4,}\d)|(?<=[\d -]{5})\d/g, (digit, at, whole) =>
      /\d{6}[ -]?\d{5}/.test(whole.slice(Math.max(0, at - 12), at + 13)) ? "*" : digit,
    )
    .trim()
    .slice(0, 200) || "import.csv";

/** Says what the columns mean, and has every row looked at; nothing is written to the register. */
export async function checkRegister(ctx: Ctx, seen: Seen, input: MappingInput): Promise<Work> {
  const work = await getWork(ctx, seen.id);
  const mapping = work.columns.map((_, at) => input.mapping[at] ?? null);
  const reasons = whyNotMapping(mapping, work.columns.length);
  if (reasons[0])
    throw new Problem(422, reasons[0].code, { reasons, fields: fieldsOf(mapping, reasons) });
  const { balance } = input;
  const same = work.options.balance === balance && isDeepStrictEqual(work.mapping, mapping);
  // The form sent twice: the second has nothing to add.
  if (same && work.state === "checked" && work.version === seen.version + 2) return work;
  const counts = { badCount: 0, repairedCount: 0, tally: [] };
  await move(ctx, work, seen, {
    action: "imports.mapped",
    from: ["uploaded", "checked"],
    to: { ...counts, state: "checking", mapping, options: { ...work.options, balance } },
    also: [deleteProblems(ctx, seen.id), deleteSeen(ctx, seen.id)],
  });
  return work;
}

/** Which select of the form a reason belongs to: of a field taken twice, the second. */
function fieldsOf(mapping: readonly (string | null)[], reasons: readonly Reason[]) {
  const pairs = reasons.map(({ code, params }) => {
    const at = params?.field ? mapping.lastIndexOf(String(params.field)) : -1;
    return [at < 0 ? "mapping" : `c${at}`, code];
  });
  return Object.fromEntries(pairs.reverse());
}

/** Has the rows that nothing is wrong with written to the register. */
export async function runImport(ctx: Ctx, seen: Seen): Promise<Work> {
  const work = await getWork(ctx, seen.id);
  if (work.state === "checked" && work.badCount >= work.rowCount)
    refuseFor([{ code: "imports.nothing_left", source: "imports.limits" }]);
  await move(ctx, work, seen, {
    action: "imports.started",
    from: ["checked"],
    to: { state: "running" },
  });
  return work;
}

/** Takes away everything an import brought, unless some of it has been used since. */
export async function undoImport(ctx: Ctx, seen: Seen): Promise<Work> {
  const work = await getWork(ctx, seen.id);
  refuseFor(await usedSince(ctx, seen.id));
  await move(ctx, work, seen, {
    action: "imports.undo_started",
    from: ["done", "running"],
    to: { state: "undoing" },
    also: [deleteChunks(ctx, seen.id)],
  });
  return work;
}

const NAMED = 20;

/** Who of an import has been used since, by name; at most twenty of each kind. */
export async function usedSince(ctx: Ctx, id: string): Promise<Reason[]> {
  const [students, contacts] = await ctx.db.batch([
    arrivedBy(ctx, id, { touched: true, limit: NAMED }),
    contactsArrivedBy(ctx, id, { used: true, limit: NAMED }),
  ]);
  const source = "imports.undo";
  return [
    ...students.map(({ id: studentId, number, firstName, lastName }) => ({
      code: "imports.student_used",
      source,
      params: { name: `${firstName} ${lastName}`, number, path: `/students/${studentId}` },
    })),
    ...contacts.map(({ id: contactId, name }) => ({
      code: "imports.contact_used",
      source,
      params: { name, path: `/contacts/${contactId}` },
    })),
  ];
}

/** Has work that failed again and again tried once more. */
export async function retryImport(ctx: Ctx, seen: Seen): Promise<Work> {
  const work = await getWork(ctx, seen.id);
  if (!isWorking(work)) refuseFor([{ code: "imports.wrong_state", source: "imports.order" }]);
  await commit(ctx, {
    ...about(seen.id),
    action: "imports.retried",
    diff: { failures: [work.failures, 0] },
    write: [resumeImport(ctx, seen), mustChange(ctx)],
  });
  return work;
}

/** Lets a file go that is not imported: its rows are deleted, its record stays. */
export async function giveUpImport(ctx: Ctx, seen: Seen): Promise<Work> {
  const work = await getWork(ctx, seen.id);
  await move(ctx, work, seen, {
    action: "imports.given_up",
    from: ["uploaded", "checking", "checked"],
    to: { state: "given_up", finishedAt: ctx.now },
    also: [deleteChunks(ctx, seen.id), deleteSeen(ctx, seen.id)],
  });
  return work;
}

type Move = {
  action: `imports.${string}`;
  from: readonly State[];
  to: Parameters<typeof moveImport>[3] & { state: State };
  also?: Parameters<typeof commit>[1]["write"];
};

async function move(ctx: Ctx, work: Work, seen: Seen, { action, from, to, also = [] }: Move) {
  if (!from.includes(work.state)) {
    // The same button pressed twice: what was asked for is on its way, or done already.
    if (work.version > seen.version) return;
    refuseFor([{ code: "imports.wrong_state", source: "imports.order" }]);
  }
  await commit(ctx, {
    ...about(seen.id),
    action,
    diff: { state: [work.state, to.state] },
    write: [moveImport(ctx, seen, from, to), mustChange(ctx), ...also],
  });
}
