import { expect, test } from "vitest";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { teacher } from "#worker/test/booking_places.ts";
import { as, cost, db } from "#worker/test/harness.ts";
import {
  bookLesson,
  changeLesson,
  chargeOf,
  heldBy,
  lessonAt,
  newStudent,
  pays,
  withPackage,
} from "#worker/test/money.ts";
import { prices } from "../prices/schema.ts";
import { settings } from "../schools/schema.ts";
import { studentClasses } from "../students/schema.ts";
import { chargeFollower } from "./follower.ts";

const set = (schoolId: string, key: string, value: number) =>
  db.insert(settings).values({
    ...{ schoolId, key, since: "2026-01-01T00:00:00.000Z", id: key, value, setBy: "x" },
  });

test("a booked lesson is planned at the price of its day, step by step", async () => {
  const owner = await as("owner", "c1");
  await lessonAt(owner, 95_000);
  const id = await bookLesson(owner, await newStudent(owner), {
    ...{ startsAt: "2026-11-23T15:30:00.000Z", endsAt: "2026-11-23T17:00:00.000Z" },
  });
  const charge = await chargeOf(id);
  expect(charge).toMatchObject({
    ...{ status: "planned", kind: "booking", quantity: 2, grossOre: 210_000, vatOre: 0 },
    ...{ onDate: "2026-11-23", dueOn: null, vatCode: "exempt_education" },
  });
  expect(charge.text).toMatch(/^Kjøretime \d+, 23\.11\.2026 16:30$/);
  expect(charge.parts.map(({ code, ore }) => [code, ore])).toEqual([
    ["charges.part_base", 190_000],
    ["charges.part_evening", 20_000],
  ]);
  expect((await heldBy(owner.schoolId)).rows).toEqual([]);
});

test("what the price list has nothing for is called by its kind in words", async () => {
  const owner = await as("owner", "c1b");
  const booked = { kind: "course", step: "B.4.road" } as const;
  const charge = await chargeOf(await bookLesson(owner, await newStudent(owner), booked));
  expect(charge).toMatchObject({ grossOre: 0, text: "Kurs B, 23.11.2026 10:00" });
});

test("a moved lesson is priced anew, an untouched one keeps what was agreed", async () => {
  const owner = await as("owner", "c2");
  const productId = await lessonAt(owner, 95_000);
  const id = await bookLesson(owner, await newStudent(owner));
  await db.insert(prices).values({
    ...{ schoolId: owner.schoolId, id: "p2", productId, validFrom: "2026-11-01" },
    ...{ priceOre: 99_000, setBy: "x", setAt: "2026-01-01T00:00:00.000Z" },
  });
  await changeLesson(owner, id, { note: "Møt opp ved stasjonen" });
  expect((await chargeOf(id)).grossOre).toBe(95_000);
  await changeLesson(owner, id, { endsAt: "2026-11-23T10:30:00.000Z" });
  expect(await chargeOf(id)).toMatchObject({ grossOre: 198_000, version: 2 });
});

