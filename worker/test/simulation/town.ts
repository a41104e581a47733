import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { app } from "#worker/app.tsx";
import { audit } from "#worker/lib/audit.ts";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { hashOf, newSecret, sessionsOf } from "#worker/lib/session.ts";
import { packageItems, packages } from "#worker/modules/prices/schema.ts";
import { settings } from "#worker/modules/schools/schema.ts";
import type { SettingKey } from "#worker/modules/schools/settings/input.ts";
import { students } from "#worker/modules/students/schema.ts";
import { mayInvoice } from "../bills.ts";
import { car, learner, teacher, works } from "../booking_places.ts";
import { as, db, origin, type Person } from "../harness.ts";
import { lessonAt } from "../money.ts";
import { type Fault, faultyDatabase } from "./faults.ts";

/** Monday morning, far from holidays and from the days when the clocks change. */
const START = "2026-05-04T06:00:00.000Z";
const FIRST = "2026-05-04T06:15:00.000Z";

export type Town = {
  schoolId: string;
  owner: Person;
  student: Person;
  teachers: readonly string[];
  learners: readonly string[];
  cars: readonly string[];
  /** The learner who has a sign-in. */
  own: string;
  packageId: string;
  now: string;
  network: string;
};

let count = 0;

/** A small school where a day is about to begin, with a clock of its own. */
export async function newTown(): Promise<Town> {
  const name = `y${(++count).toString(36).padStart(4, "0")}`;
  const owner = await as(["owner", "academic_leader"], name, { now: START });
  const student = await as("student", name, { now: START });
  const { schoolId } = owner;
  const teachers = [await teacher(name), await teacher(name)];
  for (const id of teachers) await works(name, id, { weekday: 1, starts: "06:00", ends: "22:00" });
  const home = { address: "Kirkegata 2", postalCode: "2317" };
  const learners = [
    await learner(name, home),
    await learner(name, home),
    await learner(name, home),
  ];
  const [own = ""] = learners;
  const cars = [await car(name), await car(name)];
  const lesson = await lessonAt(owner, 79_000);
  const packageId = uuidv7();
  const set = (key: SettingKey, value: string | number) =>
    db.insert(settings).values({
      ...{ schoolId, key, value, since: START, id: uuidv7(), setBy: owner.userId },
    });
  await mayInvoice(owner);
  await db.batch([
    db
      .update(students)
      .set({ userId: student.userId })
      .where(and(eq(students.schoolId, schoolId), eq(students.id, own))),
    set("idle_minutes", 480),
    set("self_booking", "any"),
    set("self_booking_notice_hours", 0),
    db.insert(packages).values({
      ...{ schoolId, id: packageId, name: "Startpakke", validMonths: 12 },
    }),
    db.insert(packageItems).values({
      ...{ schoolId, packageId, productId: lesson, quantity: 2, unitOre: 75_000 },
    }),
  ]);
  const town = {
    ...{ schoolId, owner, student, teachers, learners, cars, own, packageId },
    now: START,
    // Towns live through the same morning; limits that count by network must not add them up.
    network: `10.${count >> 8}.${count & 255}.1`,
  };
  // Two lessons have been given already, and wait for somebody to say so.
  for (const n of [0, 7]) await ask(town, owner, lessonOf(town, { n, startsAt: FIRST }));
  pass(town, 120);
  return town;
}

/** A request for a lesson with the n-th of each. */
export function lessonOf(
  { learners, teachers, cars }: Pick<Town, "learners" | "teachers" | "cars">,
  { n, startsAt, minutes = 45 }: { n: number; startsAt: string; minutes?: number },
): Call {
  const body = {
    ...{ kind: "lesson", classCode: "B", anyway: "yes" },
    ...{ startsAt, endsAt: shift(startsAt, minutes * MINUTE) },
    studentId: learners[n % 3],
    instructorId: teachers[(n >> 1) % 2],
    vehicleId: cars[(n >> 2) % 2],
  };
  return { method: "POST", path: "/api/v1/bookings", body, once: uuidv7() };
}

export function pass(town: Town, minutes: number): void {
  town.now = shift(town.now, minutes * MINUTE);
}

export type Call = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  body?: object;
  /** The version that was seen, for If-Match. */
  seen?: { id: string; version: number };
  /** The id that the new row shall have. */
  once?: string;
};
export type Answer = { status: number; body: Record<string, unknown> };

/** Sends one request to the product, with its database as faulty as told. */
export async function ask(
  town: Town,
  who: Person,
  { method, path, body, seen, once }: Call,
  fault: Fault = "none",
): Promise<Answer> {
  const bindings = { ...env, DB: faultyDatabase(fault), TEST_NOW: town.now };
  const headers = {
    ...who.headers,
    "cf-connecting-ip": town.network,
    ...(body && { "content-type": "application/json" }),
    ...(seen && { "if-match": `"${seen.id}-${seen.version}"` }),
    ...(once && { "idempotency-key": once }),
  };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const answer = await app.request(`${origin}${path}`, init, bindings, createExecutionContext());
  // A session gets a new secret now and then; a browser would keep it.
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (cookie?.startsWith("__Host-sid=v1.")) who.headers.cookie = cookie;
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : {} };
}

/** Who she is, shown once more: what is sensitive is asked of nobody else. */
export async function proveAgain({ now }: Town, { userId, headers }: Person): Promise<void> {
  const [kept = "", secret = ""] = headers.cookie.split(/\.(?=[^.]*$)/);
  const fresh = newSecret();
  const proven = { hash: hashOf(fresh), csrfSeed: newSecret() };
  if (await sessionsOf(env, userId).prove(hashOf(secret), proven, now))
    headers.cookie = `${kept}.${fresh}`;
}

/** How many changes the school has on record. */
export async function recorded({ schoolId }: Town): Promise<number> {
  return db.$count(audit, eq(audit.schoolId, schoolId));
}

/** What a deployment does to objects: they are gone from memory, and wake from what is stored. */
export const objectsOf = ({ owner, schoolId }: Town) => ({
  sessions: sessionsOf(env, owner.userId),
  live: env.LIVE.getByName(schoolId),
});
