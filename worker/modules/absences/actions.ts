import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import { coverOf, handOver, type Move, readCover } from "#worker/modules/bookings/mod.ts";
import type { letter } from "#worker/modules/mail/mod.ts";
import { tellFollowers } from "./followers.ts";
import type { Absence, AbsenceInput, AbsenceTime } from "./input.ts";
import { getAbsence, insertAbsence, staffRows, updateAbsence } from "./page_queries.ts";
import { whyNotChange, wrongTimes } from "./rules.ts";

const about = (entityId: string) => ({ entity: "absence", entityId });
// What somebody is ill with is nobody's to read in a log.
const hidden = ["note"] as const;

/** Registers that somebody is away. From now on nobody can book her then. */
export async function addAbsence(ctx: Ctx, id: string, input: AbsenceInput): Promise<void> {
  mustBeRight(input, ctx.now);
  const staff = await staffRows(ctx);
  if (!staff.some(({ id: one }) => one === input.employeeId))
    throw fieldProblem("employeeId", "absences.no_employee");
  await registerAbsence(ctx, id, input);
}

/** Writes an absence of somebody who is known to work here, with the letters about it. */
export async function registerAbsence(
  ctx: Ctx,
  id: string,
  input: AbsenceInput,
  letters: readonly ReturnType<typeof letter>[] = [],
): Promise<void> {
  await commit(ctx, {
    ...about(id),
    action: "absences.registered",
    diff: diffOf<AbsenceInput>({}, input, hidden),
    write: [insertAbsence(ctx, id, input), ...letters.map(({ write }) => write)],
    tell: letters.map(({ tell }) => tell),
    once: true,
  });
  tellFollowers(ctx, id, input);
}

/** Other times or another reason, over the version that was seen. */
export async function changeAbsence(ctx: Ctx, seen: Seen, change: AbsenceTime): Promise<void> {
  const before = await getAbsence(ctx, seen.id);
  refuseFor(whyNotChange(before));
  mustBeRight(change, ctx.now);
  const diff = diffOf<Partial<Absence>>(before, change, hidden);
  if (!changes(before, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "absences.changed",
    diff,
    write: [updateAbsence(ctx, seen, change), mustChange(ctx)],
  });
  tellFollowers(ctx, seen.id, before, change);
}

/** She comes after all; what was booked with others stays with them. */
export async function callOffAbsence(ctx: Ctx, seen: Seen): Promise<void> {
  const before = await getAbsence(ctx, seen.id);
  refuseFor(whyNotChange(before));
  await commit(ctx, {
    ...about(seen.id),
    action: "absences.called_off",
    diff: { cancelledAt: [null, ctx.now] },
    write: [updateAbsence(ctx, seen, { cancelledAt: ctx.now }), mustChange(ctx)],
  });
  tellFollowers(ctx, seen.id, before);
}

/** An absence with the lessons that it hits, and who could take each: two trips. */
export async function readAbsence(ctx: Ctx, id: string) {
  const absence = await getAbsence(ctx, id);
  const hit = absence.cancelledAt === null ? coverOf(await readCover(ctx, absence)) : [];
  return { absence, hit };
}
export type ShownAbsence = Awaited<ReturnType<typeof readAbsence>>;

/** Hands over the lessons that an absence hits, or calls them off; says what it could not and why. */
export async function shareOut(ctx: Ctx, id: string, moves: readonly Move[]) {
  const { kind } = await getAbsence(ctx, id);
  const ill = kind === "sick" || kind === "child_sick";
  return handOver(ctx, moves, ill ? "instructor_ill" : "school");
}

function mustBeRight(times: AbsenceTime | AbsenceInput, now: string): void {
  const fields = wrongTimes(times, now);
  const [code] = Object.values(fields);
  if (code) throw new Problem(422, code, { fields });
}
