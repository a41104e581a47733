import { Hono } from "hono";
import { open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { Problem } from "#worker/lib/problem.ts";
import { isReady } from "./actions.ts";
import { violationsIn } from "./rules.ts";

const REPORT_LIMIT = 16 * 1024;
const reportTypes = ["application/csp-report", "application/reports+json", "application/json"];

/** What machines ask: is it there, can it serve, may it be indexed, and what browsers report. */
export const healthPages = new Hono<Env>()
  .get("/healthz", open(), (c) => c.text("ok"))
  .get("/readyz", open(), async (c) => {
    const ready = await isReady(c.env, c.var.now);
    return c.json({ status: ready ? "ready" : "down" }, ready ? 200 : 503);
  })
  .get("/robots.txt", open(), (c) => c.text("User-agent: *\nDisallow: /\n"))
  .post("/csp-report", open(), async (c) => {
    const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
    if (!reportTypes.includes(type)) throw new Problem(415, "content_type");
    const bytes = await c.req.arrayBuffer();
    if (bytes.byteLength > REPORT_LIMIT) throw new Problem(413, "too_large");
    for (const { directive, blocked } of violationsIn(new TextDecoder().decode(bytes)))
      console.error(c.var.requestId, `policy ${directive} blocked ${blocked}`);
    return c.body(null, 204);
  });
