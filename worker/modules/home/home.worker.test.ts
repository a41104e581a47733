import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { DAY, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, weekdayOf } from "#worker/lib/dates.ts";
import type { Role } from "#worker/lib/grants.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { approvals, employees, workingHours } from "#worker/modules/employees/schema.ts";
import { imports } from "#worker/modules/imports/schema.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { schoolClasses, schools } from "#worker/modules/schools/schema.ts";
import { studentClasses, students } from "#worker/modules/students/schema.ts";
import { invitations } from "#worker/modules/users/schema.ts";
import { vehicles } from "#worker/modules/vehicles/schema.ts";
import { invoiced } from "#worker/test/bills.ts";
import { as, cost, db, type Person, send } from "#worker/test/harness.ts";
import { homeOf } from "./queries/home.ts";

const now = new Date().toISOString();
const today = dayOf(now);
const fixed = { birthDate: "1999-05-01", status: "active", createdAt: now } as const;

let made = 0;
const newId = () => `0190cccc-0000-7000-8000-${String(++made).padStart(12, "0")}`;

async function student(who: Person, lastName: string, more: object = {}) {
  const id = newId();
  const row = { schoolId: who.schoolId, id, number: made, firstName: "Emma", lastName };
  await db.insert(students).values({ ...row, sortName: lastName, ...fixed, ...more });
  return id;
}

async function employee(who: Person, more: object = {}) {
  const id = newId();
  const row = { schoolId: who.schoolId, id, firstName: "Per", lastName: "Lærer", sortName: "l" };
  await db.insert(employees).values({ ...row, ...more });
  return id;
}

async function vehicle(who: Person, plate: string, more: object) {
  const row = { schoolId: who.schoolId, id: newId(), plate, kind: "car", classes: ["B"] as const };
  await db.insert(vehicles).values({ ...row, gearbox: "manual", dualControls: true, ...more });
}

const html = async (who: Person, path = "/") => {
  const response = await who.get(path);
  expect(response.status).toBe(200);
  return response.text();
};
const codes = async (who: Person) => (await homeOf(who.ctx)).todos?.map((todo) => todo.code);

describe("who is not signed in", () => {
  test("gets a front page with the way in, and no script", async () => {
    const answer = await send("GET", "/");
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text).toContain('href="/sign-in"');
    expect(text).not.toContain("<script");
  });
});

describe("the owner and the office", () => {
  test("see everything that waits, and what runs out on its exact day", async () => {
    const who = await as("owner", "h1");
    const { schoolId } = who;
    await vehicle(who, "EB10001", { inspectBy: addDays(today, 60) });
    await vehicle(who, "EB10002", { inspectBy: addDays(today, 61) });
    await vehicle(who, "EB10003", { insuredUntil: addDays(today, -1), retiredOn: today });
    const per = await employee(who);
    await db.insert(approvals).values({
      schoolId,
      employeeId: per,
      classCode: "B",
      approvedFrom: "2024-01-01",
      approvedTo: addDays(today, 60),
    });
    await employee(who, { lastName: "Uten" });
    await student(who, "Venter", { status: "waiting" });
    await student(who, "Uplassert", { instructorText: "Ole" });
    await student(who, "Ung", { birthDate: addDays(today, -16 * 365) });
    const guarded = await student(who, "Trygg", { birthDate: addDays(today, -16 * 365) });
    const contact = { schoolId, id: newId(), name: "Mor", sortName: "mor", createdAt: now };
    await db.insert(contacts).values(contact);
    await db
      .insert(studentContacts)
      .values({ schoolId, studentId: guarded, contactId: contact.id, role: "guardian" });
    const invitation = { schoolId, roles: ["office"] as const, invitedBy: who.userId };
    for (const [days, name] of [
      [4, "Gammel"],
      [2, "Fersk"],
    ] as const)
      await db.insert(invitations).values({
        ...invitation,
        id: newId(),
        name,
        email: `${name}@example.no`,
        invitedAt: shift(now, -days * DAY),
      });
    const mail = { schoolId, template: "reset", locale: "nb", params: {} } as const;
    for (const state of ["bounced", "sent"] as const)
      await db
        .insert(mails)
        .values({ ...mail, id: newId(), recipient: `${state}@example.no`, state, createdAt: now });
    const upload = { schoolId, fileName: "elever.csv", encoding: "utf-8", delimiter: ";" };
    const counts = { columns: [], mapping: [], rowCount: 1, createdBy: who.userId, createdAt: now };
    for (const state of ["checked", "done"])
      await db.insert(imports).values({ ...upload, ...counts, id: newId(), state });

    const home = await homeOf(who.ctx);
    const titles = Object.fromEntries(
      (home.todos ?? []).map(({ code, items }) => [code, items.map((item) => item.title)]),
    );
    expect(titles).toEqual({
      vehicles_due: ["EB10001"],
      approvals_due: ["Per Lærer, B"],
      unapproved: ["Per Uten"],
      mails_bounced: ["bounced@example.no"],
      imports_unfinished: ["elever.csv"],
      unplaced: ["Emma Uplassert"],
      minors: ["Emma Ung"],
      waiting: ["Emma Venter"],
      invitations_old: ["Gammel"],
    });
    expect(Object.keys(titles)).toEqual((home.todos ?? []).map((todo) => todo.code));
    const text = await html(who);
    expect(text).toContain("60 dager igjen");
    expect(text).toContain("Under 18 år uten foresatt");
  });

  test("what was not paid in time is told to the office once it is late", async () => {
    const office = await as("office", "h12");
    const { invoice } = await invoiced(office, 95_000);
    expect(await codes(office)).not.toContain("invoices_overdue");
    const late = await homeOf({ ...office.ctx, now: shift(office.ctx.now, 40 * DAY) });
    const todo = late.todos?.find(({ code }) => code === "invoices_overdue");
    expect(todo).toMatchObject({ href: "/invoices?state=overdue", count: 1 });
    expect(todo?.items.map(({ href }) => href)).toEqual([`/invoices/${invoice.id}`]);
  });

  test("the office sees no invitations, and nobody sees another school's work", async () => {
    const office = await codes(await as("office", "h1"));
    expect(office).toContain("vehicles_due");
    expect(office).not.toContain("invitations_old");
    expect(await codes(await as("owner", "h2"))).toEqual([]);
    expect(await html(await as("office", "h2"))).toContain("Ingenting venter");
  });

  test("a new school is told what to do first, until it is done", async () => {
    const who = await as("owner", "h3");
    const steps = async () =>
      (await homeOf(who.ctx)).firstSteps?.map(({ step, done }) => [step, done]);
    expect(await steps()).toEqual([
      ["details", false],
      ["classes", false],
      ["staff", false],
      ["students", false],
    ]);
    expect(await html(who)).toContain("Kom i gang");
    await db
      .update(schools)
      .set({ orgnr: "889640782", phone: "+4741234567" })
      .where(eq(schools.id, who.schoolId));
    await db.insert(schoolClasses).values({ schoolId: who.schoolId, code: "B", since: today });
    await student(who, "Første");
    expect((await steps())?.filter(([, done]) => !done)).toEqual([["staff", false]]);
    await employee(who);
    expect(await steps()).toEqual([]);
    expect(await html(who)).not.toContain("Kom i gang");
  });
});