test("a delivered lesson is due and booked as revenue; an advance pays first", async () => {
  const owner = await as("owner", "c3");
  await lessonAt(owner, 95_000);
  const student = await newStudent(owner);
  await pays(owner, student, 120_000, "prepaid");
  const [first, second] = [await bookLesson(owner, student), await bookLesson(owner, student)];
  await changeLesson(owner, first, { status: "done" });
  await changeLesson(owner, second, { status: "done" });
  expect(await chargeOf(first)).toMatchObject({ status: "prepaid", prepaidOre: 95_000 });
  expect(await chargeOf(second)).toMatchObject({ status: "due", prepaidOre: 25_000 });
  const { held, rows } = await heldBy(owner.schoolId);
  expect(held).toEqual({
    ...{ bank: 120_000, prepaid: 0, receivable: 70_000, revenue_exempt: -190_000 },
  });
  expect(rows.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  expect(rows.at(-1)?.owedOre).toBe(70_000);
});

test("what the lesson was becomes undone: entries are reversed, the advance is there again", async () => {
  const owner = await as("owner", "c4");
  await lessonAt(owner, 125_000, { vatCode: "standard" });
  const student = await newStudent(owner);
  await pays(owner, student, 30_000, "prepaid");
  const id = await bookLesson(owner, student);
  await changeLesson(owner, id, { status: "done" });
  expect((await heldBy(owner.schoolId)).held).toEqual({
    ...{ bank: 30_000, prepaid: 0, receivable: 95_000 },
    ...{ revenue_25: -100_000, vat_out_25: -25_000 },
  });
  await changeLesson(owner, id, { status: "cancelled" });
  expect(await chargeOf(id)).toMatchObject({ status: "cancelled", prepaidOre: 0, dueOn: null });
  expect((await heldBy(owner.schoolId)).held).toEqual({
    ...{ bank: 30_000, prepaid: -30_000, receivable: 0, revenue_25: 0, vat_out_25: 0 },
  });
});

test("called off in time costs nothing, late costs the school's share, and so does not turning up", async () => {
  const owner = await as("owner", "c5");
  await lessonAt(owner, 95_001);
  await set(owner.schoolId, "late_cancel_percent", 50);
  const student = await newStudent(owner);
  const [early, late, absent] = [
    await bookLesson(owner, student),
    await bookLesson(owner, student),
    await bookLesson(owner, student),
  ];
  await changeLesson(owner, early, { status: "cancelled" });
  await changeLesson(owner, late, { status: "cancelled", cancelledLate: true });
  await changeLesson(owner, absent, { status: "no_show" });
  expect(await chargeOf(early)).toMatchObject({ status: "cancelled" });
  const fee = await chargeOf(late);
  expect(fee).toMatchObject({ status: "due", kind: "late_cancellation", grossOre: 47_501 });
  expect(fee.parts.at(-1)).toEqual({
    ...{ code: "charges.part_late", ore: -47_500, params: { percent: 50 } },
  });
  expect(fee.text).toMatch(/^.+ \(avbestilt for sent\)$/);
  const absence = await chargeOf(absent);
  expect(absence).toMatchObject({ kind: "no_show", grossOre: 95_001 });
  expect(absence.text).toMatch(/^.+ \(ikke møtt\)$/);
  expect((await heldBy(owner.schoolId)).held.receivable).toBe(142_502);
});

test("a lesson without a price is planned as such and never due by itself", async () => {
  const owner = await as("owner", "c6");
  const id = await bookLesson(owner, await newStudent(owner), { classCode: "A1" });
  expect(await chargeOf(id)).toMatchObject({ productId: null, grossOre: 0, status: "planned" });
  await changeLesson(owner, id, { status: "done" });
  expect(await chargeOf(id)).toMatchObject({ productId: null, status: "planned" });
  await lessonAt(owner, 90_000, { classCode: "A1" });
  await changeLesson(owner, id, { endsAt: "2026-11-23T09:46:00.000Z" });
  expect(await chargeOf(id)).toMatchObject({ status: "due", grossOre: 92_000 });
});

test("nothing is charged for meetings and lessons without a student", async () => {
  const owner = await as("owner", "c7");
  const id = await bookLesson(owner, await newStudent(owner), { kind: "meeting" });
  await expect(chargeOf(id)).rejects.toThrow("Cannot find a charge");
});

test("a package gives its price while it lasts, and gets its lesson back", async () => {
  const owner = await as("owner", "c8");
  const { student, used } = await withPackage(owner, 1);
  const id = await bookLesson(owner, student);
  expect(await chargeOf(id)).toMatchObject({ grossOre: 90_000, studentPackageId: "sp" });
  expect(await used()).toBe(10);
  const dearer = await bookLesson(owner, student);
  expect(await chargeOf(dearer)).toMatchObject({ grossOre: 95_000, studentPackageId: null });
  await changeLesson(owner, id, { status: "cancelled" });
  expect(await used()).toBe(9);
  await changeLesson(owner, dearer, { startsAt: "2026-11-23T09:00:00.000Z", step: "B.2.lesson" });
  expect(await chargeOf(dearer)).toMatchObject({ grossOre: 90_000, studentPackageId: "sp" });
});

test("a series takes what is left of a package, and the list has the price of the rest", async () => {
  const owner = await as("owner", "c12");
  const { schoolId } = owner;
  const { student, used } = await withPackage(owner, 2);
  const own = { schoolId, studentId: student, classCode: "B", sortName: "x", number: 1 } as const;
  await db.insert(studentClasses).values(own);
  const leader = await as("academic_leader", "c12");
  for (const step of ["B.1.tgk", "B.1.first_aid", "B.1.dark"]) {
    const credit = { step, onDate: "2026-01-10", reason: "Kursbevis" };
    const answer = await leader.post(`/api/v1/students/${student}/training/credits`, credit);
    expect(answer.status).toBe(201);
  }
  const startsAt = instantAt(addDays(dayOf(owner.ctx.now), 3), "10:00");
  const response = await owner.post("/api/v1/bookings/series", {
    ...{ kind: "lesson", classCode: "B", studentId: student, instructorId: await teacher("c12") },
    ...{ startsAt, endsAt: shift(startsAt, 45 * MINUTE), anyway: true, weeks: 3 },
  });
  expect(response.status).toBe(201);
  const { booked } = (await response.json()) as { booked: { id: string }[] };
  const rows = await Promise.all(booked.map(({ id }) => chargeOf(id)));
  expect(rows.map(({ studentPackageId }) => studentPackageId)).toEqual(["sp", "sp", null]);
  expect(await used()).toBe(10);
});

test("an advance for one lesson, 100 delivered at once: exactly one is paid by it", async () => {
  const owner = await as("owner", "c10");
  await lessonAt(owner, 95_000);
  const student = await newStudent(owner);
  await pays(owner, student, 95_000, "prepaid");
  const ids = [];
  for (let i = 0; i < 100; i++) ids.push(await bookLesson(owner, student));
  await Promise.all(ids.map((id) => changeLesson(owner, id, { status: "done" })));
  const rows = await Promise.all(ids.map(chargeOf));
  expect(rows.filter(({ status }) => status === "prepaid")).toHaveLength(1);
  expect(
    rows.filter(({ status, prepaidOre }) => status === "due" && prepaidOre === 0),
  ).toHaveLength(99);
  const { held, rows: entries } = await heldBy(owner.schoolId);
  expect(held).toMatchObject({ prepaid: 0, receivable: 99 * 95_000 });
  expect(entries.map(({ n }) => n).sort((a, b) => a - b)).toEqual(entries.map((_, i) => i + 1));
});

test("a follower asks the database once, and reads what it needs", async () => {
  const owner = await as("owner", "c11");
  await lessonAt(owner, 95_000);
  const id = await bookLesson(owner, await newStudent(owner));
  const { getBooking } = await import("#worker/modules/bookings/mod.ts");
  const after = await getBooking(owner.ctx, id);
  const spent = await cost(owner.ctx, (ctx) => chargeFollower(ctx, { after }));
  expect(spent.trips).toBe(1);
  expect(spent.rowsRead).toBeLessThan(20);
});
