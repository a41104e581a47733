import type { Context } from "hono";
import { HeldPage } from "#web/modules/operations/views/held.tsx";
import { platform } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { asShown, lapsedOf } from "#worker/lib/kept.ts";
import { page } from "#worker/lib/page.tsx";
import type { Problem } from "#worker/lib/problem.ts";
import { takesForm } from "#worker/lib/route.ts";
import { localeOf } from "#worker/lib/session.ts";
import { currentService } from "./current.ts";
import { isHeld, ofMachines, refusal } from "./rules.ts";

/** Knows how the service is set, for the banner of every page and for what is held back. */
export const serviceKnown = platform(async (c, next) => {
  if (ofMachines(c.req.path)) return next();
  const writes = c.req.method !== "GET" && c.req.method !== "HEAD";
  const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
  c.set("service", await currentService(c.env, { writes, later }));
  await next();
});

/**
 * Holds back what the switch does not allow, with its reason and its end. It stands behind the
 * session and the form's token, so that a form can be given back to whoever filled it in.
 */
export const heldBack = platform(async (c, next) => {
  const { service, ctx } = c.var;
  if (!service || service.mode === "normal") return next();
  const { method, path } = c.req;
  const form = isForm(c) ? await c.req.parseBody({ all: true }) : {};
  const restores = form._restore !== undefined;
  const operates = ctx.actor.grants.includes("operations:read");
  if (!isHeld(service.mode, { method, path, operates, restores })) return next();
  const problem = refusal(service, c.var.session?.locale ?? localeOf(c), c.var.now);
  if (path.startsWith("/api/")) throw problem;
  return heldPage(c, problem);
});

const isForm = (c: Context<Env>) =>
  c.req.method === "POST" &&
  /^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(
    c.req.header("content-type") ?? "",
  );

async function heldPage(c: Context<Env>, problem: Problem): Promise<Response> {
  const { kept, file } = isForm(c) ? await lapsedOf(c) : { kept: undefined, file: false };
  const shown = kept && takesForm(c) ? asShown(kept) : undefined;
  const view = { code: problem.code, reasons: problem.reasons, kept: shown, file };
  const answer = page(c, <HeldPage {...view} from={kept?.from} />, 503);
  answer.headers.set("retry-after", String(problem.retryAfter));
  return answer;
}
