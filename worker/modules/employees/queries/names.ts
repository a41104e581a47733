import { and, asc, eq, gte, isNull, or } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { fold, foldedWords, sortKey } from "#worker/lib/fold.ts";
import { employees } from "../schema.ts";

/** Somebody a student can have as instructor. */
export type Named = { id: string; name: string };

// A school has tens of people, so whole lists of names are small; the limit is only a fuse.
const FUSE = 500;

const workingNow = (ctx: Ctx) =>
  and(
    eq(employees.schoolId, ctx.actor.schoolId),
    or(isNull(employees.leftOn), gte(employees.leftOn, dayOf(ctx.now))),
  );

/** The statement behind `instructorsOf`, for a batch; `asNamed` makes its rows into names. */
export function instructorRows(ctx: Ctx) {
  return ctx.db
    .select({ id: employees.id, firstName: employees.firstName, lastName: employees.lastName })
    .from(employees)
    .where(and(workingNow(ctx), eq(employees.teaches, true)))
    .orderBy(asc(employees.sortName), asc(employees.id))
    .limit(FUSE);
}

/** By given name, as they are shown: a list of "Kari Vik, Per Aas" that goes by surname looks unsorted. */
export const asNamed = (rows: readonly { id: string; firstName: string; lastName: string }[]) =>
  rows
    .map((row): Named => ({ id: row.id, name: `${row.firstName} ${row.lastName}` }))
    .toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1));

/** The school's instructors who work there today, by name: what a student's form offers. */
export async function instructorsOf(ctx: Ctx): Promise<Named[]> {
  return asNamed(await instructorRows(ctx));
}

// "Nordmann, Kari" and "kari nordmann" are the same words. Folding twice, because the caller's
// text may be folded already and a few spellings only settle the second time.
const keyOf = (name: string) => foldedWords(fold(name)).sort().join(" ");

/**
 * Finds an employee by her whole name in any order, spelled as people spell names. A name that
 * two bear finds neither. One read serves as many names as the caller has.
 */
export async function employeesByName(ctx: Ctx): Promise<(name: string) => string | undefined> {
  const rows = await ctx.db
    .select({ id: employees.id, firstName: employees.firstName, lastName: employees.lastName })
    .from(employees)
    .where(workingNow(ctx))
    .limit(FUSE);
  const bearers = Map.groupBy(rows, (row) => keyOf(`${row.firstName} ${row.lastName}`));
  return (name) => {
    const found = bearers.get(keyOf(name)) ?? [];
    return found.length === 1 ? found[0]?.id : undefined;
  };
}

/** The same for one name. */
export async function findEmployeeByName(ctx: Ctx, name: string): Promise<string | undefined> {
  return (await employeesByName(ctx))(name);
}
