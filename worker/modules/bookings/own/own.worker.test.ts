import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import { addDays, dayOf, instantAt, timeOf, weekdayOf } from "#worker/lib/dates.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import { studentPackageItems, studentPackages } from "#worker/modules/charges/schema.ts";
import { packages, prices, products } from "#worker/modules/prices/schema.ts";
import { settings } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { away, car, learner, teacher, works } from "#worker/test/booking_places.ts";
import { bornAgo } from "#worker/test/days.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { followBookings } from "../followers.ts";
import { bookings, claims } from "../schema.ts";
import { deleteHold } from "../writes.ts";
import { OwnBooking, type Slot, Slots } from "./input.ts";
import { openSlots } from "./open.ts";

const url = "/api/v1/me/bookings";

/** A working day some time ahead. */
function workday(after = 5): string {
  let day = addDays(dayOf(new Date().toISOString()), after);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

type Place = { emma: Person; studentId: string; instructorId: string; name: string };
let places = 0;

/** A school with a student who signs in, her instructor who works 08-12, and a car. */
async function place(rules: Record<string, string | number> = {}): Promise<Place> {
  const name = `o${++places}`;
  const emma = await as("student", name);
  const instructorId = await teacher(name);
  const studentId = await learner(name, { userId: emma.userId, instructorId });
  await car(name);
  for (const weekday of [1, 2, 3, 4, 5])
    await works(name, instructorId, { weekday, starts: "08:00", ends: "12:00" });
  for (const [key, value] of Object.entries(rules)) await rule(emma, key, value);
  return { emma, studentId, instructorId, name };
}

const rule = ({ schoolId }: Person, key: string, value: string | number) =>
  db.insert(settings).values({
    ...{ schoolId, key, value, since: new Date().toISOString(), id: uuidv7(), setBy: "x" },
  });

async function slots({ emma }: Place, from = workday()): Promise<Slots> {
  const response = await emma.get(`${url}/slots?from=${from}`);
  expect(response.status).toBe(200);
  return Slots.parse(await response.json());
}

const hold = ({ emma, studentId }: Place, slot: Slot | undefined) =>
  emma.post(url, {
    ...{ studentId, classCode: "B" },
    ...{ startsAt: slot?.startsAt, instructorId: slot?.instructorId },
  });

async function held(at: Place, slot: Slot | undefined): Promise<OwnBooking> {
  const response = await hold(at, slot);
  expect(response.status).toBe(201);
  return OwnBooking.parse(await response.json());
}

const confirm = ({ emma }: Place, { id, version }: OwnBooking) =>
  emma.put(`${url}/${id}/confirmation`, {}, `"${id}-${version}"`);

let usual: Place;
beforeAll(async () => {
  usual = await place();
});

test("free times lie within the plan, one after the other, on the wall clock", async () => {
  const day = workday();
  const { items } = await slots(usual, day);
  const times = items
    .filter((one) => dayOf(one.startsAt) === day)
    .map((one) => timeOf(one.startsAt));
  expect(times).toEqual(["08:00", "08:45", "09:30", "10:15", "11:00"]);
  expect(items[0]).toMatchObject({ instructor: expect.stringContaining("Kari") });
});

test("a time is held, confirmed, and then counts; nothing counts before", async () => {
  const heard: string[] = [];
  const { studentId } = usual;
  followBookings((_, { before, after }) => {
    if (after.studentId === studentId) heard.push(`${before?.status ?? "new"} ${after.status}`);
    return {};
  });
  const { items } = await slots(usual);
  const one = await held(usual, items[0]);
  expect(one).toMatchObject({ status: "held", vehicle: expect.any(String) });
  expect(heard).toEqual([]);
  const confirmed = await confirm(usual, one);
  expect(confirmed.status).toBe(200);
  expect(await confirmed.json()).toMatchObject({ status: "booked", holdUntil: null });
  expect(heard).toEqual(["new booked"]);
  expect((await confirm(usual, one)).status).toBe(200); // a second click changes nothing
  expect(heard).toHaveLength(1);
  const after = await slots(usual);
  expect(after.items.map(({ startsAt }) => startsAt)).not.toContain(items[0]?.startsAt);
  const actions = (await auditRows()).map(({ action }) => action);
  expect(actions.slice(-2)).toEqual(["bookings.held", "bookings.booked"]);
});

test("one time at once is held; the one before is free again", async () => {
  const at = await place();
  const { items } = await slots(at);
  const first = await held(at, items[0]);
  await held(at, items[1]);
  expect(await db.$count(bookings, eq(bookings.id, first.id))).toBe(0);
  const late = await confirm(at, first);
  expect(late.status).toBe(404);
});

test("a hold that is over cannot be confirmed", async () => {
  const at = await place();
  const one = await held(at, (await slots(at)).items[0]);
  await db
    .update(bookings)
    .set({ holdUntil: "2026-01-01T00:00:00.000Z" })
    .where(eq(bookings.id, one.id));
  const response = await confirm(at, one);
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ code: "bookings.hold_over" });
});

