import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt, weekdayOf } from "#worker/lib/dates.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import { settings } from "#worker/modules/schools/schema.ts";
import { away, car, classroom, learner, teacher, works } from "#worker/test/booking_places.ts";
import { as, auditRows, cost, db, idOf, type Person } from "#worker/test/harness.ts";
import { followBookings } from "./followers.ts";
import { Booking, Bookings } from "./input.ts";
import { bookingsBetween, getBooking } from "./queries.ts";
import { bookings, claims } from "./schema.ts";

const url = "/api/v1/bookings";
let office: Person;
let kari: string;
let student: string;
let vehicle: string;
beforeAll(async () => {
  office = await as("office", "b1");
  kari = await teacher("b1");
  student = await learner("b1");
  vehicle = await car("b1");
});

/** Ten o'clock on a working day, another one for each test. */
let days = 20;
function slot(minutes = 45) {
  const dayAt = () => addDays(dayOf(new Date().toISOString()), days++);
  let day = dayAt();
  while (!isWorkingDay(day)) day = dayAt();
  const startsAt = instantAt(day, "10:00");
  return { startsAt, endsAt: shift(startsAt, minutes * MINUTE) };
}

const lesson = (more: object = {}) => ({
  ...{ kind: "lesson", classCode: "B", studentId: student, instructorId: kari },
  ...{ vehicleId: vehicle, ...slot(), ...more },
});

async function make(more: object = {}): Promise<Booking> {
  const response = await office.post(url, lesson(more));
  expect(response.status).toBe(201);
  return Booking.parse(await response.json());
}

type Refusal = { code: string; reasons: { code: string; params: Record<string, string> }[] };
const refusal = async (response: Response) => (await response.json()) as Refusal;

test("POST books everything at once, and says whose it is", async () => {
  const roomId = await classroom("b1");
  const made = await make({ roomId, pickup: "Storgata 1" });
  expect(made).toMatchObject({ status: "booked", student: expect.stringContaining("Emma") });
  const taken = await db.select().from(claims).where(eq(claims.bookingId, made.id));
  expect(taken.map(({ kind }) => kind).sort()).toEqual([
    "instructor",
    "room",
    "student",
    "vehicle",
  ]);
  expect((await auditRows()).at(-1)).toMatchObject({
    action: "bookings.booked",
    entity: "booking",
    entityId: made.id,
  });
});

test("what is taken is named, each with the time until which it is", async () => {
  const made = await make();
  const { startsAt, endsAt } = made;
  const response = await office.post(url, lesson({ startsAt, endsAt }));
  expect(response.status).toBe(409);
  const { code, reasons } = await refusal(response);
  expect(code).toBe("bookings.instructor_taken");
  expect(reasons.map((reason) => reason.code).sort()).toEqual([
    "bookings.instructor_taken",
    "bookings.student_taken",
    "bookings.vehicle_taken",
  ]);
  expect(reasons[0]?.params).toMatchObject({ from: startsAt, until: endsAt });
  expect(await db.$count(bookings, eq(bookings.startsAt, startsAt))).toBe(1);
});

test("lessons may touch", async () => {
  const made = await make();
  const next = { startsAt: made.endsAt, endsAt: shift(made.endsAt, HOUR) };
  expect((await office.post(url, lesson(next))).status).toBe(201);
});

test("the road around a lesson is the instructor's, and not the student's", async () => {
  const { startsAt, endsAt } = await make({ bufferMinutes: 30 });
  const other = await learner("b1");
  const after = { startsAt: shift(endsAt, 15 * MINUTE), endsAt: shift(endsAt, HOUR) };
  const same = await office.post(url, lesson({ ...after, studentId: other, vehicleId: null }));
  expect((await refusal(same)).code).toBe("bookings.instructor_taken");
  const ola = await teacher("b1", { name: "Ola" });
  expect((await office.post(url, lesson({ ...after, instructorId: ola }))).status).toBe(201);
  expect((await getBooking(office.ctx, (await made(startsAt))?.id ?? "")).bufferMinutes).toBe(30);
});
const made = async (startsAt: string) =>
  (await db.select().from(bookings).where(eq(bookings.startsAt, startsAt)))[0];

