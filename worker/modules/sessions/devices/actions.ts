import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { type Claim, hashOf, newSecret, sessionsOf } from "#worker/lib/session.ts";
import { aboutAccount } from "#worker/modules/users/mod.ts";

/** Where somebody is signed in, this browser first. */
export async function listDevices(ctx: Ctx, { secret }: Claim) {
  const devices = await sessionsOf(ctx.env, ctx.actor.id).list(hashOf(secret), ctx.now);
  return devices.toSorted((a, b) => Number(b.current) - Number(a.current));
}

/** Ends one of the person's own sessions; an id that is none of hers is unknown. */
export async function endDevice(ctx: Ctx, id: string): Promise<void> {
  if (!(await sessionsOf(ctx.env, ctx.actor.id).end(id)))
    throw new Problem(404, "sessions.not_found");
  await commit(ctx, { ...aboutAccount(ctx.actor.id), action: "sessions.device_ended", write: [] });
}

/** Ends every session of the person but the one that asks. */
export async function endOthers(ctx: Ctx, { secret }: Claim): Promise<number> {
  const ended = await sessionsOf(ctx.env, ctx.actor.id).endAll(hashOf(secret));
  const diff = { ended: [0, ended] as const };
  await commit(ctx, {
    ...aboutAccount(ctx.actor.id),
    action: "sessions.others_ended",
    diff,
    write: [],
  });
  return ended;
}

export async function signOut(ctx: Ctx, { userId, secret }: Claim): Promise<void> {
  await sessionsOf(ctx.env, userId).signOut(hashOf(secret));
  await commit(ctx, { ...aboutAccount(userId), action: "sessions.closed", write: [] });
}

/** Makes another of the person's schools the active one; answers the session's new secret. */
export async function switchSchool(ctx: Ctx, claim: Claim, schoolId: string): Promise<string> {
  const secret = newSecret();
  const object = sessionsOf(ctx.env, claim.userId);
  if (!(await object.enter(hashOf(claim.secret), hashOf(secret), schoolId, ctx.now)))
    throw new Problem(404, "sessions.no_such_school");
  await commit(ctx, {
    ...aboutAccount(claim.userId),
    action: "sessions.school_switched",
    diff: { schoolId: [ctx.actor.schoolId, schoolId] },
    write: [],
  });
  return secret;
}
