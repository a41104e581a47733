import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { HOUR } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { employees } from "#worker/modules/employees/schema.ts";
import type { LiveFrame } from "#worker/objects/school_live.ts";
import { car, learner, teacher, works } from "#worker/test/booking_places.ts";
import { tuesday } from "#worker/test/days.ts";
import { as, db, origin, type Person, school, send } from "#worker/test/harness.ts";
import { liveOf } from "./live/actions.ts";

const change = (n: number) => ({ id: `b${n}`, days: ["2031-03-24"] });

/** An open calendar: every frame it gets, and a promise of the next. */
async function listen(who: Person, query = "") {
  const response = await send("GET", `/calendar/live${query}`, {
    headers: { ...who.headers, upgrade: "websocket" },
  });
  expect(response.status).toBe(101);
  const socket = response.webSocket;
  if (!socket) throw new Error("No socket came");
  const frames: LiveFrame[] = [];
  const waiting: ((frame: LiveFrame) => void)[] = [];
  let closed = 0;
  socket.accept();
  socket.addEventListener("message", ({ data }) => {
    const frame = JSON.parse(String(data)) as LiveFrame;
    const next = waiting.shift();
    if (next) next(frame);
    else frames.push(frame);
  });
  socket.addEventListener("close", ({ code }) => {
    closed = code;
  });
  const next = () =>
    new Promise<LiveFrame>((resolve) => {
      const frame = frames.shift();
      if (frame) resolve(frame);
      else waiting.push(resolve);
    });
  return { socket, next, closed: () => closed };
}

describe("who may listen", () => {
  test("staff, from our own pages alone", async () => {
    const path = "/calendar/live";
    const upgrade = { upgrade: "websocket" };
    expect((await send("GET", path, { headers: upgrade })).status).toBe(303); // to sign in
    const student = await as("student", "v1");
    const headers = { ...student.headers, ...upgrade };
    expect((await send("GET", path, { headers })).status).toBe(403);
    const office = await as("office", "v1");
    expect((await office.get(path)).status).toBe(426);
    for (const from of ["https://evil.example", undefined]) {
      const { origin: _, ...rest } = office.headers;
      const foreign = { ...rest, ...upgrade, ...(from && { origin: from }) };
      expect((await send("GET", path, { headers: foreign })).status).toBe(403);
    }
    expect(office.headers.origin).toBe(origin);
  });
});

describe("a change", () => {
  test("reaches every open calendar of the school, and no other school's", async () => {
    const here = await Promise.all([1, 2, 3].map(async () => listen(await as("office", "v2"))));
    const there = await listen(await as("office", "v3"));
    for (const one of [...here, there]) expect(await one.next()).toEqual({ seq: 0, changes: [] });
    await liveOf(env, await school("v2")).tell([change(1)], Date.now());
    for (const one of here) expect(await one.next()).toEqual({ seq: 1, changes: [change(1)] });
    await liveOf(env, await school("v3")).tell([change(2)], Date.now());
    expect(await there.next()).toEqual({ seq: 1, changes: [change(2)] });
  });

  test("of a booking is told with the days it was on and is on", async () => {
    const who = await as("office", "v4");
    const instructorId = "0190eeee-0000-7000-8000-000000000001";
    await db.insert(employees).values({
      schoolId: who.schoolId,
      id: instructorId,
      firstName: "Kari",
      lastName: "Live",
      sortName: "live",
    });
    const viewer = await listen(who);
    await viewer.next();
    const day = addDays(dayOf(new Date().toISOString()), 30);
    const span = { startsAt: instantAt(day, "09:00"), endsAt: instantAt(day, "09:45") };
    const made = await who.post("/api/v1/bookings", {
      kind: "meeting",
      title: "Møte",
      instructorId,
      anyway: true,
      ...span,
    });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    expect(await viewer.next()).toEqual({ seq: 1, changes: [{ id, days: [day] }] });
    const later = addDays(day, 1);
    const moved = await who.put(
      `/api/v1/bookings/${id}/time`,
      { startsAt: instantAt(later, "09:00"), endsAt: instantAt(later, "09:45"), anyway: true },
      made.headers.get("etag") ?? "",
    );
    expect(moved.status).toBe(200);
    expect(await viewer.next()).toEqual({ seq: 2, changes: [{ id, days: [day, later] }] });
  });

  test("of who is away, or works at other hours, is told with the days it concerns", async () => {
    const who = await as("office", "va");
    const employeeId = await teacher("va");
    const viewer = await listen(who);
    await viewer.next();
    const day = tuesday();
    const made = await who.post("/api/v1/absences", {
      ...{ employeeId, kind: "sick", note: null },
      ...{ startsAt: instantAt(day), endsAt: instantAt(addDays(day, 2)) },
    });
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const days = [day, addDays(day, 1)];
    expect(await viewer.next()).toEqual({ seq: 1, changes: [{ id, days }] });
    const tag = made.headers.get("etag") ?? "";
    expect((await who.put(`/api/v1/absences/${id}/cancellation`, {}, tag)).status).toBe(200);
    expect(await viewer.next()).toEqual({ seq: 2, changes: [{ id, days }] });
    const hours = { employeeId, onDate: day, spans: [{ starts: "10:00", ends: "12:00" }] };
    expect((await who.post("/api/v1/plan-exceptions", { ...hours, note: null })).status).toBe(201);
    expect((await viewer.next()).changes).toEqual([{ id: `${employeeId}.${day}`, days: [day] }]);
    const refused = await who.post("/api/v1/absences", { employeeId, kind: "sick", note: null });
    expect(refused.status).toBe(422); // and nobody is told of what did not happen
    expect((await listen(who, "?since=3").then((one) => one.next())).seq).toBe(3);
  });

  test("of a hold is told when it is made, and again when its time is over", async () => {
    const office = await as("office", "vb");
    const emma = await as("student", "vb");
    const instructorId = await teacher("vb");
    const studentId = await learner("vb", { userId: emma.userId, instructorId });
    await car("vb");
    for (const weekday of [1, 2, 3, 4, 5])
      await works("vb", instructorId, { weekday, starts: "08:00", ends: "12:00" });
    const viewer = await listen(office);
    await viewer.next();
    const slots = await emma.get("/api/v1/me/bookings/slots");
    const { items } = (await slots.json()) as { items: { startsAt: string }[] };
    const hold = async (startsAt = "") => {
      const wish = { studentId, classCode: "B", startsAt, instructorId };
      const held = await emma.post("/api/v1/me/bookings", wish);
      expect(held.status).toBe(201);
      return { id: ((await held.json()) as { id: string }).id, days: [dayOf(startsAt)] };
    };
    const told = await hold(items[0]?.startsAt);
    expect(await viewer.next()).toEqual({ seq: 1, changes: [told] });
    const live = liveOf(env, office.schoolId);
    await runInDurableObject(live, (_, state) => {
      state.storage.sql.exec("update later set at = 1"); // its minutes have gone by
    });
    expect(await runDurableObjectAlarm(live)).toBe(true);
    expect(await viewer.next()).toEqual({ seq: 2, changes: [told] });
    expect(await runDurableObjectAlarm(live)).toBe(false);
    const other = await hold(items[2]?.startsAt); // and let go of for another
    const both = [...(await viewer.next()).changes, ...(await viewer.next()).changes];
    expect(both.map(({ id }) => id).toSorted()).toEqual([told.id, other.id].toSorted());
  });

  test("is not missed by who was away, nor when the object was put to sleep in between", async () => {
    const who = await as("office", "v5");
    const live = liveOf(env, who.schoolId);
    const first = await listen(who);
    await first.next();
    await live.tell([change(1)], Date.now());
    expect((await first.next()).seq).toBe(1);
    first.socket.close(1000);
    await live.tell([change(2), change(3)], Date.now());
    await evictDurableObject(live);
    await live.tell([change(4)], Date.now());
    const again = await listen(who, "?since=1");
    expect(await again.next()).toEqual({ seq: 4, changes: [change(2), change(3), change(4)] });
    const fresh = await listen(who, `?at=${new Date(Date.now() - 60_000).toISOString()}`);
    expect((await fresh.next()).changes).toHaveLength(4);
  });

  test("that lies too far back, or in another life, means reading all of it again", async () => {
    const who = await as("office", "v6");
    const live = liveOf(env, who.schoolId);
    const old = Date.now() - 48 * HOUR;
    for (let n = 0; n < 60; n++)
      await live.tell(
        Array.from({ length: 10 }, (_, i) => change(10 * n + i)),
        old,
      );
    expect(await (await listen(who, "?since=5")).next()).toMatchObject({ seq: 600, stale: true });
    expect(await (await listen(who, "?since=900")).next()).toMatchObject({ stale: true });
    expect((await (await listen(who, "?since=598")).next()).changes).toHaveLength(2);
  });
});

