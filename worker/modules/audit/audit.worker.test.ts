import {
  applyD1Migrations,
  createExecutionContext,
  reset,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { scheduled } from "#worker/jobs.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { jobCtx } from "#worker/lib/job_ctx.ts";
import { actions, as, auditRows, cost, db } from "#worker/test/harness.ts";
import { anchorAudit, sealAudit, startCheck, sweepChecks, workOnCheck } from "./actions.ts";
import { anchorKey } from "./anchors.ts";
import { readLog } from "./queries.ts";
import { auditChecks, seals } from "./schema.ts";

const now = () => new Date().toISOString();
const sealed = () => db.select().from(seals).orderBy(seals.n);
const checks = () => db.select().from(auditChecks).orderBy(auditChecks.startedAt);
const system = (): Ctx => jobCtx(env, { schoolId: "platform", now: now(), later: () => undefined });

/** Something that is written down. */
async function written(times = 3) {
  const owner = await as("owner");
  for (let n = 0; n < times; n++) {
    const room = { kind: "classroom", name: `Rom ${randomUUID()}` };
    expect((await owner.post("/api/v1/rooms", room)).status).toBe(201);
  }
  return owner;
}

let said: string[] = [];

// Each begins with a log of its own: nothing that stands in one can be taken away again.
beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.MIGRATIONS);
  said = [];
  for (const level of ["warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((...all) => void said.push(all.join(" ")));
  return () => vi.restoreAllMocks();
});

test("the minute's run seals what was written, once, and says so outside of the database", async () => {
  await written();
  const execution = createExecutionContext();
  await scheduled({ cron: "* * * * *" }, env, execution);
  await waitOnExecutionContext(execution);
  const [first, ...more] = await sealed();
  expect(more).toEqual([]);
  expect(first).toMatchObject({ n: 1, fromSeq: 1, toSeq: (await auditRows()).length, prev: "" });
  expect(said.join("\n")).toContain(`audit_seal 1 ${first?.toSeq} ${first?.hash}`);
  await scheduled({ cron: "* * * * *" }, env, createExecutionContext());
  expect(await sealed()).toHaveLength(1);
  await written(1);
  await sealAudit(system());
  expect((await sealed())[1]).toMatchObject({ n: 2, prev: first?.hash });
});

test("two that seal at once make one chain", async () => {
  await written();
  await Promise.all([1, 2, 3].map(() => sealAudit(system())));
  expect(await sealed()).toHaveLength(1);
});

test("a seal is written once: the database refuses to change or remove it", async () => {
  await written(1);
  await sealAudit(system());
  for (const text of ["update seals set root = 'x'", "delete from seals"])
    await expect(env.DB.prepare(text).run()).rejects.toThrow("append-only");
});

test("whoever runs the platform has the whole log verified, and sees that it is whole", async () => {
  await written(5);
  await sealAudit(system());
  const admin = await as("platform_admin", "platform");
  expect((await admin.get("/operations/audit")).status).toBe(200);
  const answer = await admin.submit("/operations/audit/checks", {});
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/operations/audit"]);
  await sweepChecks(system());
  expect(await checks()).toMatchObject([{ state: "whole", findings: [], fromSeq: 1 }]);
  expect(await actions()).toContain("audit.check_started");
  expect(await (await admin.get("/operations/audit")).text()).toContain("Hel");
});

test("what was changed behind the product's back is found and shown", async () => {
  const owner = await written(3);
  await sealAudit(system());
  await env.DB.prepare("drop trigger audit_no_update").run();
  await db.run(sql`update audit set actor = 'somebody' where seq = 2`);
  await db.run(
    sql.raw(`create trigger audit_no_update before update on audit
    begin select raise(abort, 'audit is append-only'); end`),
  );
  await startCheck(system(), { all: true });
  await sweepChecks(system());
  expect(await checks()).toMatchObject([
    { state: "broken", findings: [{ what: "row_changed", seq: 2 }] },
  ]);
  const admin = await as("platform_admin", "platform");
  const page = await (await admin.get("/operations/audit")).text();
  expect(page).toContain("Loggen er ikke hel");
  expect(page).toContain("Rad 2");
  expect((await owner.get("/operations/audit")).status).toBe(403);
});

test("the nightly run leaves an anchor in the bucket, and goes on from the last whole check", async () => {
  await written(2);
  const ctx = system();
  await anchorAudit(ctx);
  const [seal] = await sealed();
  const anchor = await (await env.BACKUPS.get(anchorKey(ctx.now.slice(0, 10))))?.json();
  expect(anchor).toMatchObject({ n: 1, hash: seal?.hash });
  await sweepChecks(system());
  await written(1);
  await sealAudit(system());
  await anchorAudit(system());
  await sweepChecks(system());
  const [first, second] = await checks();
  expect([first?.state, second?.state]).toEqual(["whole", "whole"]);
  expect(second?.fromSeq).toBe((seal?.toSeq ?? 0) + 1);
});

test("a database that was set back shows by the anchor that lies outside of it", async () => {
  await written(2);
  await anchorAudit(system());
  await sweepChecks(system());
  const key = anchorKey(now().slice(0, 10));
  await env.BACKUPS.put(key, JSON.stringify({ n: 9, hash: "of another time" }));
  await startCheck(system(), { all: true });
  await sweepChecks(system());
  expect((await checks()).at(-1)).toMatchObject({
    state: "broken",
    findings: [{ what: "anchor_missing", n: 9 }],
  });
});

test("a walk that is over is not walked again", async () => {
  await startCheck(system(), { all: true });
  await sweepChecks(system());
  const [before] = await checks();
  await workOnCheck(system(), before?.id ?? "");
  expect(await checks()).toEqual([before]);
});

test("the page costs one trip and some rows, however long the log is", async () => {
  await written(3);
  await sealAudit(system());
  const admin = await as("platform_admin", "platform");
  const spent = await cost(admin.ctx, readLog);
  expect(spent.trips).toBe(1);
  expect(spent.rowsRead).toBeLessThanOrEqual(60);
});
