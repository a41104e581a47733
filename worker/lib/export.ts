import { diffOf, type Entry } from "./audit.ts";
import { commit } from "./commit.ts";
import type { Ctx } from "./ctx.ts";
import { take } from "./limits.ts";
import { Cursor, type List, type Paged } from "./list.ts";
import { report } from "./signals.ts";

/** Rows of a read: more than a screen shows, few enough for one answer of the database. */
const PAGE = 500;

type Export = Pick<Entry, "action" | "entity"> & {
  /** The filters and format that were asked for: they stand in the audit row. */
  asked: object;
};

/**
 * Notes that somebody takes a list out of the house. Called before anything of the list is sent, so
 * that there is no file without its audit row.
 *
 * @throws Problem 429 when the person has taken out too many.
 */
export async function recordExport(ctx: Ctx, { action, entity, asked }: Export): Promise<void> {
  await take(ctx, "export.actor", ctx.actor.id);
  await commit(ctx, {
    action,
    entity,
    entityId: ctx.actor.schoolId,
    diff: diffOf<object>({}, asked),
    write: [],
  });
}

/** A whole list as it is filtered, a page of keyset reads at a time. */
export async function* everyRow<Row>(
  ctx: Ctx,
  read: (page: Pick<List, "per" | "after">) => Promise<Paged<Row>>,
): AsyncGenerator<Row> {
  let after: string | null | undefined;
  let rows = 0;
  do {
    const page = await read({ per: PAGE, after: after ? Cursor.parse(after) : undefined });
    yield* page.items;
    rows += page.items.length;
    after = page.after;
  } while (after);
  const { id: account, schoolId } = ctx.actor;
  if (rows > 0)
    report(ctx, [schoolId], { kind: "exported", account, address: ctx.caller, weight: rows });
}
