import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { Problem, refuseFor } from "#worker/lib/problem.ts";
import { about } from "../actions.ts";
import type { Attested, SelfInput } from "../input.ts";
import { whyNotObject, whyNotSelf, wrongTexts } from "../rules.ts";
import { objectTo, signLesson, writeSelf } from "../writes.ts";
import { readOwnLesson } from "./queries.ts";

const raises = ["lessons.signed"] as const;

/** The version that she has before her; a guardian sees it and signs nothing. */
async function readHers(ctx: Ctx, id: string) {
  const { lesson, guarded } = await readOwnLesson(ctx, id);
  if (guarded) throw new Problem(403, "lessons.hers_to_sign");
  return lesson;
}

async function readAttested(ctx: Ctx, seen: Seen): Promise<Attested> {
  const { attested } = await readHers(ctx, seen.id);
  if (!attested) throw new Problem(409, "lessons.not_attested");
  if (attested.version !== seen.version) throw new Problem(412, "stale");
  return attested;
}

function mustBeClear(texts: Record<string, string | null>): void {
  const fields = wrongTexts(texts);
  const [code] = Object.values(fields);
  if (code) throw new Problem(422, code, { fields });
}

/** Puts the student's signature under what was attested. Signing twice is signing once. */
export async function sign(ctx: Ctx, seen: Seen): Promise<void> {
  const attested = await readAttested(ctx, seen);
  if (attested.signedAt !== null) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "lessons.signed",
    diff: { version: [null, seen.version] },
    write: signLesson(ctx, seen),
    raises,
  });
}

/** Says what is wrong with it; the instructor finds it in the inbox and corrects it, or explains. */
export async function object(ctx: Ctx, seen: Seen, objection: string): Promise<void> {
  refuseFor(whyNotObject(await readAttested(ctx, seen)));
  mustBeClear({ objection });
  await commit(ctx, {
    ...about(seen.id),
    action: "lessons.objected",
    diff: { version: [null, seen.version], objection: [null, objection] },
    write: objectTo(ctx, seen, objection),
    raises,
  });
}

/** Writes down how she sees herself at the end of a stage. */
export async function assessSelf(ctx: Ctx, seen: Seen, input: SelfInput): Promise<void> {
  const lesson = await readHers(ctx, seen.id);
  refuseFor(whyNotSelf(lesson));
  if (Object.keys(input.levels).some((goal) => !lesson.goals.includes(goal)))
    throw new Problem(422, "lessons.other_goals", { fields: { levels: "lessons.other_goals" } });
  mustBeClear({ note: input.note });
  const before = lesson.selfAssessment ?? { levels: {}, note: null, version: 0 };
  const diff = diffOf<SelfInput>(before, input);
  if (!changes(before, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "lessons.self_assessed",
    diff,
    write: writeSelf(ctx, seen, input),
    raises,
  });
}
