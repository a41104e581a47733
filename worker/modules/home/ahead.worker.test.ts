import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import { dayOf, instantAt } from "#worker/lib/dates.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { delivered, draft, issue, mayInvoice } from "#worker/test/bills.ts";
import { bornAgo } from "#worker/test/days.ts";
import { as, cost, db, type Person } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { homeOf } from "./queries/home.ts";

const now = new Date().toISOString();
const html = async (who: Person, path = "/") => {
  const response = await who.get(path);
  expect(response.status).toBe(200);
  return response.text();
};
const inDays = (days: number, more: object = {}) => {
  const startsAt = shift(now, days * DAY);
  return { startsAt, endsAt: shift(startsAt, HOUR), ...more };
};

test("a student sees her next lesson, what waits for her signature, and how far she has come", async () => {
  const us = await pair("h1");
  const later = await us.held(inDays(6));
  const next = await us.held(inDays(2, { pickup: "Stasjonen", kind: "lesson" }));
  await us.held(inDays(1, { status: "cancelled" }));
  const held = await us.held();
  const body = { outcome: "delivered" };
  await us.instructor.put(`/api/v1/lessons/${held}/attestation`, body, `"${held}-1"`);
  const { learners = [] } = await homeOf(us.student.ctx);
  expect(learners).toHaveLength(1);
  expect(learners[0]?.next.map(({ id }) => id)).toEqual([next, later]);
  expect(learners[0]).toMatchObject({ self: true, unsigned: 1 });
  const [b] = learners[0]?.progress ?? [];
  expect(b?.stages.map(({ stage, done }) => [stage, done])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
  ]);
  const page = await html(us.student);
  expect(page).toContain(`/me/bookings/${next}`);
  for (const text of [
    "Neste time",
    "Hentested: Stasjonen",
    "En time venter",
    "Trinn 3",
    "Gjenstår:",
  ])
    expect(page).toContain(text);
  expect(page.replaceAll(/<[^>]*>/g, " ")).not.toMatch(/B\.\d\.[a-z]|\{\w+\}/);
  const signature = `/api/v1/me/lessons/${held}/signature`;
  expect((await us.student.put(signature, {}, `"${held}-1"`)).status).toBe(200);
  expect((await homeOf(us.student.ctx)).learners?.[0]?.unsigned).toBe(0);
});

test("a guardian sees what is ahead of the children, and nobody else's; nothing is hers to sign", async () => {
  const [us, others] = [await pair("h2"), await pair("h2")];
  const next = await us.held(inDays(1));
  const theirs = await others.held(inDays(1));
  const held = await us.held();
  const body = { outcome: "delivered" };
  await us.instructor.put(`/api/v1/lessons/${held}/attestation`, body, `"${held}-1"`);
  const guardian = await as("guardian", "h2");
  const contactId = uuidv7();
  const { schoolId, studentId } = us;
  const row = { name: "Mor", sortName: "mor", createdAt: now };
  await db.insert(contacts).values({ schoolId, id: contactId, userId: guardian.userId, ...row });
  await db.insert(studentContacts).values({ schoolId, studentId, contactId, role: "guardian" });
  await db
    .update(students)
    .set({ birthDate: bornAgo(16) })
    .where(eq(students.id, studentId));
  const page = await html(guardian);
  expect(page).toContain(`/me/bookings/${next}`);
  expect(page).not.toContain(theirs);
  expect(page).not.toContain("kvitteringen din");
});

test("a student sees what she has to pay, and when it is late", async () => {
  const us = await pair("h5");
  const owner = await as("owner", "h5");
  await mayInvoice(owner);
  const at = { address: "Kirkegata 2", postalCode: "2317", email: "emma@example.no" };
  await db.update(students).set(at).where(eq(students.id, us.studentId));
  expect((await homeOf(us.student.ctx)).learners?.[0]?.due).toEqual([]);
  const charge = await delivered(owner, us.studentId, 95_000);
  await issue(owner, await draft(owner, us.studentId, [charge]));
  const [learner] = (await homeOf(us.student.ctx)).learners ?? [];
  expect(learner?.due).toMatchObject([{ openOre: 95_000 }]);
  const page = (await html(us.student)).replaceAll("\u00a0", " ");
  expect(page).toContain("950,00 kr skal betales");
  expect(page).toContain("/me/invoices");
  const later = { ...us.student.ctx, now: shift(now, 60 * DAY) };
  expect((await homeOf(later)).learners?.[0]?.due).toHaveLength(1);
});

test("an instructor sees what she holds today, in order, and what she has not attested", async () => {
  const us = await pair("h3");
  const today = dayOf(now);
  const at = (clock: string) => {
    const startsAt = instantAt(today, clock);
    return { startsAt, endsAt: shift(startsAt, HOUR) };
  };
  const late = await us.held({ ...at("22:00"), pickup: "Skolen" });
  const early = await us.held(at("00:30"));
  await us.held({ ...at("12:00"), status: "cancelled" });
  await us.held(inDays(1));
  const old = await us.held({ ...inDays(-3) });
  await (await pair("h3")).held(at("10:00")); // a colleague's
  const home = await homeOf(us.instructor.ctx);
  expect(home.today?.map(({ id }) => id)).toEqual([early, late]);
  const todo = home.todos?.find(({ code }) => code === "unattested");
  expect(todo?.items[0]).toMatchObject({ href: `/lessons/${old}/attestation` });
  const page = await html(us.instructor);
  expect(page).toContain(`/bookings/${late}`);
  expect(page).toContain("Hentested: Skolen");
});

test("a home page costs two trips for who learns and one for who teaches, whatever has been", async () => {
  const us = await pair("h4");
  for (let n = 0; n < 20; n++) {
    const id = await us.held();
    const body = { outcome: "delivered" };
    await us.instructor.put(`/api/v1/lessons/${id}/attestation`, body, `"${id}-1"`);
  }
  for (let n = 1; n < 6; n++) await us.held(inDays(n));
  const student = await cost(us.student.ctx, homeOf);
  expect(student.trips).toBe(2);
  expect(student.rowsRead).toBeLessThanOrEqual(160);
  const instructor = await cost(us.instructor.ctx, homeOf);
  expect(instructor.trips).toBe(1);
  expect(instructor.rowsRead).toBeLessThanOrEqual(80);
});
