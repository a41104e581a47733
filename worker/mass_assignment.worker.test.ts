import { beforeAll, describe, expect, test } from "vitest";
import { type Role, roles, rolesWith } from "#worker/lib/grants.ts";
import { type Asker, anybody, ask, somebody } from "./test/ask.ts";
import { changedTables, dump } from "./test/dump.ts";
import { send } from "./test/harness.ts";
import { placeIn } from "./test/places.ts";
import { nameOf, type Route, routes } from "./test/routes.ts";
import { asForm, sampleOf, shapeOf } from "./test/samples.ts";
import { type World, world } from "./test/world.ts";

// Input names what may be set. Anything else beside it is refused, and nothing is written.

const extras: Record<string, unknown> = {
  schoolId: "01900000-0000-7000-8000-000000000001",
  school_id: "01900000-0000-7000-8000-000000000001",
  id: "01900000-0000-7000-8000-000000000002",
  userId: "01900000-0000-7000-8000-000000000003",
  version: 99,
  roles: ["owner"],
  role: "owner",
  grants: ["students:write"],
  status: "finished",
  isAdmin: true,
  createdAt: "2020-01-01T00:00:00.000Z",
  passwordEnc: "x",
  nationalIdEnc: "x",
  importId: "01900000-0000-7000-8000-000000000004",
};

let place: World;
beforeAll(async () => {
  place = await world("askim");
});

/** Whoever may use the route: the first role with its right. */
async function whoMay({ note }: Route): Promise<Asker> {
  if (!note.grant || note.grant === "open") return anybody;
  const held = rolesWith(note.grant);
  const role = roles.find((one): one is Role => held.includes(one)) ?? "owner";
  return somebody(held.includes("owner") ? "owner" : role, "askim");
}

const bodies = routes.filter(({ note }) => note.json ?? note.form);

test("there are bodies to try", () => expect(bodies.length).toBeGreaterThan(3));

describe.each(bodies.map((route) => [nameOf(route), route] as const))("%s", (_, route) => {
  const schema = route.note.json ?? route.note.form;
  const known = Object.keys((schema && shapeOf(schema)) ?? {});
  const strange = Object.keys(extras).filter((name) => !known.includes(name));

  test("refuses what it does not know, and changes nothing", async () => {
    const asker = await whoMay(route);
    const { path, known: values } = placeIn(route, place);
    const sample = (schema && sampleOf(schema, values)) as Record<string, unknown>;
    const before = await dump();
    const accepted: string[] = [];
    for (const name of [...strange, "__proto__", "constructor"]) {
      const response = await post(asker, route, path, values, { ...sample }, name);
      await response.text();
      const sentAway = /^\/sign-in(\?|$)/.test(response.headers.get("location") ?? "");
      if ((response.status < 400 && !sentAway) || response.status >= 500)
        accepted.push(`${name} ${response.status}`);
    }
    const after = await dump();
    // A form that only carries along what was typed takes any field, and must then write none.
    if (!loose(schema)) expect(accepted).toEqual([]);
    expect(changedTables(before, after)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

const loose = (schema: unknown) =>
  (schema as { def?: { catchall?: { def: { type: string } } } }).def?.catchall?.def.type ===
  "unknown";

/** Sends the sample with one field more than the schema has. */
function post(
  asker: Asker,
  route: Route,
  path: string,
  values: Record<string, unknown>,
  sample: Record<string, unknown>,
  extra: string,
): Promise<Response> {
  const { headers, token } = asker;
  const tag = route.note.ifMatch ? { "if-match": `"${values.id}-1"` } : {};
  const value = extras[extra] ?? { polluted: true };
  if (route.note.json) {
    // Written by hand: an object literal's __proto__ would be its prototype and never be sent.
    const rest = JSON.stringify(sample).slice(1, -1);
    const body = `{${rest ? `${rest},` : ""}${JSON.stringify(extra)}:${JSON.stringify(value)}}`;
    const all = { ...headers, ...tag, "content-type": "application/json" };
    return send(route.method, path, { headers: all, body });
  }
  const body = new URLSearchParams({ _token: token() });
  for (const pair of asForm(sample)) body.append(...pair);
  body.append(extra, typeof value === "string" ? value : JSON.stringify(value));
  return send(route.method, path, { headers, body });
}

test("the samples themselves are accepted, or the refusals above would prove nothing", async () => {
  const refused: string[] = [];
  for (const route of bodies) {
    const fresh = await world("askim");
    const { path, known } = placeIn(route, fresh);
    const response = await ask(await whoMay(route), route, path, known);
    const text = await response.text();
    const said = text
      .match(/"errors":\{[^}]*\}|<li><a class="ds-link"[^<]*<|<p>[^<]*</g)
      ?.join(" ");
    if (response.status === 422 || response.status === 400)
      refused.push(`${nameOf(route)} ${said}`);
  }
  // Where a rule needs more than a schema can say: a code that was mailed, a password that is right.
  expect(refused.length, refused.join(", ")).toBeLessThan(bodies.length / 2);
}, 180_000);
