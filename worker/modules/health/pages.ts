import { Hono } from "hono";
import assets from "#web/assets.gen.json" with { type: "json" };
import { open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { take } from "#worker/lib/limits.ts";
import { log } from "#worker/lib/log.ts";
import { callerOf } from "#worker/lib/network.ts";
import { isOperator } from "#worker/lib/operator.ts";
import { Problem } from "#worker/lib/problem.ts";
import { readiness } from "./readiness/actions.ts";
import { Said, securityText, violationsIn } from "./rules.ts";

const REPORT_LIMIT = 16 * 1024;
const reportTypes = ["application/csp-report", "application/reports+json", "application/json"];

const said = new Said();

/** What machines ask: is it there, can it serve, may it be indexed, and what browsers report. */
export const healthPages = new Hono<Env>()
  .get("/healthz", open(), (c) => c.text("ok"))
  .get("/readyz", open(), async (c) => {
    const authorization = c.req.header("authorization");
    const knows = isOperator(c.env.OPERATOR_KEY, authorization);
    if (authorization !== undefined && !knows) return c.json({ status: "unauthorized" }, 401);
    const found = await readiness(c.env, c.var.now);
    // What fails is for the log and for the operator: strangers ask here too.
    const how = { version: c.env.VERSION?.id, service: c.var.service };
    const told = knows ? { ...found, ...how } : { status: found.status };
    return c.json(told, found.status === "down" ? 503 : 200);
  })
  .get("/robots.txt", open(), (c) => c.text("User-agent: *\nDisallow: /\n"))
  // Asked for by browsers that have not read a page, and by whatever shows a list of addresses.
  .get("/favicon.ico", open(), (c) => c.redirect(assets.icon, 303))
  .get("/.well-known/security.txt", open(), (c) => {
    const text = securityText(c.env, c.var.now);
    if (!text) throw new Problem(404, "not_found");
    return c.text(text);
  })
  .post("/csp-report", open(), async (c) => {
    const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
    if (!reportTypes.includes(type)) throw new Problem(415, "content_type");
    const bytes = await c.req.arrayBuffer();
    if (bytes.byteLength > REPORT_LIMIT) throw new Problem(413, "too_large");
    const found = violationsIn(new TextDecoder().decode(bytes));
    if (found.length === 0) return c.body(null, 204);
    const caller = callerOf(c.req.header("cf-connecting-ip"));
    await take(c.var.ctx, "csp_report.caller", caller);
    for (const { directive, blocked } of found) {
      const line = `${directive} ${blocked}`;
      if (said.isNew(line, Date.parse(c.var.now)))
        log("error", "policy.blocked", { subject: blocked, reason: directive });
    }
    return c.body(null, 204);
  });
