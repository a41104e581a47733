import type { Context } from "hono";
import { render } from "preact-render-to-string";
import assets from "#web/assets.gen.json" with { type: "json" };
import { NotReadyDocument } from "#web/modules/health/views.tsx";
import { platform } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { keysAreUsable } from "./readiness/actions.ts";
import { schemaIsAtHead } from "./readiness/queries.ts";

// These say what they have to say without keys and without a database.
const always = new Set(["/healthz", "/robots.txt", "/favicon.ico", "/.well-known/security.txt"]);
const ownMachine = new Set(["localhost", "127.0.0.1", "[::1]"]);

// Once it is there it stays: asked until then, and never again by this isolate.
let schemaSeen = false;

/**
 * Nothing works without keys and tables, so nothing is tried: a page says which command helps.
 * The tables are looked for on a developer's machine only; in production /readyz does that before
 * anybody is let in, and a page costs no query more.
 */
export const whenReady = platform(async (c, next) => {
  if (always.has(c.req.path)) return next();
  if (!keysAreUsable(c.env)) return notReady(c, "keys");
  if (!schemaSeen && ownMachine.has(new URL(c.req.url).hostname) && c.req.path !== "/readyz") {
    schemaSeen = await schemaIsAtHead(c.env.DB);
    if (!schemaSeen) return notReady(c, "schema");
  }
  return next();
});

function notReady(c: Context<Env>, missing: "keys" | "schema"): Response {
  const again = { "Retry-After": "5" };
  if (c.req.path === "/readyz") return c.json({ status: "down" }, 503, again);
  if (c.req.path.startsWith("/api/v1/")) {
    const problem = { type: "about:blank", title: "unavailable", status: 503, code: "unavailable" };
    const body = { ...problem, errors: {}, reasons: [], instance: c.var.requestId };
    return c.json(body, 503, { ...again, "content-type": "application/problem+json" });
  }
  const styles = (assets as Record<string, string>).styles ?? "";
  const html = render(<NotReadyDocument missing={missing} styles={styles} />);
  return c.html(`<!doctype html>${html}`, 503, again);
}
