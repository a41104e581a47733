import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Paged } from "#worker/lib/list.ts";
import { outbox } from "#worker/lib/outbox.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { oneOf } from "#worker/lib/search.ts";
import { schools } from "#worker/modules/schools/mod.ts";
import { wholeSystem } from "../scope.ts";
import type { DeadLetter, DeadLetterList } from "./input.ts";

// As the index has it: what was delivered or dismissed is dead no more.
const dead = and(isNotNull(outbox.deadAt), isNull(outbox.dismissedAt), isNull(outbox.deliveredAt));

const columns = {
  id: outbox.id,
  schoolId: outbox.schoolId,
  schoolName: schools.name,
  topic: outbox.topic,
  subjectId: outbox.subjectId,
  at: outbox.at,
  deadAt: outbox.deadAt,
  attempts: outbox.attempts,
  lastError: outbox.lastError,
};

type Row = Omit<DeadLetter, "deadAt"> & { deadAt: string | null };
const shown = (row: Row): DeadLetter => ({ ...row, deadAt: row.deadAt ?? row.at });

/** A page of what was given up in any school, the newest first. */
export async function listDead(ctx: Ctx, list: DeadLetterList): Promise<Paged<DeadLetter>> {
  wholeSystem(ctx);
  const { after, order, limit } = keyset({ id: outbox.id }, outbox.id, list);
  const rows = await ctx.db
    .select(columns)
    .from(outbox)
    .leftJoin(schools, eq(schools.id, outbox.schoolId))
    .where(and(dead, after))
    .orderBy(...order)
    .limit(limit);
  return toPage(rows.map(shown), list);
}

/** Those of the chosen that are still among the dead. */
export async function findDead(ctx: Ctx, ids: readonly string[]): Promise<DeadLetter[]> {
  wholeSystem(ctx);
  const rows = await ctx.db
    .select(columns)
    .from(outbox)
    .leftJoin(schools, eq(schools.id, outbox.schoolId))
    .where(and(dead, oneOf(outbox.id, ids)));
  return rows.map(shown);
}

// Writes are returned, not sent.

type Named = Pick<DeadLetter, "schoolId" | "id">;
const one = ({ schoolId, id }: Named) =>
  and(eq(outbox.schoolId, schoolId), eq(outbox.id, id), dead);

/** Due at once; it is still more than a day old, so this is one try and not a day of them. */
export function revive(ctx: Ctx, letter: Named): Statement {
  return ctx.db.update(outbox).set({ deadAt: null, nextAt: ctx.now }).where(one(letter));
}

export function dismiss(ctx: Ctx, letter: Named): Statement {
  return ctx.db.update(outbox).set({ dismissedAt: ctx.now }).where(one(letter));
}