test("what the school does not allow is said, with its rule", async () => {
  const reasons = async (at: Place) => (await slots(at)).reasons.map(({ code }) => code);
  expect(await reasons(await place({ self_booking: "off" }))).toEqual(["bookings.self_off"]);
  const at = await place({ self_booking_open: 1 });
  await confirm(at, await held(at, (await slots(at)).items[0]));
  expect(await reasons(at)).toEqual(["bookings.too_many_open"]);
  const refused = await hold(at, (await slots(usual)).items[0]);
  expect(refused.status).toBe(409);
});

test("times too soon, too far ahead, or when the instructor is away, are not there", async () => {
  const soon = await place({ self_booking_notice_hours: 336 });
  expect((await slots(soon, dayOf(soon.emma.ctx.now))).items).toEqual([]);
  const far = await place({ self_booking_ahead_days: 7 });
  expect((await slots(far, addDays(dayOf(far.emma.ctx.now), 9))).items).toEqual([]);
  const ill = await place();
  const day = workday();
  await away(ill.name, ill.instructorId, { startsAt: instantAt(day), hours: 24 });
  const { items } = await slots(ill, day);
  expect(items.some(({ startsAt }) => dayOf(startsAt) === day)).toBe(false);
  const forged = { ...items[0], startsAt: instantAt(day, "08:00") } as Slot;
  expect((await hold(ill, { ...forged, instructorId: ill.instructorId })).status).toBe(409);
});

test("a day without a free time says why, and so does a time that is not free", async () => {
  const at = await place();
  const day = workday();
  await away(at.name, at.instructorId, { startsAt: instantAt(day), hours: 24 });
  const { blocked } = await slots(at, day);
  const why = (on: string) => blocked.find((one) => one.on === on)?.reasons.map(({ code }) => code);
  expect(why(day)).toEqual(["bookings.instructor_away"]);
  let sunday = day;
  while (weekdayOf(sunday) !== 7) sunday = addDays(sunday, 1);
  expect(why(sunday)).toEqual(["bookings.not_at_work"]);
  const refused = async (startsAt: string, instructorId = at.instructorId) => {
    const response = await at.emma.post(url, {
      ...{ studentId: at.studentId, classCode: "B", startsAt, instructorId },
    });
    expect(response.status).toBe(409);
    return (await response.json()) as { code: string; reasons: unknown[] };
  };
  const { reasons } = await refused(instantAt(day, "08:00"));
  expect(reasons).toMatchObject([{ code: "bookings.instructor_away" }]);
  expect((await refused(instantAt(sunday, "08:00"))).reasons).toMatchObject([
    { code: "bookings.not_at_work" },
  ]);
  const other = await teacher(at.name);
  expect((await refused(instantAt(day, "08:00"), other)).reasons).toMatchObject([
    { code: "bookings.not_your_instructor" },
  ]);
  expect(await (await at.emma.get(`/me/bookings/new?from=${day}`)).text()).toContain(
    "Hvorfor ikke de andre dagene?",
  );
});

test("without the basic course there are no times, each day says so, and none can be forced", async () => {
  const at = await place();
  const { items } = await slots(at);
  const own = and(eq(students.schoolId, at.emma.schoolId), eq(students.id, at.studentId));
  await db
    .update(students)
    .set({ birthDate: bornAgo(18) })
    .where(own);
  const young = await slots(at);
  expect(young.items).toEqual([]);
  const said = young.blocked.flatMap(({ reasons }) => reasons.map(({ code }) => code));
  expect(said).toContain("curriculum.tgk_missing");
  const refused = await hold(at, items[0]);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    reasons: expect.arrayContaining([
      expect.objectContaining({ code: "curriculum.first_aid_missing", help: expect.any(String) }),
    ]),
  });
});

