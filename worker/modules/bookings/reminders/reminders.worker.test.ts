import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { DAY, MINUTE, shift } from "#worker/lib/clock.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { linkToken, shortToken } from "#worker/lib/links.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { settings } from "#worker/modules/schools/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { learner, teacher } from "#worker/test/booking_places.ts";
import { as, auditRows, cost, ctxOf, db, origin, type Person, send } from "#worker/test/harness.ts";
import { bookings, checkInLinks } from "../schema.ts";
import { RUNS, remindTomorrow } from "./actions.ts";
import { readChoice } from "./choices.ts";
import { PER_RUN } from "./queries.ts";

const noon = "2031-03-03T11:00:00.000Z";
const tomorrow = "2031-03-04T08:00:00.000Z";
let schools = 0;

const clock = (now = noon): Ctx => ctxOf("system", PLATFORM, [], now);

/** A school with a lesson tomorrow, and where its mail goes. */
async function place(student: Parameters<typeof learner>[1] = {}) {
  const name = `p${++schools}`;
  const office = await as("office", name);
  const email = `emma${schools}@example.no`;
  const studentId = await learner(name, { email, ...student });
  const id = uuidv7();
  await db.insert(bookings).values({
    ...{ schoolId: office.schoolId, id, kind: "lesson", status: "booked", classCode: "B" },
    ...{ startsAt: tomorrow, endsAt: shift(tomorrow, 45 * MINUTE), studentId },
    ...{ instructorId: await teacher(name), pickup: "Torget 1", createdBy: "system" },
    createdAt: "2031-02-01T08:00:00.000Z",
  });
  return { office, email, studentId, id };
}

const letters = ({ schoolId }: Person) =>
  db.select().from(mails).where(eq(mails.schoolId, schoolId));

/** Where the letter's link leads: the mail module puts the address of the product before it. */
async function pathFor(office: Person): Promise<string> {
  const [mail] = await letters(office);
  const { linkTo = "", linkId = "" } = mail?.params ?? {};
  return `/link/reminder/${linkTo}${linkToken(office.ctx.env.KEYS, linkId)}`;
}
const stranger = { origin, "sec-fetch-site": "same-origin" };

test("the day before, everybody with a lesson gets one letter with the time and the place", async () => {
  const { office, email, id } = await place();
  await Promise.all([remindTomorrow(clock()), remindTomorrow(clock())]);
  await remindTomorrow(clock(shift(noon, MINUTE)));
  const [mail, ...more] = await letters(office);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ template: "reminder", recipient: email, locale: "nb" });
  expect(mail?.params).toMatchObject({
    ...{ when: "4. mars 2031, 09:00–09:45", place: "Torget 1", studentName: "Emma" },
    instructor: expect.stringContaining("Kari"),
  });
  const about = (await auditRows()).filter(({ entityId }) => entityId === id);
  expect(about.map(({ action, actor }) => [action, actor])).toEqual([
    ["bookings.reminded", "system"],
  ]);
  // The version is as it was: no form that is open somewhere is too late for this.
  expect(await db.select().from(bookings).where(eq(bookings.id, id))).toMatchObject([
    { version: 1, remindedAt: noon },
  ]);
});

test("nobody is reminded at night, of another day, of what was called off, or where it is off", async () => {
  const [night, off, cancelled] = [await place(), await place(), await place()];
  const set = { key: "reminders", value: "off", since: noon, id: uuidv7(), setBy: "x" };
  await db.insert(settings).values({ schoolId: off.office.schoolId, ...set });
  await db.update(bookings).set({ status: "cancelled" }).where(eq(bookings.id, cancelled.id));
  await remindTomorrow(clock("2031-03-03T06:00:00.000Z"));
  await remindTomorrow(clock(shift(noon, -DAY)));
  expect(await letters(night.office)).toEqual([]);
  await remindTomorrow(clock());
  expect(await letters(night.office)).toHaveLength(1);
  expect(await letters(off.office)).toEqual([]);
  expect(await letters(cancelled.office)).toEqual([]);
});

