import type { Context } from "hono";
import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import {
  addressOf,
  grantsIn,
  hashOf,
  KEEP_DAYS,
  sendSession,
  sessionsOf,
} from "#worker/lib/session.ts";
import { signedIn } from "./account/signed_in.ts";
import { endDevice, endOthers, listDevices, signOut, switchSchool } from "./devices/actions.ts";
import { Devices, Ended, Me, SchoolChoice, SessionId } from "./input.ts";
import { forgetHere } from "./leave.ts";

const own = can("account:own");

/** The session that asks: who it is, where it is, and its end. */
export const sessionApi = new Hono<Env>()
  .get("/", own, answers(Me), (c) => c.json(me(c)))
  .delete("/", own, answers(Ended), async (c) => {
    await signOut(c.var.ctx, signedIn(c).claim);
    forgetHere(c);
    return c.json({ ended: 1 });
  })
  .put("/school", own, valid("json", SchoolChoice), answers(Me), async (c) => {
    const { claim, session } = signedIn(c);
    const secret = await switchSchool(c.var.ctx, claim, c.req.valid("json").schoolId);
    sendSession(c, claim.userId, secret, session.keep ? KEEP_DAYS : undefined);
    const now = await sessionsOf(c.env, claim.userId).check(
      hashOf(secret),
      c.var.now,
      addressOf(c),
    );
    return c.json(me(c, now ?? session));
  });

/** Every browser in which the person is signed in. */
export const sessionsApi = new Hono<Env>()
  .get("/", own, answers(Devices), async (c) =>
    c.json({ items: await listDevices(c.var.ctx, signedIn(c).claim) }),
  )
  .delete("/", own, answers(Ended), async (c) =>
    c.json({ ended: await endOthers(c.var.ctx, signedIn(c).claim) }),
  )
  .delete("/:id", own, valid("param", SessionId), answers(Ended), async (c) => {
    await endDevice(c.var.ctx, c.req.valid("param").id);
    return c.json({ ended: 1 });
  });

function me(c: Context<Env>, session = signedIn(c).session): Me {
  const { userId, name, email, locale, schoolId, secondFactor, enrolBy, authAt } = session;
  return {
    ...{ userId, name, email, locale, schoolId, secondFactor, enrolBy },
    roles: [...session.roles],
    grants: [...grantsIn(session)],
    schools: [...session.schools],
    provenAt: authAt,
  };
}