describe("a connection", () => {
  test("survives its object's sleep", async () => {
    const who = await as("office", "v7");
    const viewer = await listen(who);
    await viewer.next();
    const live = liveOf(env, who.schoolId);
    await evictDurableObject(live, { webSockets: "hibernate" });
    await live.tell([change(1)], Date.now());
    expect((await viewer.next()).seq).toBe(1);
  });

  test("that is older than an hour is closed, so that who she is is asked again", async () => {
    const who = await as("office", "v8");
    const viewer = await listen(who);
    await viewer.next();
    const live = liveOf(env, who.schoolId);
    await runInDurableObject(live, (_, state) => {
      for (const socket of state.getWebSockets()) socket.serializeAttachment({ until: 1 });
    });
    await live.tell([change(1)], Date.now());
    await expect.poll(viewer.closed).toBe(1000);
  });

  test("ends with its session, and with the membership; another's stays open", async () => {
    const stays = await listen(await as("office", "vc"));
    const leaver = await as("office", "vc");
    const signedOut = await listen(leaver);
    expect((await leaver.delete("/api/v1/session")).status).toBe(200);
    await expect.poll(signedOut.closed).toBe(1000);

    const instructor = await as("instructor", "vc");
    const dismissed = await listen(instructor);
    const owner = await as("owner", "vc");
    const { userId } = instructor;
    const ended = await owner.delete(`/api/v1/members/${userId}`, `"${userId}-1"`);
    expect(ended.status).toBe(200);
    await expect.poll(dismissed.closed).toBe(1000);
    expect(stays.closed()).toBe(0);
  });

  test("that is asked for while its session ends is not opened", async () => {
    const who = await as("office", "vd");
    const object = sessionsOf(env, who.userId);
    await object.endAll();
    expect(await object.watch("x", who.schoolId, new Date().toISOString())).toBe(false);
  });

  test("says nothing to us: who does is shown out", async () => {
    const viewer = await listen(await as("office", "v9"));
    await viewer.next();
    viewer.socket.send("hello");
    await expect.poll(viewer.closed).toBe(1008);
  });
});

test("300 viewers hear of one change", async () => {
  const who = await as("office", "w1");
  const viewers = await Promise.all(Array.from({ length: 300 }, () => listen(who)));
  await Promise.all(viewers.map((one) => one.next()));
  const live = liveOf(env, who.schoolId);
  expect(await live.viewers()).toBe(300);
  const heard = viewers.map((one) => one.next());
  await live.tell([change(1)], Date.now());
  for (const frame of await Promise.all(heard))
    expect(frame).toEqual({ seq: 1, changes: [change(1)] });
});
