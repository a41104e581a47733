import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { type ClassCode, classCodes } from "#worker/lib/fields.ts";
import { Problem, type Reason } from "#worker/lib/problem.ts";
import { classOn, whyNotOffer } from "#worker/modules/curriculum/mod.ts";
import { updateSchool } from "../queries.ts";
import { getClasses, replaceClasses } from "./queries.ts";

/** Makes a set of classes the one the school offers. What it offered before stays in the log. */
export async function offerClasses(
  ctx: Ctx,
  version: number,
  chosen: readonly ClassCode[],
): Promise<void> {
  const today = dayOf(ctx.now);
  const before = (await getClasses(ctx)).items.map((item) => item.code);
  const codes = classCodes.filter((code) => chosen.includes(code));
  const diff = diffOf({ codes: before }, { codes });
  if (Object.keys(diff).length === 0) return; // the same form sent twice
  const reasons = codes.filter((c) => !before.includes(c)).flatMap((c) => whyNot(c, today));
  const code = reasons[0]?.code;
  if (code) throw new Problem(422, code, { fields: { codes: "schools.class_off" }, reasons });
  await commit(ctx, {
    action: "schools.classes_changed",
    entity: "school",
    entityId: ctx.actor.schoolId,
    diff,
    write: [updateSchool(ctx, version), mustChange(ctx), ...replaceClasses(ctx, codes, today)],
  });
}

function whyNot(code: ClassCode, on: string): Reason[] {
  const law = classOn(code, on);
  return law ? whyNotOffer(law) : [];
}
