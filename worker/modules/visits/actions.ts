import { formatInstant } from "#web/ui/formats.ts";
import { auditRow, type Entry } from "#worker/lib/audit.ts";
import { shift } from "#worker/lib/clock.ts";
import { type Change, commit, mustChange } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { take } from "#worker/lib/limits.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import { type Claim, hashOf, sessionsOf } from "#worker/lib/session.ts";
import { type Letter, letter } from "#worker/modules/mail/mod.ts";
import { ownersOf } from "#worker/modules/users/mod.ts";
import { lentFace } from "#worker/objects/session_rules.ts";
import type { NewVisit, State, Visit } from "./input.ts";
import {
  getVisit,
  insertVisit,
  lentRoles,
  overdueVisits,
  readAsking,
  updateVisit,
} from "./queries.ts";
import { VISIT_LASTS, WAITS, whyNotDecide, whyNotEnd, whyNotStart, yesIsGone } from "./rules.ts";

type Place = Pick<Visit, "schoolId" | "id">;
type Told = { what: Omit<Entry, "entity" | "entityId" | "schoolId">; place: Place };

/** Every step stands in the school's log, where its owners see it, and in the platform's. */
function record(ctx: Ctx, { what, place }: Told, change: Pick<Change, "write" | "tell" | "once">) {
  const entry = { ...what, entity: "support_visit", entityId: place.id };
  const { write, ...rest } = change;
  return commit(ctx, {
    ...{ ...entry, schoolId: place.schoolId, ...rest },
    write: [...write, auditRow(ctx, { ...entry, schoolId: PLATFORM })],
  });
}

type Owner = Pick<Letter, "locale"> & { email: string };
type Said = Omit<Letter, "recipient" | "locale">;

function lettersTo(ctx: Ctx, owners: readonly Owner[], say: (locale: Letter["locale"]) => Said) {
  const letters = owners.map(({ email, locale }) =>
    letter(ctx, { ...say(locale), recipient: email, locale }),
  );
  return { write: letters.map(({ write }) => write), tell: letters.map(({ tell }) => tell) };
}

/** Asks a school's owners whether support may see the school as one of its employees sees it. */
export async function askForVisit(
  ctx: Ctx,
  place: Place,
  { email, reason, caseNumber }: NewVisit,
): Promise<void> {
  if (ctx.actor.schoolId !== PLATFORM) throw new Problem(403, "forbidden");
  const { schoolId, id } = place;
  await take(ctx, "visit.actor", ctx.actor.id);
  await take(ctx, "visit.actor_school", `${ctx.actor.id} ${schoolId}`);
  const { school, visited, owners, open, name } = await readAsking(ctx, schoolId, email);
  if (!visited || visited.id === ctx.actor.id) throw fieldProblem("email", "visits.no_such_person");
  if (open.some(({ personId }) => personId === visited.id))
    throw fieldProblem("email", "visits.asked_already");
  if (owners.length === 0) throw fieldProblem("email", "visits.nobody_decides");
  const params = { who: name, name: visited.name, schoolName: school.name, reason };
  const letters = lettersTo(ctx, owners, () => ({
    ...{ template: "visit_asked", schoolId, params: { ...params, path: `/visits/${id}` } },
  }));
  const row = { personId: visited.id, reason, caseNumber, until: shift(ctx.now, WAITS) };
  const diff = { state: [null, "asked"], personId: [null, visited.id] } as const;
  await record(
    ctx,
    { place, what: { action: "visits.asked", reason, diff } },
    {
      write: [
        insertVisit(ctx, {
          ...{ ...place, ...row, askedBy: ctx.actor.id, askedAt: ctx.now },
          state: "asked",
        }),
        ...letters.write,
      ],
      tell: letters.tell,
      once: true,
    },
  );
}

/** An owner says yes or no; a yes can be used once, within a day. */
export async function decideVisit(ctx: Ctx, id: string, state: "approved" | "refused") {
  const visit = await getVisit(ctx, id);
  refuseFor(whyNotDecide(visit, ctx.actor.id));
  const until = state === "approved" ? shift(ctx.now, WAITS) : visit.until;
  const decided = { state, until, decidedBy: ctx.actor.id, decidedAt: ctx.now };
  await move(ctx, visit, decided, `visits.${state}`);
}

