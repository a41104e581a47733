import { env } from "cloudflare:workers";
import { uuidv7 } from "uuidv7";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import { sortKey } from "#worker/lib/fold.ts";
import { linkHash, linkToken, shortToken } from "#worker/lib/links.ts";
import { hashOf, newSecret, sessionsOf } from "#worker/lib/session.ts";
import { absences } from "#worker/modules/absences/schema.ts";
import { addressBlocks, addressRanges } from "#worker/modules/addresses/schema.ts";
import { bookings, checkInLinks } from "#worker/modules/bookings/schema.ts";
import { feedToken } from "#worker/modules/calendar/feeds/queries.ts";
import { calendarFeeds } from "#worker/modules/calendar/schema.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { approvals, employees, workingHours } from "#worker/modules/employees/schema.ts";
import { importProblems, imports } from "#worker/modules/imports/schema.ts";
import { lessons } from "#worker/modules/lessons/schema.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { messages, messageThreads } from "#worker/modules/messages/schema.ts";
import { rooms } from "#worker/modules/resources/schema.ts";
import { branches, schoolClasses, settings } from "#worker/modules/schools/schema.ts";
import { securityEvents } from "#worker/modules/security/schema.ts";
import {
  bulkChanges,
  openingBalances,
  studentClasses,
  students,
} from "#worker/modules/students/schema.ts";
import {
  trainingOverrides,
  trainingPapers,
  trainingRecords,
} from "#worker/modules/training/schema.ts";
import { invitations, links, memberships, users } from "#worker/modules/users/schema.ts";
import { vehicles } from "#worker/modules/vehicles/schema.ts";
import { supportVisits } from "#worker/modules/visits/schema.ts";
import { billIds, billRows } from "./bill_world.ts";
import { db, school } from "./harness.ts";
import { moneyIds, moneyRows } from "./money_world.ts";

export type World = Awaited<ReturnType<typeof world>>;

let count = 0;

/**
 * A school with a row of everything that has an address of its own. Each text in it holds the
 * canary, a word that must never show up in what another school is answered.
 */
