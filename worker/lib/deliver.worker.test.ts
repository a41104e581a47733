import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { queue, reactors, scheduled } from "#worker/jobs.ts";
import { db, outboxRows, school } from "#worker/test/harness.ts";
import { DAY, HOUR, shift } from "./clock.ts";
import { deliverThese, purgeOutbox, type Reactor, sweep, type Told, waitAfter } from "./deliver.ts";
import { jobCtx } from "./job_ctx.ts";
import { outbox, outboxRow } from "./outbox.ts";
import { Problem } from "./problem.ts";

const start = "2026-03-02T08:00:00.000Z";
const schoolId = await school();
const later = (work: Promise<unknown>) => void work;
const ctxAt = (now: string) => (id: string) => jobCtx(env, { schoolId: id, now, later });

beforeEach(async () => {
  await db.delete(outbox);
});

async function tell(count: number, topic: `${string}.${string}` = "test.told", now = start) {
  const ctx = ctxAt(now)(schoolId);
  const messages = Array.from({ length: count }, (_, i) =>
    outboxRow(ctx, { topic, subjectId: `subject ${i}` }),
  );
  for (const { write } of messages) await write;
  return messages.map(({ id }) => ({ schoolId, id }));
}

/** A reactor that remembers what it was told and fails as often as asked. */
function listener(failures = 0) {
  const told: Told[] = [];
  const react: Reactor = async (_, message) => {
    told.push(message);
    await new Promise((done) => setTimeout(done, 1));
    if (told.length <= failures) throw new Error("Not now");
  };
  return { told, reactors: { "test.told": react } };
}

const run = (reactors: Record<string, Reactor>, now: string) =>
  sweep(db, reactors, ctxAt(now), now);
const only = async () => {
  const [row] = await outboxRows();
  if (!row) throw new Error("Cannot find the message");
  return row;
};

test("20 sweeps at once deliver each of 40 messages once", async () => {
  await tell(40);
  const { told, reactors } = listener();
  const tried = await Promise.all(Array.from({ length: 20 }, () => run(reactors, start)));
  expect(tried.reduce((sum, n) => sum + n)).toBe(40);
  expect(new Set(told.map(({ id }) => id)).size).toBe(40);
  expect(told).toHaveLength(40);
  expect((await outboxRows()).every((row) => row.deliveredAt === start)).toBe(true);
  expect(await run(reactors, start)).toBe(0);
});

test("the queue and the sweep at the same time deliver once", async () => {
  const ids = await tell(10);
  const { told, reactors } = listener();
  const ctxFor = ctxAt(start);
  await Promise.all([
    deliverThese(db, ids, { reactors, ctxFor, now: start }),
    run(reactors, start),
    deliverThese(db, ids, { reactors, ctxFor, now: start }),
  ]);
  expect(told).toHaveLength(10);
});

test("a failure waits 2 s, then twice as long each time, at most an hour", async () => {
  await tell(1);
  const { told, reactors } = listener(3);
  let now = start;
  for (const wait of [2_000, 4_000, 8_000]) {
    await run(reactors, now);
    const row = await only();
    expect(row).toMatchObject({
      lastError: "Not now",
      deliveredAt: null,
      nextAt: shift(now, wait),
    });
    expect(await run(reactors, shift(now, wait - 1))).toBe(0);
    now = shift(now, wait);
  }
  await run(reactors, now);
  expect(told.map(({ attempts }) => attempts)).toEqual([1, 2, 3, 4]);
  expect(await only()).toMatchObject({ deliveredAt: now, lastError: null, attempts: 4 });
  expect([12, 13, 40].map(waitAfter)).toEqual([HOUR, HOUR, HOUR]);
});

test("after a day it is given up, and the row keeps the error", async () => {
  await tell(1);
  const { told, reactors } = listener(Number.POSITIVE_INFINITY);
  let now = start;
  while ((await only()).deadAt === null) {
    await run(reactors, now);
    now = shift(now, waitAfter((await only()).attempts));
  }
  expect(told.filter(({ last }) => last)).toHaveLength(1);
  expect(told.at(-1)?.last).toBe(true);
  const row = await only();
  expect(Date.parse(row.deadAt ?? "") - Date.parse(start)).toBeGreaterThanOrEqual(DAY);
  expect(Date.parse(row.deadAt ?? "") - Date.parse(start)).toBeLessThan(DAY + HOUR);
  expect(row).toMatchObject({ deliveredAt: null, lastError: "Not now" });
  expect(await run(reactors, shift(now, 10 * DAY))).toBe(0);
});

