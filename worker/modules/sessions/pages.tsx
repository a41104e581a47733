import { type Context, Hono } from "hono";
import { setCookie } from "hono/cookie";
import { can, open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { form } from "#worker/lib/input.ts";
import { localPath } from "#worker/lib/local_path.ts";
import { Problem } from "#worker/lib/problem.ts";
import { KEEP_DAYS, sendSession } from "#worker/lib/session.ts";
import { changeProfile } from "./account/actions.ts";
import { signedIn } from "./account/signed_in.ts";
import { signOut, switchSchool } from "./devices/actions.ts";
import { LanguageChoice, SchemeChoice, SchoolChoice } from "./input.ts";
import { forgetHere } from "./leave.ts";

/** What the frame around every page does: leave, switch school, choose language and colours. */
export const framePages = new Hono<Env>()
  .post("/sign-out", open(), async (c) => {
    const { claim } = c.var;
    if (claim) await signOut(c.var.ctx, claim);
    forgetHere(c);
    leaveFlash(c, "sessions.signed_out");
    return c.redirect("/sign-in", 303);
  })
  .post("/session/school", can("account:own"), form(SchoolChoice), async (c) => {
    const { claim, session } = signedIn(c);
    const { value } = c.req.valid("form");
    if (!value) throw new Problem(404, "sessions.no_such_school");
    const secret = await switchSchool(c.var.ctx, claim, value.schoolId);
    sendSession(c, claim.userId, secret, session.keep ? KEEP_DAYS : undefined);
    return c.redirect("/", 303);
  })
  .post("/language", open(), form(LanguageChoice), async (c) => {
    const { value } = c.req.valid("form");
    if (!value) throw new Problem(422, "invalid");
    remember(c, "lang", value.locale);
    if (c.var.session?.stage === "full") await changeProfile(c.var.ctx, { locale: value.locale });
    return c.redirect(localPath(value.back), 303);
  })
  .post("/appearance", open(), form(SchemeChoice), (c) => {
    const { value } = c.req.valid("form");
    if (!value) throw new Problem(422, "invalid");
    remember(c, "scheme", value.scheme);
    return c.redirect(localPath(value.back), 303);
  });

function remember(c: Context<Env>, name: string, value: string): void {
  const maxAge = 365 * 86_400;
  setCookie(c, name, value, { path: "/", secure: true, httpOnly: true, sameSite: "Lax", maxAge });
}
