import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Told } from "#worker/lib/deliver.ts";
import { fetchHook } from "#worker/lib/fetch_out.ts";
import { Problem } from "#worker/lib/problem.ts";
import { getCall, markDelivery } from "./alerts/queries.ts";
import { signed } from "./alerts/sign.ts";

/**
 * Calls the address of a school about an event, signed. Told again of a call that is done, it does
 * nothing. What may pass is thrown, so that the outbox tells again, for a day.
 */
export async function callHook(ctx: Ctx, { subjectId: id, attempts, last }: Told): Promise<void> {
  const call = await getCall(ctx, id);
  if (!call) return;
  const { hookUrl, secret, event, createdAt } = call;
  if (!hookUrl || !secret) return finish(ctx, id, { hook: "failed", why: "security.nowhere" });
  const url = `${ctx.env.ORIGIN}/security/${event ? id : "alerts"}`;
  // Nobody's name and address: whoever wants to know more signs in.
  const body = JSON.stringify({
    type: event ? "event" : "test",
    timestamp: createdAt,
    data: { id, schoolId: ctx.actor.schoolId, url, ...event },
  });
  const headers = signed(secret, { id, now: ctx.now, body });
  const out = await fetchHook(ctx.env, hookUrl, { method: "POST", headers, body });
  const status = out.answered ? out.status : null;
  if (status !== null && status < 300)
    return finish(ctx, id, { hook: "sent", status, why: null, attempts });
  const why = out.answered ? "security.refused" : out.code;
  const final = last || !mayPass(status, why);
  if (final) return finish(ctx, id, { hook: "failed", status, why, attempts });
  await markDelivery(ctx, id, { status, why, attempts });
  throw new Error(why);
}

// Who says no will say no again; who is not there, or has too much to do, may be there later.
function mayPass(status: number | null, why: string): boolean {
  if (status === null) return why !== "outside.host" && why !== "outside.redirect";
  return status >= 500 || status === 408 || status === 429;
}

type Outcome = Parameters<typeof markDelivery>[2] & { hook: "sent" | "failed" };

async function finish(ctx: Ctx, id: string, outcome: Outcome): Promise<void> {
  await commit(ctx, {
    ...{ entity: "security_alert", entityId: id, action: `security.hook_${outcome.hook}` },
    diff: { hook: ["waiting", outcome.hook] },
    write: [markDelivery(ctx, id, { ...outcome, doneAt: ctx.now }), mustChange(ctx)],
  }).catch((error) => {
    // Somebody else finished it first: what they wrote stands.
    if (!(error instanceof Problem && error.code === "stale")) throw error;
  });
}