test("without a free car there is no lesson, and an automatic student gets no manual one", async () => {
  const at = await place();
  const other = await teacher(at.name);
  const vehicleId = (await slots(at)).items[0]?.vehicleId ?? "";
  const office = await as("office", at.name);
  const [first, second] = (await slots(at)).items;
  const body = { kind: "block", instructorId: other, vehicleId, anyway: true };
  const { startsAt, endsAt } = first ?? { startsAt: "", endsAt: "" };
  expect((await office.post("/api/v1/bookings", { ...body, startsAt, endsAt })).status).toBe(201);
  expect((await slots(at)).items[0]?.startsAt).toBe(second?.startsAt);
  const name = `o${++places}`;
  const ida = await as("student", name);
  const instructorId = await teacher(name);
  await learner(name, { userId: ida.userId, instructorId, automatic: true });
  await car(name);
  await works(name, instructorId, { weekday: 1, starts: "08:00", ends: "12:00" });
  expect(Slots.parse(await (await ida.get(`${url}/slots`)).json()).items).toEqual([]);
});

test("a lesson moves to another free time, until the deadline", async () => {
  const at = await place();
  const { items } = await slots(at);
  const one = await held(at, items[0]);
  await confirm(at, one);
  const to = { startsAt: items[2]?.startsAt, instructorId: at.instructorId };
  const path = `${url}/${one.id}/time`;
  const moved = await at.emma.put(path, to, `"${one.id}-2"`);
  expect(moved.status).toBe(200);
  expect(await moved.json()).toMatchObject({ startsAt: items[2]?.startsAt });
  await rule(at.emma, "cancel_hours", 336);
  const late = await at.emma.put(path, { ...to, startsAt: items[1]?.startsAt }, `"${one.id}-3"`);
  expect(late.status).toBe(409);
  expect(await late.json()).toMatchObject({ code: "bookings.move_too_late" });
});

test("a lesson that is moved lasts as long as it did", async () => {
  const at = await place();
  const one = await held(at, (await slots(at)).items[0]);
  await confirm(at, one);
  const endsAt = shift(one.startsAt, 90 * MINUTE);
  await db.update(bookings).set({ endsAt }).where(eq(bookings.id, one.id));
  const to = (hours: number) =>
    at.emma.put(
      `${url}/${one.id}/time`,
      { startsAt: shift(one.startsAt, hours * HOUR), instructorId: at.instructorId },
      `"${one.id}-2"`,
    );
  expect((await to(3)).status).toBe(409); // 45 minutes are left of the day, not 90
  const moved = await to(2);
  expect(moved.status).toBe(200);
  expect(await moved.json()).toMatchObject({ endsAt: shift(endsAt, 2 * HOUR) });
});

test("whoever lets go of a time that was confirmed meanwhile leaves it whole", async () => {
  const at = await place();
  const one = await held(at, (await slots(at)).items[0]);
  await confirm(at, one);
  const late = commit(at.emma.ctx, {
    ...{ action: "bookings.released", entity: "booking", entityId: one.id },
    write: deleteHold(at.emma.ctx, one.id),
  });
  await expect(late).rejects.toMatchObject({ status: 412 });
  expect(await db.$count(claims, eq(claims.bookingId, one.id))).toBe(3);
});

test("calling off after the deadline is late, unless she is ill", async () => {
  const at = await place({ cancel_hours: 336 });
  const cancel = async (slot: Slot | undefined, reason: string) => {
    const one = await held(at, slot);
    await confirm(at, one);
    const path = `${url}/${one.id}/cancellation`;
    const answer = await at.emma.put(path, { reason }, `"${one.id}-2"`);
    expect(answer.status).toBe(200);
    return OwnBooking.parse(await answer.json());
  };
  const [first, second] = (await slots(at)).items;
  expect(await cancel(first, "student")).toMatchObject({
    status: "cancelled",
    cancelledLate: true,
  });
  expect(await cancel(second, "student_ill")).toMatchObject({ cancelledLate: false });
});

test("somebody else's lesson, and another school's, do not exist", async () => {
  const at = await place();
  const one = await held(at, (await slots(at)).items[0]);
  for (const stranger of [await as("student", at.name), usual.emma]) {
    expect((await stranger.get(`${url}/${one.id}`)).status).toBe(404);
    expect((await confirm({ ...at, emma: stranger }, one)).status).toBe(404);
  }
  expect((await hold({ ...at, emma: usual.emma }, (await slots(at)).items[1])).status).toBe(404);
  expect((await (await as("instructor", at.name)).get(url)).status).toBe(403);
});

