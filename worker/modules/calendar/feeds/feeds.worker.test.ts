import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { linkToken } from "#worker/lib/links.ts";
import { bookings } from "#worker/modules/bookings/schema.ts";
import { employees } from "#worker/modules/employees/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { memberships, users } from "#worker/modules/users/schema.ts";
import { actions, as, db, idOf, type Person, send } from "#worker/test/harness.ts";
import { calendarFeeds } from "../schema.ts";

const here = "/calendar/feeds";
const createdAt = "2026-01-01T00:00:00.000Z";
const soon = addDays(dayOf(new Date().toISOString()), 3);
let made = 0;
const newId = () => `0190ffff-0000-7000-8000-${String(++made).padStart(12, "0")}`;

/** Somebody on the staff list with a lesson in three days, and the student who has it. */
async function lessonOf(schoolId: string, who: { instructor?: Person; student?: Person }) {
  const [instructorId, studentId, id] = [newId(), newId(), newId()];
  const name = { firstName: "Kari", lastName: "Feed", sortName: "feed" };
  const userId = who.instructor?.userId ?? null;
  await db.insert(employees).values({ schoolId, id: instructorId, ...name, userId });
  await db.insert(students).values({
    ...{ schoolId, id: studentId, number: made, birthDate: "2000-05-01", status: "active" },
    ...{ firstName: "Emma", lastName: "Solberg", sortName: "solberg", createdAt },
    userId: who.student?.userId ?? null,
  });
  await db.insert(bookings).values({
    ...{ schoolId, id, studentId, instructorId, classCode: "B", pickup: "Storgata 1, Bergen" },
    ...{ kind: "lesson", status: "booked", createdBy: "test", createdAt },
    startsAt: instantAt(soon, "09:00"),
    endsAt: instantAt(soon, "09:45"),
    note: "Svak i rundkjøring",
  });
  return id;
}

/** Makes an address by the form, and reads it off the page. */
async function addressOf(who: Person): Promise<string> {
  const answer = await who.submit(here, { _once: newId() });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(here);
  const html = await (await who.get(here)).text();
  const found = [...html.matchAll(/\/calendar\/feed\/[\w-]{43}\.ics/g)].at(-1);
  return found?.[0] ?? "";
}

const read = async (path: string) => {
  const answer = await send("GET", path);
  return { status: answer.status, type: answer.headers.get("content-type"), answer };
};

describe("a feed", () => {
  test("shows an instructor her lessons, without what is written of the student", async () => {
    const who = await as("instructor", "f1");
    const id = await lessonOf(who.schoolId, { instructor: who });
    await lessonOf(who.schoolId, {}); // somebody else's
    const path = await addressOf(who);
    const { status, type, answer } = await read(path);
    expect(status).toBe(200);
    expect(type).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const text = (await answer.text()).replaceAll("\r\n ", "");
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain(`UID:${id}@tms`);
    expect(text).toContain("SUMMARY:Emma Solberg · Kjøretime B");
    expect(text).toContain("LOCATION:Storgata 1\\, Bergen");
    expect(text).not.toContain("rundkjøring");
    expect(await actions()).toContain("calendar.feed_made");
  });

  test("shows a student her own lessons, and no student's name", async () => {
    const who = await as("student", "f2");
    await lessonOf(who.schoolId, { student: who });
    await lessonOf(who.schoolId, {});
    const text = await (await read(await addressOf(who))).answer.text();
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain("DESCRIPTION:Med Kari");
    expect(text).not.toContain("Solberg");
  });

  test("is known to the database by a hash alone", async () => {
    const who = await as("office", "f3");
    const token = /feed\/([\w-]{43})/.exec(await addressOf(who))?.[1] ?? "none";
    const rows = await db.select().from(calendarFeeds);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("ends when it is taken back, and when its owner leaves the school", async () => {
    const who = await as("office", "f4");
    const path = await addressOf(who);
    const [feed] = await db
      .select()
      .from(calendarFeeds)
      .where(eq(calendarFeeds.userId, who.userId));
    const stranger = await as("owner", "f4");
    const back = `${here}/${feed?.id}/revocation`;
    expect((await stranger.submit(back, {})).status).toBe(404);
    expect((await stranger.submit(`${here}/${idOf("none")}/revocation`, {})).status).toBe(404);
    expect((await read(path)).status).toBe(200);
    expect((await who.submit(back, {})).status).toBe(303);
    expect(await actions()).toContain("calendar.feed_revoked");
    const gone = await read(path);
    expect(gone.status).toBe(404);
    expect((await read(path.replace(/[\w-]{43}/, "A".repeat(43)))).status).toBe(404);
    expect((await who.submit(back, {})).status).toBe(404);

    const other = await addressOf(who);
    await db
      .update(memberships)
      .set({ endedAt: createdAt })
      .where(and(eq(memberships.userId, who.userId), eq(memberships.schoolId, who.schoolId)));
    expect((await read(other)).status).toBe(404);
  });

  test("can be taken back though its form had no id, and shows nothing of a disabled person", async () => {
    const who = await as("office", "f7");
    expect((await who.submit(here, {})).status).toBe(303);
    const own = eq(calendarFeeds.userId, who.userId);
    const [feed] = await db.select().from(calendarFeeds).where(own);
    expect((await who.submit(`${here}/${feed?.id}/revocation`, {})).status).toBe(303);
    const path = await addressOf(who);
    expect((await read(path)).status).toBe(200);
    await db.update(users).set({ disabledAt: createdAt }).where(eq(users.id, who.userId));
    expect((await read(path)).status).toBe(404);
  });

  test("made with the id of somebody's link has not the token of that link", async () => {
    const who = await as("student", "f8");
    const link = newId();
    expect((await who.submit(here, { _once: link })).status).toBe(303);
    const html = await (await who.get(here)).text();
    expect(html).toMatch(/calendar\/feed\/[\w-]{43}\.ics/);
    expect(html).not.toContain(linkToken(env.KEYS, link));
  });

  test("is one after a double click, and no sixth is made", async () => {
    const who = await as("office", "f5");
    const once = newId();
    for (let n = 0; n < 2; n++) expect((await who.submit(here, { _once: once })).status).toBe(303);
    const mine = () => db.select().from(calendarFeeds).where(eq(calendarFeeds.userId, who.userId));
    expect(await mine()).toHaveLength(1);
    for (let n = 0; n < 4; n++) await who.submit(here, { _once: newId() });
    expect((await who.submit(here, { _once: newId() })).status).toBe(409);
    expect(await mine()).toHaveLength(5);
  });

  test("is not read more often than programs do", async () => {
    const who = await as("office", "f6");
    const path = await addressOf(who);
    const statuses: number[] = [];
    for (let n = 0; n < 30; n++) statuses.push((await read(path)).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(200));
    expect(statuses).toContain(429);
  });
});