describe("the instructor and the academic leader", () => {
  test("an instructor sees her students, her classes and her hours today", async () => {
    const who = await as("instructor", "h4");
    const { schoolId, userId } = who;
    expect(await html(who)).toContain("Du står ikke i ansattlisten");
    const employeeId = await employee(who, { userId });
    const other = await employee(who, { lastName: "Annen" });
    await student(who, "Min", { instructorId: employeeId });
    await student(who, "Ferdig", { instructorId: employeeId, status: "finished" });
    await student(who, "Annens", { instructorId: other });
    await db.insert(approvals).values({
      schoolId,
      employeeId,
      classCode: "B",
      approvedFrom: "2024-01-01",
      approvedTo: addDays(today, 7),
    });
    const span = { schoolId, employeeId, starts: "08:00", ends: "15:30" };
    const weekday = weekdayOf(today);
    await db.insert(workingHours).values([
      { ...span, weekday },
      { ...span, weekday: (weekday % 7) + 1, starts: "10:00" },
    ]);
    const home = await homeOf(who.ctx);
    expect(home.myStudents?.items.map((s) => s.name)).toEqual(["Emma Min"]);
    expect(home.myWork).toEqual({
      employeeId,
      today: [{ starts: "08:00", ends: "15:30" }],
      approvals: [
        {
          classCode: "B",
          approvedFrom: "2024-01-01",
          approvedTo: addDays(today, 7),
          due: { on: addDays(today, 7), days: 7, level: "urgent" },
        },
      ],
    });
    const text = await html(who);
    expect(text).toContain("08:00–15:30");
    expect(text).toContain("7 dager igjen");
    expect(text).not.toContain("Å gjøre");
  });

  test("an academic leader sees approvals and the rules of the classes that are offered", async () => {
    const who = await as("academic_leader", "h5");
    await employee(who);
    await db.insert(schoolClasses).values({ schoolId: who.schoolId, code: "B", since: today });
    const home = await homeOf(who.ctx);
    expect(home.todos?.map((todo) => todo.code)).toEqual(["unapproved"]);
    expect(home.law?.map((row) => row.code)).toEqual(["B"]);
    expect(await html(who)).toContain("Reglene for klassene vi tilbyr");
  });
});