test("impossible times, missing people and foreign ids get a message and change nothing", async () => {
  const before = await db.$count(bookings);
  const errors = async (more: object) => {
    const response = await office.post(url, lesson(more));
    expect(response.status).toBe(422);
    return ((await response.json()) as { errors: object }).errors;
  };
  const { startsAt } = slot();
  expect(await errors({ startsAt, endsAt: startsAt })).toEqual({ endsAt: "bookings.ends_first" });
  expect(await errors({ startsAt, endsAt: shift(startsAt, 17 * HOUR) })).toEqual({
    endsAt: "bookings.too_long",
  });
  const past = "2026-01-05T09:00:00.000Z";
  expect(await errors({ startsAt: past, endsAt: shift(past, HOUR) })).toEqual({
    startsAt: "bookings.past",
  });
  expect(await errors({ startsAt: "2026-02-30T09:00:00.000Z" })).toEqual({
    startsAt: "not_a_date",
  });
  expect(await errors({ studentId: null, classCode: null, instructorId: null })).toEqual({
    studentId: "bookings.needs_student",
    classCode: "bookings.needs_class",
    instructorId: "bookings.needs_instructor",
  });
  const foreign = await learner("b2");
  expect(await errors({ studentId: foreign })).toEqual({ studentId: "bookings.no_student" });
  expect(await errors({ vehicleId: uuidv7() })).toEqual({ vehicleId: "bookings.no_vehicle" });
  expect(await db.$count(bookings)).toBe(before);
});

test("only who is approved and what fits is accepted, with the rule behind it", async () => {
  const codes = async (more: object) => {
    const response = await office.post(url, lesson(more));
    expect(response.status).toBe(409);
    return (await refusal(response)).reasons.map(({ code }) => code);
  };
  const lone = await teacher("b1", { classes: ["A1"] });
  expect(await codes({ instructorId: lone })).toEqual(["employees.not_approved"]);
  expect(await codes({ vehicleId: await car("b1", { classes: ["BE"] }) })).toEqual([
    "vehicles.wrong_class",
  ]);
  expect(await codes({ studentId: await learner("b1", { classes: ["A1"] }) })).toEqual([
    "bookings.not_her_class",
  ]);
  expect(await codes({ studentId: await learner("b1", { status: "quit" }) })).toEqual([
    "bookings.student_gone",
  ]);
  const trailer = await car("b1", { kind: "trailer", gearbox: "none", classes: ["B"] });
  expect(await codes({ vehicleId: trailer })).toEqual(["bookings.not_a_vehicle"]);
  expect(await codes({ trailerId: await car("b1") })).toEqual(["bookings.not_a_trailer"]);
});

test("nobody teaches while away", async () => {
  const ill = await teacher("b1");
  const { startsAt, endsAt } = slot();
  await away("b1", ill, { startsAt: shift(startsAt, -HOUR), hours: 8 });
  const response = await office.post(url, lesson({ startsAt, endsAt, instructorId: ill }));
  expect((await refusal(response)).code).toBe("bookings.instructor_away");
});

test("what it is warned about can be booked all the same", async () => {
  const early = await teacher("b1");
  const { startsAt, endsAt } = slot();
  const weekday = weekdayOf(dayOf(startsAt));
  await works("b1", early, { weekday, starts: "12:00", ends: "18:00" });
  const asked = lesson({ startsAt, endsAt, instructorId: early });
  const response = await office.post(url, asked);
  expect(response.status).toBe(409);
  const { code, reasons } = await refusal(response);
  expect(code).toBe("bookings.careful");
  expect(reasons[0]).toMatchObject({
    code: "bookings.outside_hours",
    params: { hours: "12:00–18:00" },
  });
  expect((await office.post(url, { ...asked, anyway: true })).status).toBe(201);
});

test("a student who trains for automatic gears is not put in a manual car unseen", async () => {
  const studentId = await learner("b1", { automatic: true });
  const response = await office.post(url, lesson({ studentId }));
  expect((await refusal(response)).reasons[0]?.code).toBe("bookings.manual_gearbox");
});

test("PUT moves a booking over the version that was seen", async () => {
  const one = await make();
  const put = (path: string, body: object, tag?: string) =>
    office.put(`${url}/${one.id}${path}`, body, tag);
  const to = slot();
  expect((await put("/time", to)).status).toBe(428);
  const moved = await put("/time", to, `"${one.id}-1"`);
  expect(moved.status).toBe(200);
  expect(await moved.json()).toMatchObject({ ...to, version: 2 });
  expect((await put("/time", slot(), `"${one.id}-1"`)).status).toBe(412);
  expect((await auditRows()).at(-1)).toMatchObject({ action: "bookings.moved" });
  // The old time is free again.
  const again = { startsAt: one.startsAt, endsAt: one.endsAt };
  expect((await office.post(url, lesson(again))).status).toBe(201);
  // It cannot be moved back over the other one, and stays where it is.
  const back = await put("/time", again, `"${one.id}-2"`);
  expect(back.status).toBe(409);
  expect((await getBooking(office.ctx, one.id)).startsAt).toBe(to.startsAt);
});