test("a minor's guardian is reminded too", async () => {
  const { office, email, studentId } = await place({ birthDate: "2014-05-05" });
  const { schoolId } = office;
  const contactId = uuidv7();
  const guardian = `mor${schools}@example.no`;
  const name = { name: "Mor", sortName: "mor", email: guardian, createdAt: noon };
  await db.insert(contacts).values({ schoolId, id: contactId, ...name });
  await db.insert(studentContacts).values({ schoolId, studentId, contactId, role: "guardian" });
  await remindTomorrow(clock());
  expect((await letters(office)).map(({ recipient }) => recipient).sort()).toEqual(
    [email, guardian].sort(),
  );
});

test("the link shows the lesson to whoever has it, and a yes is kept once", async () => {
  const { office, id } = await place();
  await remindTomorrow(clock());
  const path = await pathFor(office);
  const shown = await send("GET", path, { headers: stranger });
  expect(shown.status).toBe(200);
  expect(await shown.text()).toContain("Jeg kommer");
  expect(await db.$count(bookings, eq(bookings.checkedInAt, noon))).toBe(0); // looking is no yes
  for (let click = 0; click < 2; click++) expect((await office.submit(path, {})).status).toBe(303);
  const [row] = await db.select().from(bookings).where(eq(bookings.id, id));
  expect(row).toMatchObject({ checkedInAt: expect.any(String), version: 1 });
  const yes = (await auditRows()).filter(
    ({ entityId, action }) => entityId === id && action === "bookings.checked_in",
  );
  expect(yes).toHaveLength(1);
  expect(await (await send("GET", path, { headers: stranger })).text()).toContain("Vi ses");
});

test("a day after the lesson its link shows nobody where the student is picked up", async () => {
  const { office, id } = await place();
  const shown = async (days: number) => {
    const startsAt = shift(office.ctx.now, -days * DAY);
    const times = { startsAt, endsAt: shift(startsAt, 45 * MINUTE) };
    await db.update(bookings).set(times).where(eq(bookings.id, id));
    const about = `${office.schoolId}.${id}.`;
    const token = linkToken(office.ctx.env.KEYS, `${about}${startsAt}`);
    return send("GET", `/link/reminder/${about}${token}`, { headers: stranger });
  };
  expect((await shown(0.5)).status).toBe(200);
  const old = await shown(2);
  expect(old.status).toBe(410);
  expect(await old.text()).not.toContain("Torget 1");
});

test("a link that is forged, of another lesson or of another time leads nowhere", async () => {
  const [one, two] = [await place(), await place()];
  await remindTomorrow(clock());
  const path = await pathFor(one.office);
  const [, mac = ""] = /([\w-]{43})$/.exec(path) ?? [];
  const forged = [
    path.replace(mac, mac.split("").reverse().join("")),
    path.replace(one.id, two.id),
    path.replace(one.office.schoolId, two.office.schoolId),
    path.replace(one.id, uuidv7()),
  ];
  for (const other of forged) {
    expect((await send("GET", other, { headers: stranger })).status).toBe(410);
    expect((await one.office.submit(other, {})).status).toBe(410);
  }
  await db
    .update(bookings)
    .set({ startsAt: shift(tomorrow, MINUTE) })
    .where(eq(bookings.id, one.id));
  expect((await send("GET", path, { headers: stranger })).status).toBe(410);
  const cut = await send("GET", "/link/reminder/abc", { headers: stranger });
  expect(cut.status).toBe(410); // a link that a mail program has cut explains itself too
  expect(await cut.text()).toContain("Lenken");
});

const set = (schoolId: string, key: string, value: string) =>
  db.insert(settings).values({
    ...{ schoolId, key, value, since: noon, id: key, setBy: "x" },
  });

