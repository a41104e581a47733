import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import assets from "#web/assets.gen.json" with { type: "json" };
import { roles, rolesWith } from "#worker/lib/grants.ts";
import { securityHeaders } from "#worker/lib/headers.ts";
import { app } from "./app.tsx";
import { anybody, ask, somebody } from "./test/ask.ts";
import { as, origin, send } from "./test/harness.ts";
import { placeIn } from "./test/places.ts";
import { nameOf, routes } from "./test/routes.ts";
import { type World, world } from "./test/world.ts";

let place: World;
beforeAll(async () => {
  place = await world("askim");
});

// Two may differ by page: a public page may be kept, a page with a secret in its address says less.
const { "Cache-Control": _, "Referrer-Policy": __, ...fixed } = securityHeaders;

function expectHeaders({ headers }: Response): void {
  const carried = Object.keys(fixed).map((name) => [name, headers.get(name)]);
  expect(Object.fromEntries(carried)).toEqual(fixed);
  expect(headers.get("cache-control")).toMatch(/^(no-store|public, max-age=\d+)/);
  expect(headers.get("referrer-policy")).toMatch(/^(strict-origin-when-cross-origin|no-referrer)$/);
  expect(headers.get("x-powered-by")).toBeNull();
  for (const cookie of headers.getSetCookie())
    expect(cookie).toMatch(/^(__Host-\w+=[^;]*; .*Path=\/; .*HttpOnly; Secure|(lang|scheme)=)/);
}

test.each(routes.map((route) => [nameOf(route), route] as const))("%s", async (_, route) => {
  const { path, known } = placeIn(route, place);
  const right = route.note.grant;
  const held = right && right !== "open" ? rolesWith(right) : roles;
  const role = held.includes("owner") ? "owner" : (held[0] ?? "owner");
  for (const asker of [anybody, await somebody(role, "askim")]) {
    const response = await ask(asker, route, path, known);
    expectHeaders(response);
    await response.text();
  }
});

const owner = await as("owner", "askim");

test.each<[string, () => Response | Promise<Response>, number]>([
  ["an address nobody has", () => owner.get("/nowhere"), 404],
  ["an API address nobody has", () => owner.get("/api/v1/nowhere"), 404],
  ["a method nobody offers", () => send("TRACE", "/api/docs").catch(() => new Response()), 0],
  ["a form without a token", () => owner.submit("/sign-out", {}, ""), 403],
  ["too much", () => owner.post("/api/v1/nowhere", { text: "x".repeat(300_000) }), 413],
  [
    "a type nobody reads",
    () =>
      send("POST", "/api/v1/x", {
        headers: { ...owner.headers, "content-type": "text/xml" },
        body: "<x/>",
      }),
    415,
  ],
  ["a database that is gone", () => broken("/vehicles"), 500],
])("%s", async (_, make, status) => {
  const response = await make();
  if (status === 0) return;
  expect(response.status).toBe(status);
  expectHeaders(response);
});

test.each(["/link/reminder/x", "/r/abcdefghijkl", "/calendar/feed/x"])(
  "%s has a secret in its address, and sends no referrer",
  async (path) => {
    expect((await send("GET", path)).headers.get("referrer-policy")).toBe("no-referrer");
  },
);

/** The product with a database that throws whatever it is asked. */
function broken(path: string): Response | Promise<Response> {
  const gone = () => {
    throw new Error("D1_ERROR: the database is gone");
  };
  const DB = new Proxy(env.DB, { get: () => gone });
  const request = new Request(origin + path, { headers: owner.headers });
  return app.fetch(request, { ...env, DB }, createExecutionContext());
}

test("assets carry their own headers, and may be kept for ever", async () => {
  for (const path of Object.values(assets)) {
    const { status, headers } = await env.ASSETS.fetch(origin + path);
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("strict-transport-security")).toBe(
      securityHeaders["Strict-Transport-Security"],
    );
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});