test("a note is added to what would not be booked today; nothing else of it is changed", async () => {
  const [instructorId, to] = [await teacher("b1"), slot()];
  const one = await make({ ...to, instructorId });
  await away("b1", instructorId, { startsAt: to.startsAt, hours: 1 });
  const put = (more: object, tag: number) =>
    office.put(`${url}/${one.id}`, lesson({ ...to, instructorId, ...more }), `"${one.id}-${tag}"`);
  expect(await (await put({ note: "Husk briller" }, 1)).json()).toMatchObject({
    ...{ note: "Husk briller", version: 2, startsAt: to.startsAt },
  });
  expect((await auditRows()).at(-1)?.action).toBe("bookings.changed");
  const refused = await refusal(await put({ pickup: "Storgata 1" }, 2));
  expect(refused.reasons[0]?.code).toBe("bookings.instructor_away");
});

test("cancelling frees the time; the booking stays, with why and whether it was late", async () => {
  const one = await make();
  const path = `${url}/${one.id}/cancellation`;
  expect((await office.put(path, { reason: "student" }, `"${one.id}-1"`)).status).toBe(200);
  expect(await getBooking(office.ctx, one.id)).toMatchObject({
    status: "cancelled",
    cancelReason: "student",
    cancelledLate: false,
  });
  expect(await db.$count(claims, eq(claims.bookingId, one.id))).toBe(0);
  const { startsAt, endsAt } = one;
  expect((await office.post(url, lesson({ startsAt, endsAt }))).status).toBe(201);
  const again = await office.put(path, { reason: "student" }, `"${one.id}-2"`);
  expect((await refusal(again)).code).toBe("bookings.cancelled");
});

test("late is what comes after the school's deadline, unless somebody is ill", async () => {
  const owner = await as("owner", "b3");
  const [schoolName, schoolId] = ["b3", owner.schoolId];
  const own = { kind: "lesson", classCode: "B", studentId: await learner(schoolName) };
  const instructorId = await teacher(schoolName);
  await db.insert(settings).values({
    ...{ schoolId, key: "cancel_hours", since: "2026-01-01T00:00:00.000Z", id: uuidv7() },
    ...{ value: 336, setBy: owner.userId },
  });
  let soon = 0;
  const late = async (reason: string) => {
    const startsAt = shift(new Date().toISOString(), (20 + soon++ * 3) * HOUR);
    const made = await owner.post(url, {
      ...{ ...own, instructorId, startsAt, endsAt: shift(startsAt, HOUR), anyway: true },
    });
    const { id } = Booking.parse(await made.json());
    const tag = `"${id}-1"`;
    const answer = await owner.put(`${url}/${id}/cancellation`, { reason }, tag);
    return Booking.parse(await answer.json()).cancelledLate;
  };
  expect(await late("student")).toBe(true);
  expect(await late("student_ill")).toBe(false);
});

test("followers write in the same batch, or nothing is written at all", async () => {
  const seen: string[] = [];
  followBookings((ctx, { before, after }) => {
    if (after.title !== "Fulgt") return {};
    seen.push(`${before?.status ?? "new"} ${after.status}`);
    const broken = after.note === "Stopp";
    // A guard row that its CHECK refuses takes the booking with it.
    return broken
      ? { write: [ctx.db.delete(bookings).where(eq(bookings.id, after.id))] }
      : { tell: [{ topic: "bookings.tested", subjectId: after.id }] };
  });
  const one = await make({ title: "Fulgt" });
  await office.put(`${url}/${one.id}/cancellation`, { reason: "school" }, `"${one.id}-1"`);
  expect(seen).toEqual(["new booked", "booked cancelled"]);
  const refused = await office.post(url, lesson({ title: "Fulgt", note: "Stopp" }));
  expect(refused.status).toBe(500); // its claims would be left without a booking
});

