import type { Context } from "hono";
import { notOnVisit, platform } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { isOpen, templateOf } from "#worker/lib/route.ts";
import { herself, leaveVisit, noteLook } from "./actions.ts";

const reads = new Set(["GET", "HEAD", "OPTIONS"]);
// What browsers and machines fetch by themselves, and which shows nothing of a school.
const ofMachines =
  /^\/(sw\.js|manifest\.webmanifest|favicon\.ico|robots\.txt|healthz|readyz|metrics|\.well-known\/.*)$/;

const signsOut = ({ req: { method, path } }: Context<Env>) =>
  method === "POST" && path === "/sign-out";

/** Leads whoever's visit has just ended back to where she asked for it, with the reason. */
export const backFromVisit = platform(async (c, next) => {
  const { path } = c.req;
  const goesOn = path.startsWith("/api/") || ofMachines.test(path) || signsOut(c);
  if (!c.var.session?.visitOver || goesOn) return next();
  leaveFlash(c, "visits.over");
  return c.redirect("/platform/visits", 303);
});

/**
 * Whoever visits only looks: this one door refuses whatever is no reading, and writes down what was
 * looked at before it is shown. It stands behind the session and the form's token.
 */
export const onVisits = platform(async (c, next) => {
  const { session, claim, ctx } = c.var;
  if (!session?.visit || !claim) return next();
  const { method, path } = c.req;
  if (signsOut(c)) {
    await leaveVisit(ctx, claim, session.visit.id);
    c.set("ctx", herself(ctx));
    return next();
  }
  if (path === "/visits/leave" || path === "/csp-report") return next();
  if (!reads.has(method)) throw notOnVisit("read_only");
  await next();
  const page = lookedAt(c);
  if (page) await noteLook(ctx, session.visit.id, page);
});

/**
 * The page that was looked at, or for in vain. Where anybody may ask, the address can be a secret
 * of somebody's, such as a link to a new password: of those the template is enough.
 */
function lookedAt(c: Context<Env>): string | undefined {
  const template = templateOf(c);
  const answered = c.res.ok || c.res.status === 404;
  if (!answered || template === "unmatched" || ofMachines.test(c.req.path)) return undefined;
  return isOpen(c) ? template : c.req.path;
}
