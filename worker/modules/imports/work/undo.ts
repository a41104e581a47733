import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { contactsArrivedBy, deleteContacts, unlinkStudents } from "#worker/modules/contacts/mod.ts";
import { reverseOpenings } from "#worker/modules/ledger/mod.ts";
import { arrivedBy, deleteStudents, untouched } from "#worker/modules/students/mod.ts";
import { CHUNK_ROWS } from "../chunks/queries.ts";
import { advanceImport, type Work } from "../queries.ts";

/**
 * The next piece out of the register again: students nobody has used, then contacts nobody needs.
 * One that is changed while this goes on stays, and keeps what belongs to her.
 */
export async function undoChunk(ctx: Ctx, work: Work): Promise<void> {
  const some = { limit: CHUNK_ROWS };
  const [students, contacts] = await ctx.db.batch([
    arrivedBy(ctx, work.id, { ...some, touched: false }),
    contactsArrivedBy(ctx, work.id, { ...some, used: false }),
  ]);
  const ids = students.map(({ id }) => id);
  const last = students.length === 0 && contacts.length === 0;
  const doneCount = work.doneCount + students.length;
  await commit(ctx, {
    action: last ? "imports.undone" : "imports.part_undone",
    entity: "import",
    entityId: work.id,
    diff: { doneCount: [work.doneCount, doneCount] },
    write: [
      advanceImport(ctx, work, {
        doneCount,
        ...(last ? { state: "undone", undoneAt: ctx.now } : {}),
      }),
      mustChange(ctx),
      ...(ids.length
        ? [
            ...reverseOpenings(ctx, untouched(ctx, ids), ids.length),
            unlinkStudents(ctx, ids),
            ...deleteStudents(ctx, ids),
          ]
        : []),
      ...(contacts.length
        ? deleteContacts(
            ctx,
            contacts.map(({ id }) => id),
          )
        : []),
    ],
  });
}
