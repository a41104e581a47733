import { and, desc, eq, inArray, lte, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { counters, settings } from "../schema.ts";
import {
  catalogue,
  type Setting,
  type SettingKey,
  type SettingValue,
  settingKeys,
} from "./input.ts";

/** The name of the counter that gives out student numbers. */
export const STUDENT_COUNTER = "student";

const mine = (ctx: Ctx) => eq(settings.schoolId, ctx.actor.schoolId);
const newestFirst = [desc(settings.since), desc(settings.id)] as const;

/** The statement behind `settingOf`, for a batch; `asSetting` reads its row. */
export const settingRow = (ctx: Ctx, key: SettingKey) =>
  ctx.db
    .select({ value: settings.value })
    .from(settings)
    .where(and(mine(ctx), eq(settings.key, key)))
    .orderBy(...newestFirst)
    .limit(1);

/** The value of `settingRow`: what the school said last, else what holds for everybody. */
export function asSetting<K extends SettingKey>(
  key: K,
  rows: readonly { value: unknown }[],
): SettingValue<K> {
  const { value, fallback } = catalogue[key];
  const told = rows[0] && value.safeParse(rows[0].value);
  return (told?.success ? told.data : fallback) as SettingValue<K>;
}

/** What a setting is for the active school now. */
export async function settingOf<K extends SettingKey>(ctx: Ctx, key: K): Promise<SettingValue<K>> {
  return asSetting(key, await settingRow(ctx, key));
}

/** The statement for several settings at once; `asSettings` reads its rows. */
export const settingRows = (ctx: Ctx, keys: readonly SettingKey[]) =>
  ctx.db
    .select({ key: settings.key, value: settings.value })
    .from(settings)
    .where(and(mine(ctx), inArray(settings.key, [...keys])))
    .orderBy(...newestFirst)
    .limit(FUSE);

/** The values of `settingRows`, by key. */
export function asSettings<K extends SettingKey>(
  keys: readonly K[],
  rows: readonly { key: string; value: unknown }[],
): { [P in K]: SettingValue<P> } {
  const values = keys.map((key) => [
    key,
    asSetting(
      key,
      rows.filter((row) => row.key === key),
    ),
  ]);
  return Object.fromEntries(values);
}

// Nobody changes a setting often; the limit is only a fuse.
const FUSE = 500;

/** Every setting with its history, newest first, and who made each change. */
export async function listSettings(ctx: Ctx): Promise<Setting[]> {
  const rows = await ctx.db
    .select({
      key: settings.key,
      value: sql<string>`${settings.value}`,
      since: settings.since,
      // By the table's name: the module of users stands above this one.
      by: sql<string | null>`(select name from users where id = ${settings.setBy})`,
    })
    .from(settings)
    .where(mine(ctx))
    .orderBy(...newestFirst)
    .limit(FUSE);
  return settingKeys.map((id) => {
    const history = rows
      .filter((row) => row.key === id)
      .map(({ value, since, by }) => ({ value: JSON.parse(value) as string | number, since, by }));
    const value = asSetting(id, history);
    return { id, value, fallback: catalogue[id].fallback, history, version: history.length };
  });
}

export async function getSetting(ctx: Ctx, key: SettingKey): Promise<Setting> {
  const found = (await listSettings(ctx)).find((setting) => setting.id === key);
  if (!found) throw new Problem(404, "schools.not_found");
  return found;
}

// Writes are returned, not sent.

/** Adds a value on top of those that were seen; the caller puts mustChange() after it. */
export function insertSetting(
  ctx: Ctx,
  key: SettingKey,
  value: string | number,
  version: number,
): Statement {
  const { schoolId, id: setBy } = ctx.actor;
  const soFar = sql`(select count(*) from settings where school_id = ${schoolId} and key = ${key})`;
  return ctx.db.insert(settings).select(
    sql`select ${schoolId}, ${key}, ${ctx.now}, ${uuidv7()}, ${JSON.stringify(value)}, ${setBy}
      where ${soFar} = ${version}`,
  );
}

/** The first student number not given out yet. */
export async function nextStudentNumber(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db
    .select({ next: counters.next })
    .from(counters)
    .where(and(eq(counters.schoolId, ctx.actor.schoolId), eq(counters.name, STUDENT_COUNTER)));
  return row?.next ?? 1;
}

/** Moves the next student number on; never back over numbers that somebody may have. */
export function moveStudentNumbers(ctx: Ctx, next: number): Statement {
  return ctx.db
    .update(counters)
    .set({ next })
    .where(
      and(
        eq(counters.schoolId, ctx.actor.schoolId),
        eq(counters.name, STUDENT_COUNTER),
        lte(counters.next, next),
      ),
    );
}

/** The counters a school begins with. */
export function insertCounters(ctx: Ctx, schoolId: string): Statement {
  return ctx.db
    .insert(counters)
    .values({ schoolId, name: STUDENT_COUNTER, next: 1 })
    .onConflictDoNothing();
}
