import type { Context } from "hono";
import { KeptPage } from "#web/kept.tsx";
import type { Env } from "#worker/lib/env.ts";
import { asShown, isOf, type KeptForm } from "#worker/lib/kept.ts";
import { page } from "#worker/lib/page.tsx";
import { grantsIn, hashOf, sessionsOf } from "#worker/lib/session.ts";

/** Gives a form back to whoever wrote it, in the school it is of; anybody else sees nothing of it. */
export async function showKept(
  c: Context<Env>,
  { userId, secret }: { userId: string; secret: string },
  kept: KeptForm,
): Promise<string | Response> {
  const session = await sessionsOf(c.env, userId).check(hashOf(secret), c.var.now);
  if (session?.stage !== "full" || !isOf(c, kept, session)) return "/";
  const actor = { ...c.var.ctx.actor, id: userId, grants: grantsIn(session) };
  c.set("session", session); // the page has her menu
  c.set("ctx", { ...c.var.ctx, actor });
  return page(c, <KeptPage kept={asShown(kept)} from={kept.from} />);
}
