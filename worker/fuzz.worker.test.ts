import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { rolesWith } from "#worker/lib/grants.ts";
import { arbitraryOf, hostile } from "./test/arbitrary.ts";
import { type Asker, anybody, somebody } from "./test/ask.ts";
import { send } from "./test/harness.ts";
import { placeIn } from "./test/places.ts";
import { fill, isApi, isSafe, nameOf, paramsOf, type Route, routes } from "./test/routes.ts";
import { type World, world } from "./test/world.ts";

/** Inputs per route, and where to start; `npm run prove -- fuzz` sets both. */
declare const FUZZ: { runs: number; seed: number };

// Whatever is sent to a route: it answers as it promised, refuses in words, and never breaks.

let place: World;
beforeAll(async () => {
  place = await world("askim");
});

type Request = {
  params: string[];
  query: Record<string, unknown>;
  body: unknown;
  type: string | undefined;
  tag: string | undefined;
};

const types = fc.constantFrom("right", "right", "right", "right", undefined, "text/plain", "a/b");

function requests({ note, path }: Route): fc.Arbitrary<Request> {
  const schema = note.json ?? note.form;
  return fc.record({
    params: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant("") }, hostile), {
      ...{ minLength: paramsOf({ path } as Route).length },
      maxLength: paramsOf({ path } as Route).length,
    }),
    query: note.query ? arbitraryOf(note.query) : fc.constant({}),
    body: schema
      ? fc.oneof({ weight: 4, arbitrary: arbitraryOf(schema) }, fc.json())
      : fc.constant(""),
    type: types,
    tag: fc.option(fc.oneof(fc.constant("right"), hostile), { nil: undefined, freq: 5 }),
  }) as fc.Arbitrary<Request>;
}

async function askerOf({ note }: Route): Promise<Asker> {
  if (!note.grant || note.grant === "open") return anybody;
  const held = rolesWith(note.grant);
  return somebody(held.includes("owner") ? "owner" : (held[0] ?? "owner"), "askim");
}

/** Header values cannot hold these; a browser would not send them either. */
const sendable = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, "?");

async function shoot(route: Route, asker: Asker, request: Request): Promise<Response> {
  const { known } = placeIn(route, place);
  const named = paramsOf(route).map((name, at) => {
    const value = request.params[at];
    return [name, (value && wellFormed(value)) || String(known[name])] as const;
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {}))
    for (const one of [value].flat()) query.append(name, text(one));
  const search = query.size ? `?${query}` : "";
  const path = fill(route, Object.fromEntries(named)) + search;
  const headers: Record<string, string> = { ...asker.headers };
  if (request.tag)
    headers["if-match"] = sendable(request.tag === "right" ? `"${known.id}-1"` : request.tag);
  if (isSafe(route)) return send(route.method, path, { headers });
  const json = isApi(route) || route.method !== "POST";
  const right = json ? "application/json" : "application/x-www-form-urlencoded";
  if (request.type) headers["content-type"] = request.type === "right" ? right : request.type;
  const body = json ? jsonOf(request.body) : formOf(request.body, asker.token());
  return send(route.method, path, { headers, body: new TextEncoder().encode(body) });
}

const wellFormed = (value: string) => value.toWellFormed().slice(0, 2000);
const text = (value: unknown) =>
  wellFormed(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
const jsonOf = (body: unknown) => (typeof body === "string" ? body : (JSON.stringify(body) ?? ""));

function formOf(body: unknown, token: string): string {
  const form = new URLSearchParams({ _token: token });
  if (typeof body === "object" && body !== null)
    for (const [name, value] of Object.entries(body))
      for (const one of [value].flat()) form.append(name, text(one));
  return form.toString();
}

const leak = /\bat .+\.(ts|js):\d+|D1_ERROR|SQLITE|drizzle|syntax error|select .+ from /i;

async function judge(route: Route, response: Response): Promise<void> {
  const said = await response.text();
  expect(response.status, said.slice(0, 500)).not.toBe(500);
  if (response.status > 500) expect(said).toMatch(/unavailable|register_|company_/); // the other side is down
  expect(said.replaceAll(/<[^>]+>/g, "")).not.toMatch(leak);
  if (!isApi(route)) return;
  if (response.status >= 400) {
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(JSON.parse(said)).toMatchObject({ status: response.status, code: expect.any(String) });
  } else if (route.note.answer && !route.note.answer.types && said)
    route.note.answer.schema.parse(JSON.parse(said));
}

test.each(routes.map((route) => [nameOf(route), route] as const))(
  "%s",
  async (_, route) => {
    const asker = await askerOf(route);
    const held = fc.asyncProperty(requests(route), async (request) => {
      await judge(route, await shoot(route, asker, request));
    });
    const outcome = await fc.check(held, {
      numRuns: FUZZ.runs,
      seed: FUZZ.seed,
      endOnFailure: true,
    });
    const why = `${outcome.errorInstance}\n${fc.defaultReportMessage(outcome)}`;
    expect(outcome.failed, why).toBe(false);
  },
  60_000 + FUZZ.runs * 100,
);

test("the fuzz would find a route that breaks on odd numbers, and one that tells too much", async () => {
  const schema = z.strictObject({ name: z.string().min(1).max(100), count: z.coerce.number() });
  const route: Route = { method: "POST", path: "/api/v1/planted", note: { json: schema } };
  const answer = (body: unknown, broken: boolean) => {
    const { success, data } = schema.safeParse(body);
    const odd = success && !Number.isInteger(data.count);
    const text = broken ? "{}" : 'D1_ERROR: near "x": syntax error';
    return new Response(odd ? text : '{"status":422,"code":"invalid"}', {
      status: odd && broken ? 500 : 422,
      headers: { "content-type": "application/problem+json" },
    });
  };
  for (const broken of [true, false]) {
    const found = await fc.check(
      fc.asyncProperty(requests(route), ({ body }) => judge(route, answer(body, broken))),
      { numRuns: 500, seed: FUZZ.seed },
    );
    expect(found.failed).toBe(true);
  }
});