test("what somebody took and never finished is due again when the lease is over", async () => {
  await tell(1);
  await db.update(outbox).set({ attempts: 1, nextAt: shift(start, 120_000) });
  const { told, reactors } = listener();
  expect(await run(reactors, shift(start, 119_000))).toBe(0);
  expect(await run(reactors, shift(start, 120_000))).toBe(1);
  expect(told).toMatchObject([{ attempts: 2 }]);
});

test("a topic that nobody knows waits; one message's failure does not stop the others", async () => {
  await tell(1, "test.unknown");
  await tell(2);
  const { told, reactors } = listener();
  await run(reactors, start);
  expect(told).toHaveLength(2);
  const [unknown] = await db.select().from(outbox).where(eq(outbox.topic, "test.unknown"));
  expect(unknown).toMatchObject({
    deliveredAt: null,
    lastError: 'Nobody listens to "test.unknown"',
  });
});

test("the error kept is a code or a sentence, without the values of a query", async () => {
  await tell(1);
  const secret = "kari@example.no";
  const cause = new Error("UNIQUE constraint failed: users.email");
  const react: Reactor = () =>
    Promise.reject(new Error(`Failed query: insert ... params: ${secret}`, { cause }));
  await run({ "test.told": react }, start);
  expect((await only()).lastError).toBe(cause.message);
  await run({ "test.told": () => Promise.reject(new Problem(404, "x.gone")) }, shift(start, 9_000));
  expect((await only()).lastError).toBe("x.gone");
});

test("the queue asks to come back for what failed, and lets the sweep go on after five tries", async () => {
  const [id] = await tell(1, "test.unknown", new Date().toISOString());
  const told = (attempts: number) => {
    const asked: string[] = [];
    const message = {
      id: "1",
      timestamp: new Date(),
      attempts,
      body: { kind: "outbox" as const, schoolId, id: id?.id ?? "" },
      ack: () => void asked.push("ack"),
      retry: (options?: QueueRetryOptions) => void asked.push(`retry ${options?.delaySeconds}`),
    };
    return { message, asked };
  };
  const first = told(1);
  const execution = { waitUntil: later };
  await queue({ messages: [first.message] } as never, env, execution);
  expect(first.asked).toEqual(["retry 2"]);
  await db.update(outbox).set({ nextAt: start });
  const fifth = told(5);
  await queue({ messages: [fifth.message] } as never, env, execution);
  expect(fifth.asked).toEqual(["ack"]);
  expect(await only()).toMatchObject({ attempts: 2, deliveredAt: null });
});

test("the nightly run takes away what was delivered a month ago, and nothing else", async () => {
  const now = new Date().toISOString();
  await tell(600, "test.old", shift(now, -31 * DAY));
  await db.update(outbox).set({ deliveredAt: shift(now, -31 * DAY) });
  await tell(1, "test.stuck", shift(now, -31 * DAY));
  await tell(1, "test.new", now);
  await scheduled({ cron: "15 3 * * *" }, env, { waitUntil: later });
  expect((await outboxRows()).map(({ topic }) => topic)).toEqual(["test.stuck", "test.new"]);
  await purgeOutbox(ctxAt(now)("platform"));
  expect(await outboxRows()).toHaveLength(2);
});

test("the minute's run delivers with the reactors of the product", async () => {
  expect(Object.keys(reactors)).toContain("mails.written");
  await tell(1, "mails.written", shift(new Date().toISOString(), -1000));
  await scheduled({ cron: "* * * * *" }, env, { waitUntil: later });
  // The subject is no mail of this school: there is nothing to send, and so nothing to retry.
  expect(await only()).toMatchObject({ attempts: 1, deliveredAt: expect.any(String) });
});
