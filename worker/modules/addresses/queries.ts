import { and, desc, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import { type Ctx, type Db, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { schools } from "#worker/modules/schools/mod.ts";
import { memberships, users } from "#worker/modules/users/mod.ts";
import type { Lists } from "./input.ts";
import { MOST, type SchoolLists } from "./rules.ts";
import { addressBlocks, addressOpenings, addressRanges } from "./schema.ts";

const ranges = {
  schoolId: addressRanges.schoolId,
  range: addressRanges.range,
  roles: addressRanges.roles,
};
const blocks = {
  schoolId: addressBlocks.schoolId,
  range: addressBlocks.range,
  until: addressBlocks.until,
};
const openings = {
  schoolId: addressOpenings.schoolId,
  userId: addressOpenings.userId,
  until: addressOpenings.until,
};

/** The lists of every school somebody belongs to: read with her rights, and kept as long. */
export async function listsFor(db: Db, userId: string, now: string) {
  const hers = db
    .select({ id: memberships.schoolId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
  const [allRanges, allBlocks, allOpenings] = await db.batch([
    db.select(ranges).from(addressRanges).where(inArray(addressRanges.schoolId, hers)),
    db.select(blocks).from(addressBlocks).where(inArray(addressBlocks.schoolId, hers)),
    db
      .select(openings)
      .from(addressOpenings)
      .where(and(inArray(addressOpenings.schoolId, hers), gt(addressOpenings.until, now))),
  ]);
  return (schoolId: string): SchoolLists => {
    const own = (row: { schoolId: string }) => row.schoolId === schoolId;
    return {
      ranges: allRanges.filter(own),
      blocks: allBlocks.filter(own),
      openings: allOpenings.filter(own),
    };
  };
}

/** Who is kept out of everything. */
export const platformBlocks = (db: Db, now: string) =>
  db
    .select({ range: addressBlocks.range, until: addressBlocks.until })
    .from(addressBlocks)
    .where(
      and(
        eq(addressBlocks.schoolId, PLATFORM),
        or(isNull(addressBlocks.until), gt(addressBlocks.until, now)),
      ),
    )
    .limit(MOST);

const mine = (ctx: Ctx) => ctx.actor.schoolId;

/** The page of a school's lists, or of the platform's. */
export async function readLists(ctx: Ctx, own: string | undefined): Promise<Lists> {
  const [allowed, kept, opened] = await ctx.db.batch([
    ctx.db
      .select({
        id: addressRanges.id,
        range: addressRanges.range,
        roles: addressRanges.roles,
        note: addressRanges.note,
      })
      .from(addressRanges)
      .where(eq(addressRanges.schoolId, mine(ctx)))
      .orderBy(addressRanges.range)
      .limit(MOST),
    ctx.db
      .select({
        id: addressBlocks.id,
        range: addressBlocks.range,
        reason: addressBlocks.reason,
        blockedAt: addressBlocks.blockedAt,
        until: addressBlocks.until,
        by: users.name,
      })
      .from(addressBlocks)
      .leftJoin(users, eq(users.id, addressBlocks.blockedBy))
      .where(
        and(
          eq(addressBlocks.schoolId, mine(ctx)),
          or(isNull(addressBlocks.until), gt(addressBlocks.until, ctx.now)),
        ),
      )
      .orderBy(desc(addressBlocks.blockedAt))
      .limit(MOST),
    ctx.db
      .select({
        id: addressOpenings.id,
        reason: addressOpenings.reason,
        openedAt: addressOpenings.openedAt,
        until: addressOpenings.until,
        by: users.name,
      })
      .from(addressOpenings)
      .leftJoin(users, eq(users.id, addressOpenings.openedBy))
      .where(eq(addressOpenings.schoolId, mine(ctx)))
      .orderBy(desc(addressOpenings.until))
      .limit(10),
  ]);
  return { own, ranges: allowed, blocks: kept, openings: opened };
}

/** One row of the allow list; a foreign one is none. */
export async function getRange(ctx: Ctx, id: string) {
  const rows = await rangesOf(ctx);
  const row = rows.find((one) => one.id === id);
  if (!row) throw new Problem(404, "addresses.not_found");
  return { row, rows };
}

/** The whole allow list, for the question whom a change would shut out. */
export const rangesOf = (ctx: Ctx) =>
  ctx.db
    .select({ id: addressRanges.id, range: addressRanges.range, roles: addressRanges.roles })
    .from(addressRanges)
    .where(eq(addressRanges.schoolId, mine(ctx)));

/** One block of the active school's. */
export async function getBlock(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({ id: addressBlocks.id, range: addressBlocks.range, until: addressBlocks.until })
    .from(addressBlocks)
    .where(and(eq(addressBlocks.schoolId, mine(ctx)), eq(addressBlocks.id, id)));
  if (!row) throw new Problem(404, "addresses.not_found");
  return row;
}

/** Whether the list of blocks has come to its end. */
export async function blocksAreFull(ctx: Ctx): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: addressBlocks.id })
    .from(addressBlocks)
    .where(
      and(
        eq(addressBlocks.schoolId, mine(ctx)),
        or(isNull(addressBlocks.until), gt(addressBlocks.until, ctx.now)),
      ),
    )
    .limit(MOST);
  return rows.length >= MOST;
}

/** The school that an opening is for; one that never was is 404. */
export async function schoolNamed(ctx: Ctx, id: string): Promise<{ name: string }> {
  const [row] = await ctx.db.select({ name: schools.name }).from(schools).where(eq(schools.id, id));
  if (!row) throw new Problem(404, "schools.not_found");
  return row;
}

// Writes are returned, not sent.

type Row<T extends { $inferInsert: object }> = Omit<T["$inferInsert"], "schoolId">;

export const insertRange = (ctx: Ctx, row: Row<typeof addressRanges>): Statement =>
  ctx.db.insert(addressRanges).values({ schoolId: mine(ctx), ...row });

export const deleteRange = (ctx: Ctx, id: string): Statement =>
  ctx.db
    .delete(addressRanges)
    .where(and(eq(addressRanges.schoolId, mine(ctx)), eq(addressRanges.id, id)));

export const insertBlock = (ctx: Ctx, row: Row<typeof addressBlocks>): Statement =>
  ctx.db.insert(addressBlocks).values({ schoolId: mine(ctx), ...row });

export const deleteBlock = (ctx: Ctx, id: string): Statement =>
  ctx.db
    .delete(addressBlocks)
    .where(and(eq(addressBlocks.schoolId, mine(ctx)), eq(addressBlocks.id, id)));

/** What is over makes room, also for the same range once more. */
export const deleteOver = (ctx: Ctx): Statement =>
  ctx.db
    .delete(addressBlocks)
    .where(and(eq(addressBlocks.schoolId, mine(ctx)), lte(addressBlocks.until, ctx.now)));

export const insertOpening = (ctx: Ctx, row: typeof addressOpenings.$inferInsert): Statement =>
  ctx.db.insert(addressOpenings).values(row);