describe("students, guardians and the platform", () => {
  test("a student sees what she may begin with, and how to reach the school", async () => {
    const who = await as("student", "h6");
    const { schoolId, userId } = who;
    expect(await html(who)).toContain("ikke koblet deg til en elev");
    await db.update(schools).set({ phone: "+4722334455" }).where(eq(schools.id, schoolId));
    const studentId = await student(who, "Selv", { userId, birthDate: addDays(today, -16 * 366) });
    await db
      .insert(studentClasses)
      .values({ schoolId, studentId, classCode: "B", sortName: "s", number: 1 });
    const home = await homeOf(who.ctx);
    const [learner] = home.learners ?? [];
    const open = learner?.classes[0]?.steps.map(({ name, open: may }) => [name, may]);
    expect(open).toContainEqual(["practice", true]);
    expect(open).toContainEqual(["test", false]);
    expect(home.contact).toMatchObject({ name: "h6", phone: "+4722334455" });
    const text = await html(who);
    expect(text).toContain("Emma Selv");
    expect(text).toContain("tel:+4722334455");
    expect(text).not.toContain("Å gjøre");
  });

  test("a guardian sees the minors she answers for, and nobody else's", async () => {
    const who = await as("guardian", "h7");
    const { schoolId, userId } = who;
    const young = { birthDate: addDays(today, -16 * 366) };
    const mine = await student(who, "Barn", young);
    const grown = await student(who, "Voksen", { birthDate: addDays(today, -18 * 366) });
    await student(who, "Fremmed", young);
    const contact = { schoolId, id: newId(), userId, name: "Far", sortName: "far", createdAt: now };
    await db.insert(contacts).values(contact);
    for (const studentId of [mine, grown])
      for (const role of ["guardian", "payer"] as const)
        await db
          .insert(studentContacts)
          .values({ schoolId, studentId, contactId: contact.id, role });
    expect((await homeOf(who.ctx)).learners?.map((learner) => learner.name)).toEqual(["Emma Barn"]);
  });

  test("a platform administrator sees schools; in a school of her own only that", async () => {
    const who = await as("platform_admin", "platform");
    const names = (await homeOf(who.ctx)).schools?.items.map((s) => s.name);
    expect(names).toContain("h1");
    expect(names).not.toContain("TMS");
    expect(await html(who)).toContain("/platform/schools");
    expect((await homeOf((await as("platform_admin", "h1")).ctx)).schools).toBe(undefined);
  });
});

const everything: readonly Role[] = [
  "owner",
  "office",
  "academic_leader",
  "instructor",
  "student",
  "guardian",
];

describe("somebody with every role", () => {
  test("gets the union, each part once", async () => {
    const who = await as(everything, "h1");
    const found = (await codes(who)) ?? [];
    expect(new Set(found).size).toBe(found.length);
    const text = await html(who);
    for (const title of ["Å gjøre", "Mine elever", "Kontakt skolen"])
      expect([title, text.split(`>${title}</h2>`).length - 1]).toEqual([title, 1]);
  });

  test("reads at most 500 rows in one trip, in a school of thousands", async () => {
    const who = await as(everything, "h8");
    const { schoolId } = who;
    const me = await employee(who, { userId: who.userId });
    const numbers =
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)";
    await env.DB.batch([
      env.DB.prepare(`insert into students (school_id, id, number, first_name, last_name, sort_name,
          birth_date, status, created_at, instructor_id, instructor_text) ${numbers}
        select '${schoolId}', 'x' || i, i, 'A', 'B', 'b' || i, '2009-01-01',
          iif(i % 2, 'active', 'waiting'), '${now}', iif(i % 3, '${me}', null), iif(i % 3, null, 'Ole')
        from n`),
      env.DB.prepare(`insert into student_classes (school_id, student_id, class_code, sort_name,
          number) ${numbers} select '${schoolId}', 'x' || i, 'B', 'b' || i, i from n`),
      env.DB.prepare(`insert into vehicles (school_id, id, plate, kind, classes, gearbox,
          dual_controls, inspect_by) ${numbers}
        select '${schoolId}', 'v' || i, 'EB' || i, 'car', '["B"]', 'manual', 1, '${today}' from n
        where i < 60`),
      env.DB.prepare(`insert into employees (school_id, id, first_name, last_name, sort_name)
        ${numbers} select '${schoolId}', 'e' || i, 'A', 'B', 'b' || i from n where i < 40`),
      env.DB.prepare(`insert into approvals (school_id, employee_id, class_code, approved_from,
          approved_to) ${numbers}
        select '${schoolId}', 'e' || i, 'B', '2024-01-01', '${today}' from n where i < 40`),
      env.DB.prepare(`insert into mails (school_id, id, template, locale, recipient, params, state,
          created_at) ${numbers}
        select '${schoolId}', 'm' || i, 'reset', 'nb', 'a@example.no', '{}', 'bounced', '${now}'
        from n where i < 300`),
    ]);
    const spent = await cost(who.ctx, homeOf);
    expect(spent.trips).toBe(1);
    expect(spent.rowsRead).toBeLessThanOrEqual(500);
    expect(await html(who)).toContain("25+");
  });
});
