import { bookWords } from "#web/modules/imports/book_words.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { insertContacts, linkContacts } from "#worker/modules/contacts/mod.ts";
import { insertOpenings } from "#worker/modules/ledger/mod.ts";
import { insertBalances, insertStudents } from "#worker/modules/students/mod.ts";
import { type Chunk, deleteChunks, markChunk, openChunk } from "../chunks/queries.ts";
import { insertProblems, refusedRows } from "../problems/queries.ts";
import { advanceImport, type Work } from "../queries.ts";
import { repeatedIn } from "../rows/duplicates.ts";
import { checkRow } from "../rows/rules.ts";
import type { Arrival, World } from "../rows/types.ts";
import { isRefused, printerOf, registered } from "./check.ts";
import { contactsOf } from "./guardians.ts";
import { planOf } from "./plan.ts";
import { addToTally, derivedId, toFound } from "./rules.ts";

const unique = {
  // Registered between our look and our write: the piece is looked at again.
  "students.school_id, students.national_id_index": ["nationalId", "stale"],
} as const;
// Behind the numbers that the dry run gave to the findings of a row.
const LATE = 1000;

/** The next piece into the register: its rows, their audit row and the mark that says so, in one batch. */
export async function runChunk(ctx: Ctx, work: Work, chunk: Chunk, world: World): Promise<void> {
  const { id, columns, nextChunk } = work;
  const plan = planOf(work);
  const rows = openChunk(ctx, id, chunk);
  const [from = 0, to = 0] = [rows[0]?.n, rows.at(-1)?.n];
  const left = new Set((await refusedRows(ctx, id, from, to)).map(({ row }) => row));
  const checked = rows.filter(({ n }) => !left.has(n)).map((row) => checkRow(row, plan, world));
  const print = printerOf(ctx);
  const seen = await registered(ctx, checked, print, id);
  // The register has moved on since the dry run: what it refuses now is refused now.
  const judged = checked.map((row) => ({
    row,
    all: [...row.findings, ...repeatedIn(row, seen, print)],
  }));
  const late = judged.filter(({ all }) => isRefused(all));
  const arrivals = judged.flatMap(({ row, all }) =>
    row.arrival && !isRefused(all)
      ? [{ ...row.arrival, id: derivedId(id, `student|${row.n}`) }]
      : [],
  );
  const found = toFound(
    late.map(({ row, all }) => ({ row: row.n, all: all.filter((f) => f.refused) })),
    { columns, at: plan.at },
    LATE,
  );
  const doneCount = work.doneCount + rows.length;
  const last = doneCount >= work.rowCount;
  await commit(ctx, {
    action: last ? "imports.finished" : "imports.part_imported",
    entity: "import",
    entityId: id,
    diff: {
      doneCount: [work.doneCount, doneCount],
      students: [0, arrivals.length],
      openings: [0, arrivals.filter(({ balance }) => balance).length],
    },
    unique,
    write: [
      advanceImport(ctx, work, {
        doneCount,
        badCount: work.badCount + late.length,
        tally: addToTally(work.tally, found),
        ...(last ? { state: "done", finishedAt: ctx.now } : {}),
      }),
      mustChange(ctx),
      ...(await arrive(ctx, id, arrivals)),
      ...(found.length ? [insertProblems(ctx, id, found)] : []),
      last ? deleteChunks(ctx, id) : markChunk(ctx, id, nextChunk, "importedAt"),
    ],
  });
}

/** Students, their contacts, the ties between them and the balances they bring. */
async function arrive(ctx: Ctx, importId: string, arrivals: readonly (Arrival & { id: string })[]) {
  if (arrivals.length === 0) return [];
  const students = arrivals.map(({ guardians: _, balance: __, ...student }) => ({
    ...student,
    branchId: null,
    importId,
  }));
  const balances = arrivals.flatMap(({ id, balance }) =>
    balance ? [{ studentId: id, amount: balance }] : [],
  );
  const { contacts, links } = await contactsOf(ctx, importId, arrivals);
  return [
    ...insertStudents(ctx, students),
    ...(contacts.length ? insertContacts(ctx, contacts) : []),
    ...(links.length ? [linkContacts(ctx, links)] : []),
    ...(balances.length ? [insertBalances(ctx, balances)] : []),
    ...insertOpenings(ctx, balances, { text: bookWords.opening }),
  ];
}