export async function world(name: string, canary = `kanari${name}`) {
  const schoolId = await school(name);
  count++;
  const at = "2026-01-02T03:04:05.678Z";
  const now = new Date().toISOString();
  const version = 1;
  const word = `${canary} ${count}`;
  const ids = {
    branch: uuidv7(),
    employee: uuidv7(),
    vehicle: uuidv7(),
    student: uuidv7(),
    contact: uuidv7(),
    import: uuidv7(),
    mail: uuidv7(),
    securityEvent: uuidv7(),
    invitation: uuidv7(),
    bulkChange: uuidv7(),
    ...moneyIds(),
    ...billIds(),
    trainingRecord: uuidv7(),
    room: uuidv7(),
    booking: uuidv7(),
    calendarFeed: uuidv7(),
    absence: uuidv7(),
    addressRange: uuidv7(),
    addressBlock: uuidv7(),
    supportVisit: uuidv7(),
  };
  const future = shift(now, 30 * DAY);
  const feed = feedToken(env.KEYS, ids.calendarFeed);
  const short = shortToken(env.KEYS, ids.booking);
  const userId = uuidv7(); // somebody else who works there
  const inviterId = uuidv7(); // an owner: what she offers is good
  const person = { firstName: canary, lastName: `Nr ${count}`, sortName: sortKey(word) };
  const opens = (["reset", "device", "invitation", "setup"] as const).map((kind) => {
    const id = uuidv7();
    return { kind, id, token: linkToken(env.KEYS, id), createdAt: at };
  });
  const offered = { email: `${canary}${count}@example.no`, roles: ["office"] as const };
  await db.batch([
    db.insert(branches).values({ schoolId, id: ids.branch, name: word }),
    db
      .insert(schoolClasses)
      .values({ schoolId, code: "B", since: "2026-01-01" })
      .onConflictDoNothing(),
    db
      .insert(settings)
      .values({ schoolId, key: "idle_minutes", since: at, id: uuidv7(), value: 30, setBy: userId }),
    db.insert(employees).values({
      ...person,
      schoolId,
      id: ids.employee,
      email: `ansatt${count}.${canary}@example.no`,
      branchId: ids.branch,
    }),
    db
      .insert(approvals)
      .values({ schoolId, employeeId: ids.employee, classCode: "B", approvedFrom: "2025-01-01" }),
    db
      .insert(workingHours)
      .values({ schoolId, employeeId: ids.employee, weekday: 1, starts: "08:00", ends: "16:00" }),
    db.insert(vehicles).values({
      schoolId,
      id: ids.vehicle,
      plate: `KA${10_000 + count}`,
      kind: "car",
      make: canary,
      classes: ["B"],
      gearbox: "manual",
      dualControls: true,
      note: word,
    }),
    // It names no role, so that nobody is shut out of the school by it.
    db.insert(addressRanges).values({
      ...{
        schoolId,
        id: ids.addressRange,
        range: `2001:db8::${count.toString(16)}/128`,
        roles: [],
      },
      ...{ note: word, addedBy: userId, addedAt: at },
    }),
    db.insert(addressBlocks).values({
      ...{
        schoolId,
        id: ids.addressBlock,
        range: `2001:db8:1::${count.toString(16)}/128`,
        reason: word,
      },
      ...{ blockedBy: userId, blockedAt: at },
    }),
    db.insert(rooms).values({ schoolId, id: ids.room, kind: "classroom", name: word, note: word }),
    db.insert(imports).values({
      schoolId,
      id: ids.import,
      state: "checked",
      fileName: `${canary}.csv`,
      encoding: "utf-8",
      delimiter: ";",
      columns: [canary],
      mapping: ["lastName"],
      rowCount: 1,
      createdBy: userId,
      createdAt: at,
    }),
    db.insert(importProblems).values({
      ...{ schoolId, importId: ids.import, row: 2, n: 0 },
      ...{ column: canary, code: "required", refused: true },
    }),
    db.insert(students).values({
      ...person,
      ...{ schoolId, id: ids.student, number: 100_000 + count, status: "active", note: word },
      ...{ birthDate: "2008-05-05", email: `elev${count}.${canary}@example.no`, createdAt: at },
      instructorId: ids.employee,
    }),
    db.insert(studentClasses).values({
      ...{ schoolId, studentId: ids.student, classCode: "B" },
      ...{ sortName: person.sortName, number: 100_000 + count },
    }),
    db.insert(bookings).values({
      ...{ schoolId, id: ids.booking, kind: "lesson", status: "booked", classCode: "B" },
      ...{ startsAt: future, endsAt: shift(future, HOUR), note: word, title: word },
      ...{ studentId: ids.student, instructorId: ids.employee, vehicleId: ids.vehicle },
      ...{ roomId: ids.room, createdBy: userId, createdAt: at },
    }),
    db.insert(absences).values({
      ...{ schoolId, id: ids.absence, employeeId: ids.employee, kind: "course", note: word },
      ...{ startsAt: shift(future, DAY), endsAt: shift(future, 2 * DAY) },
      ...{ createdBy: userId, createdAt: at },
    }),
    // Seen at its booking: who may not see the one must not see the other.
    db.insert(lessons).values({
      ...{ schoolId, id: uuidv7(), bookingId: ids.booking, version: 1, outcome: "delivered" },
      ...{ studentId: ids.student, instructorId: ids.employee, attestedBy: userId, attestedAt: at },
      ...{ startsAt: "2026-01-01T10:00:00.000Z", themes: [], levels: {}, note: word },
      ...{ minutes: 45, classCode: "B", step: "B.2.lesson" },
    }),
    db.insert(messages).values({
      ...{ schoolId, id: uuidv7(), studentId: ids.student, employeeId: ids.employee, at },
      ...{ sender: "student", body: word, by: userId },
    }),
    db.insert(messageThreads).values({
      ...{ schoolId, studentId: ids.student, employeeId: ids.employee, lastId: uuidv7() },
      ...{ lastAt: at, lastSender: "student", lastText: word, unreadByInstructor: 1 },
    }),
    db.insert(openingBalances).values({ schoolId, studentId: ids.student, amount: 100, at }),
    db.insert(trainingRecords).values({
      ...{ schoolId, id: ids.trainingRecord, studentId: ids.student, classCode: "B", note: word },
      ...{ step: "B.2.lesson", minutes: 45, onDate: "2026-01-02", source: "manual", themes: [] },
      ...{ employeeId: ids.employee, by: userId, at },
    }),
    db.insert(trainingPapers).values({
      ...{ schoolId, id: uuidv7(), studentId: ids.student, classCode: "B", kind: "application" },
      ...{ onDate: "2026-01-02", note: word, by: userId, at },
    }),
    db.insert(trainingOverrides).values({
      ...{ schoolId, id: uuidv7(), studentId: ids.student, classCode: "B", step: "B.3.lesson" },
      ...{ rule: "stage", reason: word, by: userId, at },
    }),
    db.insert(contacts).values({
      ...{ schoolId, id: ids.contact, name: word, sortName: person.sortName, createdAt: at },
    }),
    db.insert(studentContacts).values({
      ...{ schoolId, studentId: ids.student, contactId: ids.contact, role: "guardian" },
    }),
    db.insert(securityEvents).values({
      ...{ schoolId, id: ids.securityEvent, rule: "account_fails", level: "warning", userId },
      ...{ address: "203.0.113.7", firstAt: at, lastAt: at, hits: 10 },
      seen: { accounts: [userId], addresses: [canary], about: [word] },
    }),
    db.insert(mails).values({
      ...{ schoolId, id: ids.mail, template: "invitation", locale: "nb", params: { name: word } },
      ...{ recipient: `${canary}@example.no`, state: "failed", why: word, createdAt: at },
    }),
    db.insert(users).values({
      ...{ id: userId, email: `kollega${count}.${canary}@example.no`, name: word, createdAt: at },
    }),
    db.insert(users).values({
      ...{ id: inviterId, email: `eier${count}.${canary}@example.no`, name: word, createdAt: at },
    }),
    db.insert(memberships).values([
      { schoolId, userId, roles: ["office"], since: at },
      { schoolId, userId: inviterId, roles: ["owner"], since: at },
    ]),
    db.insert(supportVisits).values({
      ...{ schoolId, id: ids.supportVisit, personId: userId, askedBy: inviterId, askedAt: at },
      ...{ reason: word, caseNumber: canary, state: "asked", until: future },
    }),
    db.insert(calendarFeeds).values({
      ...{ schoolId, id: ids.calendarFeed, userId, locale: "nb", createdAt: at },
      tokenHash: linkHash(feed),
    }),
    db.insert(invitations).values({
      ...{ schoolId, id: ids.invitation, ...offered, name: word },
      ...{ invitedBy: inviterId, invitedAt: now },
    }),
    db.insert(links).values(
      opens.map(({ token, ...link }) => ({
        ...{ ...link, hash: linkHash(token), expiresAt: "2099-01-01T00:00:00.000Z" },
        ...(link.kind === "invitation"
          ? { schoolId, invitationId: ids.invitation }
          : link.kind === "setup"
            ? {}
            : { userId }),
      })),
    ),
    db.insert(bulkChanges).values({
      ...{ schoolId, id: ids.bulkChange, field: "status", value: "active", at, madeBy: userId },
      items: [{ id: ids.student, before: "waiting", version }],
    }),
    db.insert(checkInLinks).values({
      ...{ schoolId, bookingId: ids.booking, startsAt: future, hash: linkHash(short) },
      expiresAt: "2099-01-01T00:00:00.000Z",
    }),
    ...moneyRows({ schoolId, ids, word, userId }),
    ...billRows({ schoolId, ids, word, userId }),
  ]);
  const session = await sessionIdOf(userId, schoolId);
  const tokens = Object.fromEntries([
    ...opens.map(({ kind, token }) => [kind, token] as const),
    ["feed", `${feed}.ics`],
    ["reminder", reminderOf(schoolId, ids.booking, future)],
    ["short", short],
  ]);
  return { name, schoolId, canary, ids: { ...ids, user: userId, session }, tokens };
}

/** Signs somebody in, and says how her session is called in the list of her devices. */
async function sessionIdOf(userId: string, schoolId: string): Promise<string> {
  const object = sessionsOf(env, userId);
  const now = new Date().toISOString();
  const hash = hashOf(newSecret());
  const start = { stage: "full", csrfSeed: "x", knownDevice: true, keep: false } as const;
  await object.start(hash, { ...start, schoolId, ipPrefix: "", label: "world" }, now);
  return (await object.list(hash, now))[0]?.id ?? "";
}

/** The secret part of a reminder's link: it is no row, but made of the lesson and its time. */
function reminderOf(schoolId: string, id: string, startsAt: string): string {
  return `${schoolId}.${id}.${linkToken(env.KEYS, `${schoolId}.${id}.${startsAt}`)}`;
}
