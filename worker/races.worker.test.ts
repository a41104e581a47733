import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, test } from "vitest";
import { memberships } from "#worker/modules/users/schema.ts";
import { anybody } from "./test/ask.ts";
import { as, auditRows, db, type Person, send } from "./test/harness.ts";
import { asForm } from "./test/samples.ts";
import { world } from "./test/world.ts";

/** How often each race is run; `npm run prove -- races` runs many. */
declare const RACES: number;

// Many at once: exactly one wins what only one may have, and nothing is half done.

const repeats = Array.from({ length: RACES }, (_, n) => n + 1);
const many = <T>(count: number, run: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => run(n)));

const car = { kind: "car", gearbox: "manual" };
let office: Person;
beforeAll(async () => {
  office = await as("office", "askim");
});

// The API takes 60 at once from one person, and races have more.
const pair = async () => [await as("office", "askim"), await as("office", "askim")] as const;

const register = (office: Person, n: number) =>
  office.post("/api/v1/students", {
    firstName: "Rask",
    lastName: `Løper ${n}`,
    birthDate: "2007-05-05",
    status: "active",
    classes: ["B"],
  });

describe.each(repeats)("round %i", (round) => {
  test("100 writers over one version: one wins, the others are told", async () => {
    const { ids } = await world("askim");
    const path = `/api/v1/vehicles/${ids.vehicle}`;
    const plate = `RB${10_000 + round}`;
    const before = (await auditRows()).length;
    const [one, two] = await pair();
    const answers = await many(100, (n) =>
      (n % 2 ? one : two).put(path, { ...car, plate, note: `skriver ${n}` }, `"${ids.vehicle}-1"`),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(99);
    expect((await auditRows()).length).toBe(before + 1);
  });

  test("50 clicks on one form make one row", async () => {
    const once = uuidv7();
    const plate = `RA${10_000 + round}`;
    const fields = { ...car, plate, _once: once };
    const answers = await many(50, () => office.submit("/vehicles", fields));
    for (const answer of answers) {
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toBe(`/vehicles/${once}`);
    }
  });

  test("30 registered at once get 30 numbers", async () => {
    const [one] = await pair();
    const answers = await many(30, (n) => register(one, round * 100 + n));
    const numbers = await Promise.all(
      answers.map(async (answer) => {
        expect(answer.status).toBe(201);
        return ((await answer.json()) as { number: number }).number;
      }),
    );
    expect(new Set(numbers).size).toBe(30);
    expect(Math.max(...numbers) - Math.min(...numbers)).toBe(29);
  });

  test("one invitation, opened in 20 places, makes one member", async () => {
    const { tokens, schoolId } = await world("askim");
    const before = await db.select().from(memberships).where(eq(memberships.schoolId, schoolId));
    const answers = await many(20, (n) => {
      // A password of its own in each: the same one again would be a second click of the first.
      const body = new URLSearchParams([
        ...asForm({ name: "Ny Her", password: `${n} fire-blå-sykler-i-regn` }),
        ["_token", anybody.token()],
      ]);
      return send("POST", `/link/invitation/${tokens.invitation}`, {
        headers: anybody.headers,
        body,
      });
    });
    const joined = answers.filter(({ status }) => status === 303);
    expect(joined).toHaveLength(1);
    const after = await db.select().from(memberships).where(eq(memberships.schoolId, schoolId));
    expect(after).toHaveLength(before.length + 1);
  });

  test("two owners who remove each other leave one", async () => {
    const school = `e${round}`; // ids are told by six letters
    const [one, two] = [await as("owner", school), await as("owner", school)];
    const remove = (from: Person, whom: Person) =>
      from.delete(`/api/v1/members/${whom.userId}`, `"${whom.userId}-1"`);
    const answers = await Promise.all([remove(one, two), remove(two, one)]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status < 300)).toHaveLength(1);
    const left = await db.select().from(memberships).where(eq(memberships.schoolId, one.schoolId));
    expect(left.filter(({ endedAt, roles }) => !endedAt && roles.includes("owner"))).toHaveLength(
      1,
    );
  });
});
