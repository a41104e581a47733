import type { Context } from "hono";
import * as z from "zod";
import { notOnVisit } from "./can.ts";
import type { Bindings, Env } from "./env.ts";
import { filter } from "./list.ts";
import { inTheEu } from "./place.ts";
import { Problem } from "./problem.ts";
import { hashOf, sessionsOf } from "./session.ts";

/** The object that the open pages of a channel listen to. In production it stays in the EU. */
export function channelOf(env: Bindings, channel: string) {
  return inTheEu(env, env.LIVE).getByName(channel);
}

/** The last number that was heard, or when the page was made. */
export const Since = z.strictObject({
  since: filter(z.coerce.number().int().min(0)),
  at: filter(z.iso.datetime({ precision: 3 })),
});

/** Connects whoever can() has let through to a channel, until the session ends. */
export async function listenTo(
  c: Context<Env>,
  channel: string,
  { since, at }: z.output<typeof Since>,
): Promise<Response> {
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket") throw new Problem(426, "no_upgrade");
  // A page of somebody else's could open it with our reader's cookie; browsers say whose it is.
  if (c.req.header("origin") !== (c.env.ORIGIN || new URL(c.req.url).origin))
    throw new Problem(403, "csrf");
  const { ctx, claim, session } = c.var;
  // A socket would outlive the visit.
  if (session?.visit) throw notOnVisit();
  if (!claim) throw new Problem(401, "sign_in_required");
  const query = new URLSearchParams({ who: claim.userId });
  if (since !== undefined) query.set("since", String(since));
  if (at) query.set("at", at);
  const answer = await channelOf(ctx.env, channel).fetch(`https://live/?${query}`, {
    headers: { upgrade: "websocket" },
  });
  // A session that ends from now on closes it; one that ended on the way is noticed here.
  const object = sessionsOf(ctx.env, claim.userId);
  if (!(await object.watch(hashOf(claim.secret), channel, ctx.now))) {
    answer.webSocket?.accept();
    answer.webSocket?.close(1000);
    throw new Problem(401, "sign_in_required");
  }
  return new Response(null, {
    status: 101,
    webSocket: answer.webSocket,
    headers: c.res.headers, // a session that was renewed on the way
  });
}
