import initialize from "@phi-ag/argon2/node";
import { Secret, TOTP } from "otpauth";
import { diffOf } from "#worker/lib/audit.ts";
import { DAY, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { addDays, dayOf, weekdayOf } from "#worker/lib/dates.ts";
import { userRow } from "#worker/modules/users/mod.ts";
import { memberships, users } from "#worker/modules/users/schema.ts";
import { makeAbsences } from "./absences.ts";
import { accounts, DEMO_PASSWORD, platformAccount } from "./accounts.ts";
import { makeBookings } from "./bookings.ts";
import { makeCharges } from "./charges.ts";
import { makeInvoices } from "./invoices.ts";
import { makeLessons } from "./lessons.ts";
import { makeMessages } from "./messages.ts";
import { batching, type Local } from "./open_local.ts";
import { makePrices } from "./prices.ts";
import { type Random, randomFrom } from "./random.ts";
import { makeRooms } from "./rooms.ts";
import { makeSchool, type School } from "./school.ts";
import { makeStudents } from "./students.ts";
import { makeVisits } from "./visits.ts";

/** Whether somebody can sign in here already: then the demo school is left alone. */
export function demoIsHere({ file }: Local): boolean {
  return file.prepare("select 1 from users limit 1").get() !== undefined;
}

/** What everything is counted from: half past six on Monday of the current week. */
function monday(): string {
  const today = dayOf(new Date().toISOString());
  return `${addDays(today, 1 - weekdayOf(today))}T05:30:00.000Z`;
}

/** Two schools with their people, through the same write path as real ones. */
export async function seedDemo(local: Local): Promise<void> {
  const random = randomFrom(2026);
  const start = monday();
  const people = await makeAccounts(local, random, shift(start, -200 * DAY));
  for (const which of ["main", "small"] as const) {
    const ctx = schoolCtx(local, start, which);
    const school = await makeSchool(ctx, random, which, people);
    await makePrices(ctx, school);
    await makeStudents(ctx, random, school, which === "main" ? 120 : 14);
    await makeBookings(ctx, local.file, await makeRooms(ctx, randomFrom(77), school));
    await makeAbsences(ctx, local.file, randomFrom(78));
    await makeLessons(ctx, local.file);
    await makeCharges(ctx, local.file);
    await makeInvoices(ctx, local.file);
    await makeMessages(ctx, local.file);
    if (which === "main") await makeVisits(ctx, people);
  }
}

export type People = Map<string, { id: string; name: readonly [string, string]; email: string }>;
const ids = {
  main: "01980000-0000-7000-8000-000000000001",
  small: "01980000-0000-7000-8000-000000000002",
};

/** The system acts in one school; nobody waits, so nothing is told to the queue. */
function schoolCtx({ file, env }: Local, now: string, which: School["which"]): Ctx {
  return {
    db: batching(file),
    env,
    now,
    actor: { id: "system", schoolId: ids[which], roles: [], grants: [], locale: "nb" },
    requestId: "demo",
    ipPrefix: "",
    caller: "",
    later: (work) => void work.catch(() => undefined),
  };
}

async function makeAccounts(local: Local, random: Random, at: string): Promise<People> {
  const argon2 = await initialize();
  const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, hashLength: 32 };
  const phc = argon2.hash(DEMO_PASSWORD, options).encoded; // one hash for all: it only takes time
  const made = [...accounts, platformAccount].map((account) => ({ account, id: random.id(at) }));
  const ctx = schoolCtx(local, at, "main");
  const { db } = ctx;
  await commit(
    { ...ctx, actor: { ...ctx.actor, schoolId: PLATFORM } },
    {
      action: "users.seeded",
      entity: "user",
      entityId: PLATFORM,
      diff: diffOf({}, { accounts: made.map(({ account }) => account.key) }),
      write: [
        ...made.map(({ account, id }) => {
          const { email, seed, name } = account;
          const secrets = { phc, ...(seed && { seed }) };
          const person = { id, email, name: name.join(" "), createdAt: at };
          return db.insert(users).values(userRow(local.env.KEYS, person, secrets));
        }),
        ...made
          .filter(({ account }) => account === platformAccount)
          .map(({ id }) =>
            db
              .insert(memberships)
              .values({ schoolId: PLATFORM, userId: id, roles: ["platform_admin"], since: at }),
          ),
      ],
    },
  );
  return new Map(
    made.map(({ account, id }) => [account.key, { id, name: account.name, email: account.email }]),
  );
}

const codeNow = (seed: string) => new TOTP({ secret: Secret.fromBase32(seed) }).generate();

/** The sign-ins of the demo school; they exist only on this machine. */
export function printSignIns(): void {
  const line = (cells: readonly string[]) =>
    cells.map((cell, n) => cell.padEnd([16, 27, 34, 0][n] ?? 0)).join("  ");
  console.log(`\nDemo sign-ins, all with the password ${DEMO_PASSWORD}`);
  console.log(line(["Role", "E-mail", "Authenticator seed", "Code now"]));
  for (const { key, email, seed } of [...accounts, platformAccount])
    console.log(line([key, email, seed ?? "no second factor", seed ? codeNow(seed) : ""]));
  console.log("New codes: npm run seed -- --codes");
}