test("a series stays at its time of day and says which weeks did not work", async () => {
  const own = await teacher("b1");
  const { startsAt } = slot();
  const third = instantAt(addDays(dayOf(startsAt), 14), "10:00");
  await away("b1", own, { startsAt: shift(third, -HOUR), hours: 3 });
  const body = {
    ...lesson({ startsAt, endsAt: shift(startsAt, HOUR), instructorId: own, vehicleId: null }),
    ...{ studentId: await learner("b1"), anyway: true, weeks: 6 },
  };
  const response = await office.post(`${url}/series`, body);
  expect(response.status).toBe(201);
  const series = (await response.json()) as {
    booked: { startsAt: string }[];
    refused: { startsAt: string; reasons: { code: string }[] }[];
  };
  expect(series.booked).toHaveLength(5);
  expect(series.refused).toEqual([
    expect.objectContaining({
      startsAt: third,
      reasons: [expect.objectContaining({ code: "bookings.instructor_away" })],
    }),
  ]);
  const audited = (await auditRows()).slice(-5).map(({ action }) => action);
  expect(audited).toEqual(Array.from({ length: 5 }, () => "bookings.booked"));
});

test("reading is the staff's, writing too, and another school's is nobody's", async () => {
  const one = await make();
  const reader = await as("instructor", "b1");
  expect((await reader.get(`${url}/${one.id}`)).status).toBe(200);
  expect((await (await as("student", "b1")).get(`${url}/${one.id}`)).status).toBe(403);
  const stranger = await as("office", "b9");
  const [known, random] = await Promise.all(
    [one.id, uuidv7()].map(async (id) => {
      const answer = await stranger.get(`${url}/${id}`);
      const { instance: _, ...body } = (await answer.json()) as Record<string, unknown>;
      return { status: answer.status, body };
    }),
  );
  expect(known).toEqual(random);
  expect(known?.status).toBe(404);
});

test("a week of one instructor reads that week, in one trip", async () => {
  const name = "b4";
  const person = await as("office", name);
  const [own, other] = [await teacher(name), await teacher(name)];
  const monday = instantAt("2027-03-08");
  const rows = Array.from({ length: 400 }, (_, n) => {
    const startsAt = shift(monday, (n - 150) * HOUR);
    const id = uuidv7();
    return {
      ...({ schoolId: idOf(name), id, kind: "block", status: "booked" } as const),
      ...{ startsAt, endsAt: shift(startsAt, HOUR), instructorId: n % 3 ? other : own },
      ...{ createdBy: "system", createdAt: monday },
    };
  });
  for (let n = 0; n < rows.length; n += 8) await db.insert(bookings).values(rows.slice(n, n + 8));
  const span = { from: monday, to: shift(monday, 168 * HOUR), cancelled: false };
  const spent = await cost(person.ctx, (ctx) =>
    Promise.resolve(bookingsBetween(ctx, { ...span, instructorId: own })),
  );
  expect(spent.trips).toBe(1);
  expect(spent.rowsRead).toBeLessThanOrEqual(500);
  const { startsAt } = rows[150] ?? { startsAt: monday };
  const answer = await person.get(`${url}?from=${startsAt}&to=${span.to}&instructorId=${own}`);
  const { items } = Bookings.parse(await answer.json());
  expect(items).toHaveLength(56);
  expect(items.every(({ instructorId }) => instructorId === own)).toBe(true);
});

test("an hour kept for somebody is taken while she may confirm, and free afterwards", async () => {
  const { startsAt, endsAt } = slot();
  const schoolId = office.schoolId;
  const hold = async (until: string) => {
    const id = uuidv7();
    await db.batch([
      db.insert(bookings).values({
        ...{ schoolId, id, kind: "lesson", status: "held", startsAt, endsAt, holdUntil: until },
        ...{ instructorId: kari, createdBy: "system", createdAt: startsAt },
      }),
      db.insert(claims).values({
        ...{ schoolId, kind: "instructor", resourceId: kari, bookingId: id, startsAt, endsAt },
      }),
    ]);
    return id;
  };
  const id = await hold(shift(new Date().toISOString(), MINUTE));
  const refused = await office.post(url, lesson({ startsAt, endsAt }));
  expect((await refusal(refused)).code).toBe("bookings.instructor_taken");
  await db
    .update(bookings)
    .set({ holdUntil: startsAt.replace(/^\d{4}/, "2020") })
    .where(eq(bookings.id, id));
  expect((await office.post(url, lesson({ startsAt, endsAt }))).status).toBe(201);
  const gone = and(eq(bookings.schoolId, schoolId), eq(bookings.id, id));
  expect(await db.$count(bookings, gone)).toBe(0);
});