test("by SMS the link is short, leads to the same lesson and dies with its time", async () => {
  const { office, id, studentId } = await place({ email: null, phone: "+4791234567" });
  const { schoolId, ctx } = office;
  await set(schoolId, "reminder_sms", "chosen");
  await set(schoolId, "sms_sender", "Fjord");
  await Promise.all([remindTomorrow(clock()), remindTomorrow(clock())]);
  const [text, ...more] = await letters(office);
  expect(more).toEqual([]);
  expect(text).toMatchObject({ channel: "sms", recipient: "+4791234567", template: "reminder" });
  expect(text?.params).toMatchObject({ sender: "Fjord", studentName: "Emma" });
  const token = shortToken(ctx.env.KEYS, text?.params.linkId ?? "");
  const path = `/r/${token}`;
  const shown = await send("GET", path, { headers: stranger });
  expect(shown.status).toBe(200);
  expect(await shown.text()).toContain("Jeg kommer");
  for (let click = 0; click < 2; click++) expect((await office.submit(path, {})).status).toBe(303);
  const [row] = await db.select().from(bookings).where(eq(bookings.id, id));
  expect(row).toMatchObject({ studentId, checkedInAt: expect.any(String) });
  expect(JSON.stringify(await db.select().from(checkInLinks))).not.toContain(token);
  const forged = `/r/${token.split("").reverse().join("")}`;
  expect((await send("GET", forged, { headers: stranger })).status).toBe(410);
  const cut = await send("GET", `/r/${token.slice(0, 7)}`, { headers: stranger });
  expect(cut.status).toBe(410);
  expect(await cut.text()).toContain("Lenken");
  await db
    .update(bookings)
    .set({ startsAt: shift(tomorrow, MINUTE) })
    .where(eq(bookings.id, id));
  expect((await send("GET", path, { headers: stranger })).status).toBe(410);
});

test("without a gateway everybody with an address is reminded by mail", async () => {
  const { office, email } = await place({ phone: "+4791234567" });
  await set(office.schoolId, "reminder_sms", "everyone");
  await remindTomorrow({ ...clock(), env: { ...clock().env, SMS_URL: "" } });
  expect(await letters(office)).toMatchObject([{ channel: "mail", recipient: email }]);
});

test("somebody chooses SMS where there is a number for it, and only there", async () => {
  const student = await as("student", "choice");
  const { schoolId, userId } = student;
  const url = "/api/v1/me/reminders";
  const email = "emma@example.no";
  const id = await learner("choice", { email, userId });
  const choose = (by: string) => student.put(url, { by });
  const code = async (by: string) => (await (await choose(by)).json<{ code: string }>()).code;
  expect(await code("sms")).toBe("bookings.sms_off");
  await set(schoolId, "reminder_sms", "chosen");
  expect(await code("both")).toBe("bookings.no_mobile");
  expect(await (await student.get("/me/reminders")).text()).toContain("Be kontoret skrive det inn");
  await db.update(students).set({ phone: "+4791234567" }).where(eq(students.id, id));
  expect(await (await student.get(url)).json()).toMatchObject({ by: "mail", why: [] });
  expect((await student.submit("/me/reminders", { by: "sms" })).status).toBe(303);
  expect(await (await choose("both")).json()).toMatchObject({ by: "both", phone: "+4791234567" });
  expect((await choose("pigeon")).status).toBe(422);
  const about = (await auditRows()).filter(({ action }) => action === "bookings.reminder_chosen");
  expect(about.filter((row) => row.schoolId === schoolId)).toHaveLength(2);
  expect((await (await as("instructor", "choice")).get(url)).status).toBe(403);
  const spent = await cost(student.ctx, readChoice);
  expect(spent.trips).toBe(1);
  expect(spent.rowsRead).toBeLessThanOrEqual(10);
});

test("a minute of nothing but reminders by SMS stays within what D1 lets one turn ask", async () => {
  await remindTomorrow(clock());
  const idle = await cost(clock(), remindTomorrow);
  const { office } = await place({ email: null, phone: "+4790000001" });
  await set(office.schoolId, "reminder_sms", "chosen");
  const busy = await cost(clock(), remindTomorrow);
  expect(await letters(office)).toMatchObject([{ channel: "sms" }]);
  const each = busy.queries - idle.queries;
  expect(each).toBe(7);
  expect(RUNS * (idle.queries + PER_RUN * each)).toBeLessThan(1_000);
});
