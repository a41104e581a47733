import { and, eq, isNull, sql } from "drizzle-orm";
import { mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import type { SelfInput } from "./input.ts";
import { mine } from "./queries.ts";
import { lessons, selfAssessments } from "./schema.ts";

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

type NewLesson = Omit<
  typeof lessons.$inferInsert,
  "schoolId" | "attestedBy" | "attestedAt" | "supersededAt"
>;

/** A version of what was attested; the one before, if there is one, gives way to it. */
export function insertLesson(ctx: Ctx, row: NewLesson): Statement[] {
  const { schoolId, id: attestedBy } = ctx.actor;
  const replaced = and(
    mine(ctx),
    eq(lessons.bookingId, row.bookingId),
    eq(lessons.version, row.version - 1),
    isNull(lessons.supersededAt),
  );
  const giveWay = ctx.db.update(lessons).set({ supersededAt: ctx.now }).where(replaced);
  return [
    ...(row.version > 1 ? [giveWay, mustChange(ctx)] : []),
    ctx.db.insert(lessons).values({ ...row, schoolId, attestedBy, attestedAt: ctx.now }),
  ];
}

const current = (ctx: Ctx, { id, version }: Seen) =>
  and(
    mine(ctx),
    eq(lessons.bookingId, id),
    eq(lessons.version, version),
    isNull(lessons.supersededAt),
    isNull(lessons.signedAt),
  );

/** The student's signature under the version that she has seen. */
export function signLesson(ctx: Ctx, seen: Seen): [Statement, Statement] {
  return [
    ctx.db
      .update(lessons)
      .set({ signedAt: ctx.now, signedBy: ctx.actor.id })
      .where(current(ctx, seen)),
    mustChange(ctx),
  ];
}

/** What she does not agree with, beside the version that she has seen. */
export function objectTo(ctx: Ctx, seen: Seen, objection: string): [Statement, Statement] {
  return [
    ctx.db
      .update(lessons)
      .set({ objectedAt: ctx.now, objection })
      .where(and(current(ctx, seen), isNull(lessons.objectedAt))),
    mustChange(ctx),
  ];
}

/** How she sees herself: written, or written over what was seen. */
export function writeSelf(ctx: Ctx, seen: Seen, input: SelfInput): Statement[] {
  const { schoolId, id: by } = ctx.actor;
  const row = { ...input, by, at: ctx.now };
  if (seen.version === 0)
    return [
      ctx.db
        .insert(selfAssessments)
        .values({ ...row, schoolId, bookingId: seen.id })
        .onConflictDoNothing(),
      mustChange(ctx),
    ];
  return [
    ctx.db
      .update(selfAssessments)
      .set({ ...row, version: sql`${selfAssessments.version} + 1` })
      .where(
        and(
          eq(selfAssessments.schoolId, schoolId),
          eq(selfAssessments.bookingId, seen.id),
          eq(selfAssessments.version, seen.version),
        ),
      ),
    mustChange(ctx),
  ];
}
