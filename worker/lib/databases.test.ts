import { globSync, readFileSync } from "node:fs";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "./audit.ts";
import { commit } from "./commit.ts";
import { PLATFORM } from "./ctx.ts";
import {
  type Directory,
  directory,
  everyDatabase,
  inEveryDatabase,
  open,
  withinSchool,
} from "./databases.ts";
import { sweep, type Told } from "./deliver.ts";
import type { Bindings } from "./env.ts";
import { jobCtx } from "./job_ctx.ts";
import { outbox } from "./outbox.ts";

const [here, there] = [
  "01900000-0000-7000-8000-000000000001",
  "01900000-0000-7000-8000-000000000002",
];
const now = "2026-11-24T09:00:00.000Z";
const two: Directory = {
  databases: ["DB", "DB_TWO"],
  of: (schoolId) => (schoolId === there ? "DB_TWO" : "DB"),
};

const options = {
  ...{ modules: true, script: "export default {}" },
  ...{ d1Databases: ["DB", "DB_TWO"], queueProducers: { QUEUE: "jobs" } },
};
const miniflare = new Miniflare(convertV4MiniflareOptions(options as never));
let env: Bindings;

beforeAll(async () => {
  const statements = globSync("migrations/*.sql")
    .sort()
    .flatMap((path) => readFileSync(path, "utf8").split("--> statement-breakpoint"));
  const QUEUE: unknown = await miniflare.getQueueProducer("QUEUE");
  env = { KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`, QUEUE } as Bindings;
  for (const name of two.databases) {
    const db = await miniflare.getD1Database(name);
    await db.batch(statements.map((one) => db.prepare(one)));
    Object.assign(env, { [name]: db });
  }
});
afterAll(() => miniflare.dispose());

const ctxIn = (bindings: Bindings, schoolId: string) =>
  jobCtx(bindings, { schoolId, now, later: (work) => void work.catch(() => undefined) });

test("today there is one database, and everybody is in it", () => {
  expect(everyDatabase(env)).toEqual([env]);
  expect(withinSchool(env, here)).toBe(env);
  expect(directory.of(PLATFORM)).toBe(directory.databases[0]);
});

test("with two, each school is written and read in its own", async () => {
  for (const schoolId of [here, there]) {
    const ctx = ctxIn(withinSchool(env, schoolId, two), schoolId);
    const entry = { action: "notes.made", entity: "note", entityId: schoolId, diff: {} } as const;
    await commit(ctx, {
      ...entry,
      write: [],
      tell: [{ topic: "notes.made", subjectId: schoolId }],
    });
  }
  for (const bindings of everyDatabase(env, two)) {
    const [rows, messages] = await open(bindings.DB).batch([
      open(bindings.DB).select({ schoolId: audit.schoolId }).from(audit),
      open(bindings.DB).select({ schoolId: outbox.schoolId }).from(outbox),
    ]);
    const school = bindings.DB === env.DB ? here : there;
    expect(rows).toEqual([{ schoolId: school }]);
    expect(messages).toEqual([{ schoolId: school }]);
  }
});

test("what the clock asks for is done in both, though it fails in one", async () => {
  const heard: [string, D1Database][] = [];
  const run = inEveryDatabase(
    env,
    async (bindings) => {
      const react = async ({ env: { DB } }: { env: Bindings }, { subjectId }: Told) =>
        void heard.push([subjectId, DB]);
      const ctxFor = (schoolId: string) => ctxIn(bindings, schoolId);
      await sweep(open(bindings.DB), { "notes.made": react }, ctxFor, now);
      if (bindings.DB === env.DB) throw new Error("the first is away");
    },
    two,
  );
  await expect(run).rejects.toThrow("the first is away");
  expect(heard.map(([subjectId]) => subjectId)).toEqual([here, there]);
  expect(heard.map(([, db]) => db === env.DB)).toEqual([true, false]);
});

test("a database that nothing binds is no silent fallback", () => {
  const wrong: Directory = { databases: ["DB_THREE"], of: () => "DB_THREE" };
  expect(() => withinSchool(env, here, wrong)).toThrow('binds no database "DB_THREE"');
});