/**
 * Begins a visit in the session that asks: once, for half an hour. The row is used up first, so of
 * two that begin at once only one comes in.
 */
export async function startVisit(ctx: Ctx, { userId, secret }: Claim, id: string): Promise<void> {
  const visit = await getVisit(ctx, id);
  refuseFor(whyNotStart(visit));
  const { schoolId, personId } = visit;
  const lent = await lentRoles(ctx.db, visit, "approved", ctx.now);
  if (lent.length === 0) refuseFor(yesIsGone());
  const face = await sessionsOf(ctx.env, personId).faceIn(schoolId, ctx.now);
  if (!lentFace(face, lent)) throw new Problem(409, "visits.person_gone");
  const until = shift(ctx.now, VISIT_LASTS);
  const params = { who: visit.asker, name: visit.person, schoolName: visit.school };
  const letters = lettersTo(ctx, await ownersOf(ctx, schoolId), (locale) => ({
    ...{ template: "visit_started", schoolId },
    params: {
      ...{ ...params, reason: visit.reason, path: `/visits/${id}` },
      until: formatInstant(locale, until),
    },
  }));
  const started = { state: "running", until, startedAt: ctx.now } as const;
  await move(ctx, visit, started, "visits.started", letters);
  const seen = { id, schoolId, personId, until };
  if (!(await sessionsOf(ctx.env, userId).see(hashOf(secret), seen, ctx.now)))
    throw new Problem(401, "sign_in_required");
}

/** Either side ends a visit, takes back what it asked, or its yes: it holds at the next request. */
export async function endVisit(ctx: Ctx, id: string): Promise<void> {
  const visit = await getVisit(ctx, id);
  refuseFor(whyNotEnd(visit));
  await move(
    ctx,
    visit,
    { state: "ended", endedAt: ctx.now, endedBy: ctx.actor.id },
    "visits.ended",
  );
}

type Row = Parameters<typeof updateVisit>[2];
type Letters = ReturnType<typeof lettersTo>;

function move(
  ctx: Ctx,
  visit: Place & { state: State; version: number },
  change: Row & { state: State },
  action: Entry["action"],
  letters: Letters = { write: [], tell: [] },
) {
  const diff = { state: [visit.state, change.state] } as const;
  return record(
    ctx,
    { place: visit, what: { action, diff } },
    {
      write: [updateVisit(ctx, visit, change), mustChange(ctx), ...letters.write],
      tell: letters.tell,
    },
  );
}

/** Writes down what a visitor has looked at, in the school's log, in her own name and whose she has. */
export const noteLook = (ctx: Ctx, id: string, page: string): Promise<void> =>
  commit(ctx, {
    ...{ action: "visits.looked", entity: "support_visit", entityId: id },
    ...{ diff: { page: [null, page] }, write: [] },
  });

/** Whoever sees as somebody else, as herself again. */
export function herself(ctx: Ctx): Ctx {
  const { by, ...actor } = ctx.actor;
  if (!by) return ctx;
  return { ...ctx, actor: { ...actor, id: by, schoolId: PLATFORM, roles: [], grants: [] } };
}

/** Ends the visit that a session is on. One that somebody has ended already is over all the same. */
export async function leaveVisit(ctx: Ctx, { userId, secret }: Claim, id: string): Promise<void> {
  await unlessOver(() => endVisit(herself(ctx), id));
  await sessionsOf(ctx.env, userId).see(hashOf(secret), null, ctx.now);
}

async function unlessOver(end: () => Promise<void>): Promise<void> {
  try {
    await end();
  } catch (error) {
    const over = error instanceof Problem && ["stale", "visits.over_already"].includes(error.code);
    if (!over) throw error;
  }
}

/** Says in the rows and the logs what time has done: visits that are over, askings that lapsed. */
export async function sweepVisits(ctx: Ctx): Promise<void> {
  for (const visit of await overdueVisits(ctx)) {
    const over = visit.state === "running";
    const change = over
      ? ({ state: "ended", endedAt: visit.until } as const)
      : ({ state: "lapsed" } as const);
    await unlessOver(() => move(ctx, visit, change, over ? "visits.ran_out" : "visits.lapsed"));
  }
}
