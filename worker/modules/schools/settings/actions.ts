import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { fieldErrors, read } from "#worker/lib/input.ts";
import { fieldProblem } from "#worker/lib/problem.ts";
import { refreshSessions } from "../queries.ts";
import { catalogue, type SettingKey } from "./input.ts";
import {
  getSetting,
  insertCounters,
  insertSetting,
  moveStudentNumbers,
  nextStudentNumber,
} from "./queries.ts";

/** Gives a setting a new value; the ones before it stay as its history. */
export async function changeSetting(
  ctx: Ctx,
  key: SettingKey,
  version: number,
  typed: string | number,
): Promise<void> {
  const value = parse(key, typed);
  const before = await getSetting(ctx, key);
  if (before.history.length > 0 && before.value === value) return; // the same form sent twice
  await commit(ctx, {
    action: "schools.setting_changed",
    entity: "setting",
    entityId: key,
    diff: { [key]: [before.value, value] },
    write: [
      insertSetting(ctx, key, value, version),
      mustChange(ctx),
      ...(key === "student_number_start" ? await startNumbersAt(ctx, Number(value)) : []),
    ],
  });
  if (key === "idle_minutes") await refreshSessions(ctx);
}

function parse(key: SettingKey, typed: string | number): string | number {
  const result = read(catalogue[key].value, typed);
  if (result.success) return result.data;
  throw fieldProblem("value", Object.values(fieldErrors(result.error))[0] ?? "invalid");
}

/** Numbers only go up: one that was given out belongs to somebody for good. */
async function startNumbersAt(ctx: Ctx, start: number): Promise<Statement[]> {
  if (start < (await nextStudentNumber(ctx))) throw fieldProblem("value", "schools.numbers_given");
  return [insertCounters(ctx, ctx.actor.schoolId), moveStudentNumbers(ctx, start), mustChange(ctx)];
}