test("pages: the list, the times, the question before the yes, and the lesson", async () => {
  const at = await place();
  const html = async (path: string) => {
    const response = await at.emma.get(path);
    expect(response.status).toBe(200);
    return response.text();
  };
  expect(await html("/me/bookings")).toContain("Ingen kommende timer");
  expect(await html("/me/bookings/new")).toContain("Avbestilling er gratis til 24 timer før");
  const { items } = await slots(at);
  const once = uuidv7();
  const fields = { studentId: at.studentId, classCode: "B", _once: once };
  const chosen = {
    ...fields,
    startsAt: items[0]?.startsAt ?? "",
    instructorId: at.instructorId,
  };
  for (let click = 0; click < 2; click++) {
    const answer = await at.emma.submit("/me/bookings", chosen);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`/me/bookings/${once}`);
  }
  const question = await html(`/me/bookings/${once}`);
  expect(question).toContain("Bekreft timen");
  expect(question).toContain("100 % av prisen");
  const yes = await at.emma.submit(`/me/bookings/${once}/confirmation`, { version: "1" });
  expect(yes.status).toBe(303);
  expect(await html(`/me/bookings/${once}/move`)).toContain("Flytt timen");
  const off = { version: "2", reason: "student" };
  expect((await at.emma.submit(`/me/bookings/${once}/cancellation`, off)).status).toBe(303);
  const list = await html("/me/bookings");
  expect(list).toContain("Ingen kommende timer");
  expect(list).toContain("Avlyste timer");
});

test("what it costs is shown before the yes: the lesson, and calling it off late", async () => {
  const at = await place({ late_cancel_percent: 50 });
  const productId = uuidv7();
  const { schoolId } = at.emma;
  await db.insert(products).values({
    ...{ schoolId, id: productId, name: "Kjøretime", kind: "lesson", classCode: "B" },
    ...{ unitMinutes: 45, vatCode: "exempt_education" },
  });
  await db.insert(prices).values({
    ...{ schoolId, id: uuidv7(), productId, validFrom: "2026-01-01", priceOre: 95_000 },
    ...{ setAt: "2026-01-01T00:00:00.000Z", setBy: "x" },
  });
  const [slot] = (await slots(at)).items;
  expect(slot?.cost).toEqual({ ore: 95_000, package: null });
  const { id } = await held(at, slot);
  const text = (await (await at.emma.get(`/me/bookings/${id}`)).text()).replaceAll(
    /[\s\u00a0]/g,
    " ",
  );
  expect(text).toContain("950,00 kr");
  expect(text).toContain("475,00 kr");
  // In a package it costs what it costs there, and the package is named before she says yes.
  const sold = { schoolId, studentId: at.studentId, soldOn: "2026-01-01", expiresOn: "2099-01-01" };
  const packageId = uuidv7();
  await db.insert(packages).values({ schoolId, id: packageId, name: "Ti timer", validMonths: 12 });
  await db
    .insert(studentPackages)
    .values({ ...sold, id: packageId, packageId, name: "Ti timer", priceOre: 90_000 });
  await db.insert(studentPackageItems).values({
    ...{ schoolId, studentPackageId: packageId, productId, quantity: 1, unitOre: 90_000 },
  });
  const cost = { ore: 90_000, package: "Ti timer" };
  expect((await slots(at)).items[0]?.cost).toEqual(cost);
  const asked = OwnBooking.parse(await (await at.emma.get(`${url}/${id}`)).json());
  expect(asked.cost).toEqual(cost);
  expect(await (await at.emma.get(`/me/bookings/${id}`)).text()).toContain(
    "Timen tas av pakken Ti timer",
  );
});

test("a week of free times costs two trips", async () => {
  const spent = await cost(usual.emma.ctx, (ctx) => openSlots(ctx, {}));
  expect(spent.trips).toBeLessThanOrEqual(2);
  expect(spent.rowsRead).toBeLessThanOrEqual(500);
});

test("20 students want the last free time: one gets it", async () => {
  const at = await place();
  const [slot] = (await slots(at)).items;
  const people = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const emma = await as("student", at.name);
      const { instructorId } = at;
      const studentId = await learner(at.name, { userId: emma.userId, instructorId });
      return { ...at, emma, studentId };
    }),
  );
  const answers = await Promise.all(people.map((one) => hold(one, slot)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  expect(statuses.filter((status) => status === 409)).toHaveLength(19);
  const mine = and(eq(bookings.schoolId, at.emma.schoolId), eq(bookings.status, "held"));
  expect(await db.$count(bookings, mine)).toBe(1);
});
