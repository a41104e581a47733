import { beforeAll, describe, expect, test } from "vitest";
import { type Role, roles, rolesWith } from "#worker/lib/grants.ts";
import { anybody, ask, masked, somebody } from "./test/ask.ts";
import { changedTables, dump } from "./test/dump.ts";
import type { Person } from "./test/harness.ts";
import { fresh, namesRows, placeIn, unknownParams } from "./test/places.ts";
import { policy } from "./test/policy.ts";
import { isApi, isSafe, nameOf, type Route, routes } from "./test/routes.ts";
import { type World, world } from "./test/world.ts";

// Every route x every role x {own school, another school}, from one table written by hand.

let own: World;
let other: World;
const standing = new Map<Role, { person: Person; asks: number; since: number }>();
// What a person proved when she signed in counts for five minutes; a slow machine takes longer. A
// fast one asks more than ten times a second, which is more than one person may.
const FRESH = 240_000;
const MOST_ASKS = 20;

beforeAll(async () => {
  own = await world("askim");
  other = await world("bjerk");
});

/** Where nothing will change, a few people per role and one school serve all routes. */
async function someone(role: Role): Promise<Person> {
  const now = Date.now();
  const known = standing.get(role);
  const serves = known && known.asks < MOST_ASKS && now - known.since < FRESH;
  const one = serves ? known : { person: await somebody(role, "askim"), asks: 0, since: now };
  standing.set(role, { ...one, asks: one.asks + 1 });
  return one.person;
}

const allowed = (role: Role, right: (typeof policy)[string]) =>
  right === "open" || rolesWith(right).includes(role);

test("the table names every route, and no route that does not exist", () => {
  expect(routes.length).toBeGreaterThan(1);
  expect(Object.keys(policy).sort()).toEqual(routes.map(nameOf).sort());
});

test("every route line says what the table says", () => {
  const said = Object.fromEntries(routes.map((route) => [nameOf(route), route.note.grant]));
  expect(said).toEqual(policy);
});

test("what a path parameter names is known, so that another school's row can be asked for", () => {
  const unknown = routes.flatMap((route) =>
    unknownParams(route).map((name) => `${nameOf(route)}: ${name}`),
  );
  expect(unknown).toEqual([]);
});

// The mailbox and the phones of a developer's machine hold what everybody is sent, in this test too.
const hidesOthers = routes.filter(({ path }) => !["/dev/mailbox", "/dev/sms"].includes(path));

const named = hidesOthers.map((route) => [nameOf(route), route] as const);
const rightTo = (name: string, route: Route) => policy[name] ?? route.note.grant ?? "open";

// First what must change nothing, while the two schools are all there is to compare.
describe.each(named.filter(([, route]) => namesRows(route)))("%s", (name, route) => {
  const readers = roles.filter((role) => allowed(role, rightTo(name, route)));

  test.each(readers)("%s names another school's row", async (role) => {
    const person = await someone(role);
    const values = fresh();
    const theirs = placeIn(route, other, values);
    const none = placeIn(route, "nowhere", values);
    const before = await dump();
    const foreign = await masked(await ask(person, route, theirs.path, theirs.known));
    const random = await masked(await ask(person, route, none.path, none.known));
    expect(foreign).toBe(random);
    expect(foreign).toMatch(isSafe(route) ? /^404 / : /^(200|4(04|09|12|22)) /);
    expect(foreign).not.toContain(other.canary);
    expect(changedTables(before, await dump())).toEqual([]);
  });
});

describe.each(named)("%s", (name, route) => {
  const right = rightTo(name, route);

  test("nobody signed in", async () => {
    const { path, known } = placeIn(route, own);
    const response = await ask(anybody, route, path, known);
    if (right === "open") expect([401, 403]).not.toContain(response.status);
    else if (isApi(route)) expect(response.status).toBe(401);
    else expect(response.headers.get("location")).toMatch(/^\/sign-in(\?|$)/);
    const text = await response.text();
    expect(text).not.toContain(other.canary);
    // A link from a mail is itself the proof of who may see what it leads to.
    if (!route.path.includes(":token")) expect(text).not.toContain(own.canary);
  });

  test.each(roles)("%s", async (role) => {
    const may = allowed(role, right);
    const changes = may && !isSafe(route);
    // How many files somebody takes out is limited.
    const fresh = changes || /export$|\.csv$/.test(route.path);
    const person = fresh ? await somebody(role, "askim") : await someone(role);
    const { path, known } = placeIn(route, changes ? await world("askim") : own);
    const response = await ask(person, route, path, known);
    const text = await response.text();
    expect(text).not.toContain(other.canary);
    if (!may) {
      expect(response.status).toBe(403);
      expect(text).not.toContain(own.canary);
      return;
    }
    expect(response.status, text).toBeLessThan(500);
    expect([401, 403]).not.toContain(response.status);
    // What is one student's own, or the operator's, does not exist for the others; their own tests
    // ask as them.
    const own404 = /\/me\/.*:id|^\/(operator\/|metrics$)/.test(route.path) ? [404] : [];
    // What listens to changes is asked for by a socket, and by nothing else.
    const noSocket = route.path.endsWith("/live") ? [426] : [];
    if (role !== "platform_admin" && isSafe(route))
      expect([200, 303, ...own404, ...noSocket]).toContain(response.status);
  });
});
