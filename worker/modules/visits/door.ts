import { notOnVisit, platform } from "#worker/lib/can.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { herself, leaveVisit, noteLook } from "./actions.ts";

const reads = new Set(["GET", "HEAD", "OPTIONS"]);
// What the browser fetches by itself, and which shows nothing of a school.
const ofBrowser = new Set(["/sw.js", "/manifest.webmanifest", "/favicon.ico", "/robots.txt"]);

/** Leads whoever's visit has just ended back to where she asked for it, with the reason. */
export const backFromVisit = platform(async (c, next) => {
  const { path } = c.req;
  if (!c.var.session?.visitOver || path.startsWith("/api/") || ofBrowser.has(path)) return next();
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
  if (method === "POST" && path === "/sign-out") {
    await leaveVisit(ctx, claim, session.visit.id);
    c.set("ctx", herself(ctx));
    return next();
  }
  if (path === "/visits/leave" || path === "/csp-report") return next();
  if (!reads.has(method)) throw notOnVisit("read_only");
  await next();
  if (c.res.ok && !ofBrowser.has(path)) await noteLook(ctx, session.visit.id, path);
});
