import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { ageOn, dayOf } from "#worker/lib/dates.ts";
import { contactsOfStudents, guardedIds, toLinked } from "#worker/modules/contacts/mod.ts";
import type { Student } from "../input.ts";
import { columns, mine, toStudent } from "../queries.ts";
import { rowsOf } from "../register/queries.ts";
import { OF_AGE } from "../rules.ts";
import { students } from "../schema.ts";

// Few people are several students, and few guardians have more children than this.
const FUSE = 20;

const ownRows = (ctx: Ctx, whose: SQL | undefined) =>
  ctx.db
    .select(columns)
    .from(students)
    .where(and(mine(ctx), whose))
    .limit(FUSE);

/**
 * What the school has about whoever asks: herself as a student, and the children she answers for.
 * From the day a child is of age, only the child sees it.
 */
export async function readOwn(ctx: Ctx) {
  const guarded = sql`${students.id} in (${guardedIds(ctx)})`;
  const [self, children] = await ctx.db.batch([
    ownRows(ctx, eq(students.userId, ctx.actor.id)),
    ownRows(ctx, guarded),
  ]);
  const today = dayOf(ctx.now);
  const isMinor = (child: { birthDate: string }) => ageOn(child.birthDate, today) < OF_AGE;
  const own = self.map((row) => ({ student: toStudent([row]), guarded: false }));
  // Who is a guardian to herself in the papers is herself here, once.
  const others = children.filter(
    (child) => isMinor(child) && !self.some(({ id }) => id === child.id),
  );
  const all = [...own, ...others.map((row) => ({ student: toStudent([row]), guarded: true }))];
  const ofAge = children.filter((child) => !isMinor(child)).map((child) => child.firstName);
  if (all.length === 0) return { shown: [], ofAge, today };
  const ids = all.map(({ student }) => student.id);
  const [rows, linked] = await ctx.db.batch([rowsOf(ctx, ids), contactsOfStudents(ctx, ids)]);
  return {
    today,
    ofAge,
    shown: all.map(({ student, guarded }) => ({
      student,
      /** Seen by a guardian, and not by the student herself. */
      guarded,
      instructor: rows.find((row) => row.id === student.id)?.instructor ?? null,
      branch: rows.find((row) => row.id === student.id)?.branch ?? null,
      contacts: toLinked(linked.filter((row) => row.studentId === student.id)),
    })),
  };
}
export type Own = Awaited<ReturnType<typeof readOwn>>["shown"][number] & { student: Student };
