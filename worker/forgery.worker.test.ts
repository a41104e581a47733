import { beforeAll, expect, test } from "vitest";
import { rolesWith } from "#worker/lib/grants.ts";
import { type Asker, anybody, somebody } from "./test/ask.ts";
import { changedTables, dump } from "./test/dump.ts";
import { as, origin, send } from "./test/harness.ts";
import { placeIn } from "./test/places.ts";
import { isApi, isSafe, nameOf, type Route, routes } from "./test/routes.ts";
import { asForm, sampleOf } from "./test/samples.ts";
import { type World, world } from "./test/world.ts";

// Every unsafe route x every way another site, or an old tab, could try to use it.

type Forgery = { headers: Record<string, string>; body: string };

const form = "application/x-www-form-urlencoded";
const unsafe = routes.filter((route) => !isSafe(route) && route.path !== "/csp-report");

let place: World;
let stranger: Asker;
beforeAll(async () => {
  place = await world("askim");
  stranger = await as("owner", "askim");
});

async function victimOf({ note }: Route): Promise<Asker> {
  if (!note.grant || note.grant === "open") return anybody;
  const held = rolesWith(note.grant);
  return somebody(held.includes("owner") ? "owner" : (held[0] ?? "owner"), "askim");
}

/** The same request, in each of the ways in which it must not be believed. */
function forgeries(route: Route, { headers, token }: Asker, known: object): [string, Forgery][] {
  const schema = route.note.json ?? route.note.form;
  const sample = schema ? sampleOf(schema, { ...known }) : {};
  const cookie = headers.cookie;
  const encode = (token?: string) =>
    new URLSearchParams([...asForm(sample), ...(token ? [["_token", token]] : [])]).toString();
  const api = isApi(route) || route.method !== "POST";
  const right: Forgery = api
    ? { headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(sample) }
    : { headers: { ...headers, "content-type": form }, body: encode(token()) };
  const from = (more: Record<string, string>) => ({
    ...right,
    headers: { cookie, "content-type": `${right.headers["content-type"]}`, ...more },
  });
  const asForms = { ...headers, "content-type": form };
  return [
    ["a form without a token", { headers: asForms, body: encode() }],
    ["a form with another session's token", { headers: asForms, body: encode(stranger.token()) }],
    ["a form with a token of nobody", { headers: asForms, body: encode("a.b.c") }],
    ["another site", from({ "sec-fetch-site": "cross-site", origin: "https://evil.example" })],
    ["another site that lies about its origin", from({ "sec-fetch-site": "cross-site", origin })],
    ["a sibling domain", from({ "sec-fetch-site": "same-site", origin: "https://x.tms.test" })],
    ["an address typed by hand", from({ "sec-fetch-site": "none" })],
    ["an origin of null", from({ origin: "null" })],
    ["another origin, from an old browser", from({ origin: "https://evil.example" })],
    ["no headers that tell where from", from({})],
    ["JSON called plain text", { ...right, headers: { ...headers, "content-type": "text/plain" } }],
    ["no content type", { ...right, headers }],
  ];
}

test("there are unsafe routes", () => expect(unsafe.length).toBeGreaterThan(3));

test.each(unsafe.map((route) => [nameOf(route), route] as const))("%s", async (_, route) => {
  const victim = await victimOf(route);
  const { path, known } = placeIn(route, place);
  const before = await dump();
  const answers: Record<string, number> = {};
  for (const [name, { headers, body }] of forgeries(route, victim, known)) {
    // Bytes, since a text would be given a content type by itself.
    const bytes = new TextEncoder().encode(body);
    const tag = route.note.ifMatch ? { "if-match": `"${known.id}-1"` } : {};
    const response = await send(route.method, path, {
      headers: { ...headers, ...tag },
      body: bytes,
    });
    await response.text();
    answers[name] = response.status;
  }
  const believed = Object.entries(answers).filter(([, status]) => status !== 403 && status !== 415);
  expect(believed).toEqual([]);
  expect(changedTables(before, await dump())).toEqual([]);
});
