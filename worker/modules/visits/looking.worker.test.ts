import {
  createExecutionContext,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { app } from "#worker/app.tsx";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { onVisit, rolesWith } from "#worker/lib/grants.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { memberships, users } from "#worker/modules/users/schema.ts";
import { ask } from "#worker/test/ask.ts";
import { changedTables, dump } from "#worker/test/dump.ts";
import { d1Faults, databaseBehind } from "#worker/test/faulty.ts";
import { auditRows, db, origin, send } from "#worker/test/harness.ts";
import { placeIn } from "#worker/test/places.ts";
import { policy } from "#worker/test/policy.ts";
import { isSafe, nameOf, type Route, routes } from "#worker/test/routes.ts";
import { company, started } from "#worker/test/visits.ts";
import { world } from "#worker/test/world.ts";
import { supportVisits } from "./schema.ts";

// A visitor asks the whole HTTP map, as an owner: who may do the most.

// What ends a visit, and what a browser reports by itself.
const goesOn = ["POST /visits/leave", "POST /sign-out", "POST /csp-report"];
const ASKED_AS_ONE = 40; // an API takes sixty a minute of one person

// Letters that were written before leave by themselves meanwhile; none is written.
const leaves = ["mails", "outbox"];
const letters = () => db.$count(mails);

async function visitors(all: readonly Route[]) {
  const groups = Array.from({ length: Math.ceil(all.length / ASKED_AS_ONE) }, (_, at) =>
    all.slice(at * ASKED_AS_ONE, (at + 1) * ASKED_AS_ONE),
  );
  return Promise.all(
    groups.map(async (group) => ({
      group,
      visitor: await started(await company("owner", "askim")),
    })),
  );
}

test("a visitor writes nothing, by no route, and is told why", async () => {
  const place = await world("askim");
  const unsafe = routes.filter((route) => !isSafe(route) && !goesOn.includes(nameOf(route)));
  expect(unsafe.length).toBeGreaterThan(100);
  const asked = await visitors(unsafe);
  const [before, written] = [await dump(), await letters()];
  const believed: string[] = [];
  for (const { group, visitor } of asked)
    for (const route of group) {
      const { path, known } = placeIn(route, place);
      const answer = await ask(visitor, route, path, known);
      const text = await answer.text();
      const said = /visits\.read_only|kan du bare se/.test(text);
      if (answer.status !== 403 || !said) believed.push(`${nameOf(route)} ${answer.status}`);
    }
  expect(believed).toEqual([]);
  expect(await letters()).toBe(written);
  expect(changedTables(before, await dump()).filter((t) => !leaves.includes(t))).toEqual([]);
});

test("a visitor reads what the other reads, but for what is hers alone, and leaves only its trace", async () => {
  const place = await world("askim");
  const open = (route: Route) => route.note.grant === "open" && route.path !== "/";
  const reads = routes.filter((route) => isSafe(route) && !open(route));
  const asked = await visitors(reads);
  const [before, written] = [await dump(), await letters()];
  const rows = (await auditRows()).length;
  const wrong: string[] = [];
  for (const { group, visitor } of asked)
    for (const route of group) {
      const { path, known } = placeIn(route, place);
      const answer = await ask(visitor, route, path, known);
      const text = await answer.text();
      const right = policy[nameOf(route)] ?? "open";
      const owners = right === "open" || rolesWith(right).includes("owner");
      const taken = right !== "open" && owners && !onVisit(["owner"]).includes(right);
      const hers = route.note.stepUp || /\/(live|pdf)$|^\/calendar\/feeds$/.test(route.path);
      const fits =
        taken || (hers && owners)
          ? answer.status === 426 ||
            (answer.status === 403 && /visits\.taken|støttebesøk/.test(text))
          : owners
            ? [200, 303].includes(answer.status)
            : answer.status === 403;
      if (!fits) wrong.push(`${nameOf(route)} ${answer.status}`);
    }
  expect(wrong).toEqual([]);
  expect(await letters()).toBe(written);
  const changed = changedTables(before, await dump());
  expect(changed.filter((t) => ![...leaves, "audit"].includes(t))).toEqual([]);
  const trace = (await auditRows()).slice(rows).filter(({ actor }) => actor !== "system");
  expect(new Set(trace.map(({ action }) => action))).toEqual(new Set(["visits.looked"]));
  expect(trace.every(({ onBehalfOf }) => onBehalfOf !== null)).toBe(true);
});

/** A page of somebody's, from a database that fails at that trip, and how many trips it took. */
async function pageOf(headers: Record<string, string>, failsAt = Number.POSITIVE_INFINITY) {
  let trip = 0;
  const { DB, trips } = databaseBehind(async () => {
    if (++trip === failsAt) throw new Error(d1Faults[0]);
  });
  const context = createExecutionContext();
  const answer = await app.request(`${origin}/students`, { headers }, { ...env, DB }, context);
  await waitOnExecutionContext(context);
  return { status: answer.status, text: await answer.text(), trips: trips() };
}

test("a page of a visit costs one trip more, and is not shown when that trip fails", async () => {
  const { canary } = await world("askim");
  const us = await company("owner", "askim");
  const visitor = await started(us);
  // Whether the service is open is asked for by the first of these, and known to the others.
  await pageOf(us.person.headers);
  const own = await pageOf(us.person.headers);
  const seen = await pageOf(visitor.headers);
  expect(seen).toMatchObject({ status: 200, trips: own.trips + 1 });
  expect(seen.text).toContain(canary);
  const unseen = await pageOf(visitor.headers, seen.trips);
  expect(unseen.status).toBe(500);
  expect(unseen.text).not.toContain(canary);
});

test("what goes on by itself after a visit is not opened on one", async () => {
  const visitor = await started(await company("owner"));
  for (const path of ["/calendar/live", "/security/live"]) {
    const headers = { ...visitor.headers, upgrade: "websocket" };
    expect((await send("GET", path, { headers })).status).toBe(403);
  }
  const page = await visitor.get("/");
  expect(page.headers.get("TMS-Reader")).toBeNull();
});

/** She is the supporter again, and led back to where she asked. */
async function isHerself(get: (path: string) => Promise<Response>) {
  const back = await get("/students");
  expect([back.status, back.headers.get("location")]).toEqual([303, "/platform/visits"]);
  expect((await get("/students")).status).toBe(403);
  const own = await get("/platform/visits");
  expect(own.status).toBe(200);
  expect(await own.text()).not.toContain("/visits/leave");
}

const past = shift(new Date().toISOString(), -MINUTE);
type Us = Awaited<ReturnType<typeof company>>;
const object = ({ support }: Us) => sessionsOf(env, support.userId);

test.each<[string, (us: Us, id: string) => Promise<unknown>]>([
  [
    "the row says that time is up",
    (_, id) => db.update(supportVisits).set({ until: past }).where(eq(supportVisits.id, id)),
  ],
  [
    "the session knows that time is up, whatever the row says",
    (us) =>
      runInDurableObject(object(us), (_, { storage }) => {
        const set = "update visiting set visit = json_set(visit, '$.until', ?)";
        storage.sql.exec(set, past);
      }),
  ],
  ["an owner ends it", (us, id) => us.owner.submit(`/visits/${id}/end`, {})],
  [
    "the other is no member any more",
    async ({ owner, person }) => {
      const gone = await owner.submit(`/people/${person.userId}/removal`, { version: "1" });
      expect(gone.status).toBe(303);
    },
  ],
  [
    "the other is shut out",
    async ({ person }) => {
      await db.update(users).set({ disabledAt: past }).where(eq(users.id, person.userId));
      await sessionsOf(env, person.userId).forget();
    },
  ],
  [
    "the other is a pupil only",
    async ({ person }) => {
      const roles = ["student"] as const;
      await db.update(memberships).set({ roles }).where(eq(memberships.userId, person.userId));
      await sessionsOf(env, person.userId).forget();
    },
  ],
])("a visit ends when %s", async (_, end) => {
  const us = await company();
  const visitor = await started(us);
  expect((await visitor.get("/students")).status).toBe(200);
  await end(us, visitor.id);
  await isHerself(us.support.get);
});

test("a form of a visit that is over is dropped, and she is led back", async () => {
  const us = await company();
  const visitor = await started(us);
  await us.owner.submit(`/visits/${visitor.id}/end`, {});
  const late = await visitor.submit("/visits/leave", {});
  expect([late.status, late.headers.get("location")]).toEqual([303, "/platform/visits"]);
});

test("signing out ends the visit too, in her own name", async () => {
  const us = await company();
  const visitor = await started(us);
  expect((await visitor.submit("/sign-out", {})).headers.get("location")).toBe("/sign-in");
  const ended = (await auditRows()).filter(
    ({ action, entityId }) => action === "visits.ended" && entityId === visitor.id,
  );
  expect(ended.map(({ actor, onBehalfOf }) => [actor, onBehalfOf])).toEqual([
    [us.support.userId, null],
    [us.support.userId, null],
  ]);
  expect((await us.support.get("/platform/visits")).headers.get("location")).toContain("/sign-in");
});

test("a supporter whose rights end is nobody, and one who must prove who she is, is herself", async () => {
  const proves = await company();
  const visitor = await started(proves);
  await object(proves).demandProof();
  expect((await visitor.get("/students")).headers.get("location")).toBe("/platform/visits");
  const gone = await company();
  const other = await started(gone);
  await db.update(users).set({ disabledAt: past }).where(eq(users.id, gone.support.userId));
  await object(gone).forget();
  expect((await other.get("/students")).headers.get("location")).toContain("/sign-in");
});
