import { and, eq, isNull, lte, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import type { Personal } from "#worker/lib/personal.ts";
import { Problem } from "#worker/lib/problem.ts";
import { students } from "#worker/modules/students/mod.ts";
import { users } from "#worker/modules/users/mod.ts";
import { register } from "#worker/personal.ts";
import type { Held, Listed, Waiting } from "./input.ts";
import type { Facts } from "./rules.ts";
import { erasures, tombstones } from "./schema.ts";
import { filled, type Subject, type Tombstone } from "./tombstones.ts";

const MANY = 100;
const mine = (ctx: Ctx) => eq(erasures.schoolId, ctx.actor.schoolId);
const open = and(isNull(erasures.doneAt), isNull(erasures.withdrawnAt));

/** The person's row, in the scope of the school: a foreign id is as unknown as a random one. */
const personRow = (ctx: Ctx, id: string) =>
  ctx.db
    .select({
      id: students.id,
      number: students.number,
      firstName: students.firstName,
      lastName: students.lastName,
      status: students.status,
      erasedAt: sql<
        string | null
      >`(select t.at from tombstones t where t.school_id = students.school_id
        and t.kind = 'student' and t.id = students.id)`,
      lessonsAhead: sql<number>`(select count(*) from (select 1 from bookings b
        where b.school_id = students.school_id and b.student_id = students.id
        and b.starts_at > ${ctx.now} and b.status <> 'cancelled' limit 50))`,
      openOre: sql<number>`coalesce((select sum(b.debit_ore - b.credit_ore) from student_balances b
        where b.school_id = students.school_id and b.student_id = students.id
        and b.account in ('receivable', 'prepaid')), 0)`,
    })
    .from(students)
    .where(and(eq(students.schoolId, ctx.actor.schoolId), eq(students.id, id)));

const waitingRow = (ctx: Ctx, studentId: string) =>
  ctx.db
    .select({
      id: erasures.id,
      requestedBy: erasures.requestedBy,
      requestedByName: users.name,
      requestedAt: erasures.requestedAt,
      dueAt: erasures.dueAt,
      version: erasures.version,
    })
    .from(erasures)
    .leftJoin(users, eq(users.id, erasures.requestedBy))
    .where(and(mine(ctx), eq(erasures.studentId, studentId), open));

const subjectOf = (ctx: Ctx, id: string): Subject => ({ schoolId: ctx.actor.schoolId, id });

const shown = register.filter(({ shows, erase }) => shows.length > 0 || erase !== "nothing");

/** Who she is, what speaks against erasing her, what waits, and how much is held where. */
export async function readPrivacy(ctx: Ctx, id: string) {
  const counts = shown.map(({ table, whose }) =>
    ctx.db.all<{ n: number }>(
      sql.raw(
        `select count(*) as n from (select 1 from ${table}
          where ${filled(whose, subjectOf(ctx, id), ctx.now)} limit ${MANY})`,
      ),
    ),
  );
  const [person, waiting, ...held] = await ctx.db.batch([
    personRow(ctx, id),
    waitingRow(ctx, id),
    ...counts,
  ]);
  return { ...toPerson(person), waiting: waiting[0] ?? null, held: heldOf(held) };
}

/** Who she is, what speaks against erasing her, and what waits. */
export async function readPerson(ctx: Ctx, id: string) {
  const [person, waiting] = await ctx.db.batch([personRow(ctx, id), waitingRow(ctx, id)]);
  return { ...toPerson(person), waiting: (waiting[0] ?? null) as Waiting | null };
}

function toPerson([row]: Awaited<ReturnType<typeof personRow>>) {
  if (!row) throw new Problem(404, "students.not_found");
  const { erasedAt, status, lessonsAhead, openOre, ...person } = row;
  const facts: Facts = { status, lessonsAhead, openOre, erased: erasedAt !== null };
  return { person, erasedAt, facts };
}

const fates = { nothing: "kept", delete: "removed" } as const;
const fateOf = ({ erase }: Personal): Held["fate"] =>
  typeof erase === "string" ? fates[erase] : "overwritten";

function heldOf(counts: readonly { n: number }[][]): Held[] {
  return shown
    .map((entry, at) => ({
      table: entry.table,
      n: counts[at]?.[0]?.n ?? 0,
      fate: fateOf(entry),
      stays: entry.stays ?? null,
    }))
    .filter(({ n, table }) => n > 0 && table !== "search_terms");
}

/** The student that whoever asks is at this school; a guardian is none. */
export async function ownStudentId(ctx: Ctx): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ id: students.id })
    .from(students)
    .where(and(eq(students.schoolId, ctx.actor.schoolId), eq(students.userId, ctx.actor.id)))
    .limit(1);
  return row?.id;
}

/** The erasures of the school that wait, those due first. */
export async function listWaiting(ctx: Ctx): Promise<Listed[]> {
  return ctx.db
    .select({
      id: students.id,
      number: students.number,
      name: sql<string>`${students.firstName} || ' ' || ${students.lastName}`,
      on: erasures.dueAt,
    })
    .from(erasures)
    .innerJoin(
      students,
      and(eq(students.schoolId, erasures.schoolId), eq(students.id, erasures.studentId)),
    )
    .where(and(mine(ctx), open))
    .orderBy(erasures.dueAt)
    .limit(MANY);
}

/** Those of all schools whose day has come. */
export const dueErasures = (ctx: Ctx) =>
  ctx.db
    .select({
      schoolId: erasures.schoolId,
      id: erasures.id,
      studentId: erasures.studentId,
      version: erasures.version,
    })
    .from(erasures)
    .where(and(lte(erasures.dueAt, ctx.now), open))
    .orderBy(erasures.dueAt)
    .limit(5);

/** The accounts that erasing her may end: her own, and those of guardians here for her alone. */
export async function accountsOf(ctx: Ctx, studentId: string): Promise<string[]> {
  const entry = register.find(({ table }) => table === "memberships");
  const whose = filled(entry?.whose ?? "false", subjectOf(ctx, studentId), ctx.now);
  const rows = await ctx.db.all<{ user_id: string }>(
    sql.raw(`select user_id from memberships where ${whose}`),
  );
  return rows.map((row) => row.user_id);
}

export async function getTombstone(ctx: Ctx, id: string): Promise<Tombstone | undefined> {
  const [row] = await ctx.db
    .select()
    .from(tombstones)
    .where(and(eq(tombstones.schoolId, ctx.actor.schoolId), eq(tombstones.id, id)));
  return row;
}

// Writes are returned, not sent.

export function insertErasure(
  ctx: Ctx,
  row: Pick<typeof erasures.$inferInsert, "id" | "studentId" | "why" | "dueAt">,
): Statement {
  const { schoolId, id: requestedBy } = ctx.actor;
  return ctx.db.insert(erasures).values({ ...row, schoolId, requestedBy, requestedAt: ctx.now });
}

export function closeErasure(
  ctx: Ctx,
  { id, version }: Seen,
  how: { doneAt: string; doneBy: string } | { withdrawnAt: string },
): Statement {
  return ctx.db
    .update(erasures)
    .set({ ...how, version: version + 1 })
    .where(and(mine(ctx), eq(erasures.id, id), eq(erasures.version, version), open));
}

export function insertTombstone(ctx: Ctx, stone: Tombstone): Statement {
  return ctx.db.insert(tombstones).values(stone);
}

export const asStatements = (ctx: Ctx, texts: readonly string[]): Statement[] =>
  texts.map((text) => ctx.db.run(sql.raw(text)));
