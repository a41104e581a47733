import type { Context, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type { Env } from "./env.ts";
import { type Grant, grantsOf } from "./grants.ts";
import { Problem } from "./problem.ts";
import { note } from "./route.ts";

/** Declares who may use a route. A test fails for any route that declares nothing. */
export function can(grant: Grant) {
  const guard = createMiddleware<Env>(async (c, next) => {
    demand(c, grant);
    await next();
  });
  return note(guard, { grant });
}

/** Throws unless whoever asks has that right, here and now. */
export function demand(c: Context<Env>, grant: Grant): void {
  const { session, ctx } = c.var;
  if (!session) throw new Problem(401, "sign_in_required");
  if (session.stage !== "full") throw new Problem(401, "second_factor_required");
  if (!ctx.actor.grants.includes(grant)) throw refusal(c, grant);
  // Her own account stays open: that is where she proves who she is.
  if (session.mustProve && grant !== "account:own") throw new Problem(403, "step_up_required");
}

/** Why somebody signed in lacks a right. Where it is hers, but not from here, she is told so. */
function refusal(c: Context<Env>, grant: Grant): Problem {
  const { session } = c.var;
  if (session?.visit && grantsOf(session.roles).includes(grant)) return notOnVisit();
  if (session?.mustEnrol) return new Problem(403, "enrol_required");
  const isShut = grantsOf(session?.shut ?? []).includes(grant);
  return isShut ? outside(c) : new Problem(403, "forbidden");
}

/** What only she herself may see or do whom somebody visits. */
export function notOnVisit(code: "taken" | "read_only" = "taken"): Problem {
  const said = `visits.${code}`;
  const reason = { code: said, source: "visits.rule", help: `${said}_help` };
  return new Problem(403, said, { reasons: [reason] });
}

/** Says that it does not count from here, and from which address she comes. */
export function outside(c: Context<Env>): Problem {
  const address = c.req.header("cf-connecting-ip") ?? "–";
  const code = c.var.session?.door === "blocked" ? "addresses.blocked" : "addresses.outside";
  const reason = { code, source: "addresses.list", help: `${code}_help`, params: { address } };
  return new Problem(403, code, { reasons: [reason] });
}

/** Declares a route that anyone may use, signed in or not. */
export function open() {
  const pass = createMiddleware<Env>((_, next) => next());
  return note(pass, { grant: "open" });
}

/** Declares a page that exists only on a developer's machine; elsewhere it was never there. */
export function localOnly() {
  const guard = createMiddleware<Env>(async (c, next) => {
    if (c.env.ENVIRONMENT !== "local") throw new Problem(404, "not_found");
    await next();
  });
  return note(guard, { grant: "open" });
}

/** Marks a middleware that stands in front of routes and leaves the right to them. */
export function platform(handler: MiddlewareHandler<Env>) {
  return note(handler, { platform: true });
}
