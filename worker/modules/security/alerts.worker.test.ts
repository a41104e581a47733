import { env } from "cloudflare:workers";
import { createHmac } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "#worker/lib/ctx.ts";
import { monitorOf } from "#worker/lib/signals.ts";
import { mails } from "#worker/modules/mail/mod.ts";
import { as, auditRows, cost, db, outboxRows, type Person } from "#worker/test/harness.ts";
import { alertOn } from "./alerts/actions.ts";
import { readAlerts } from "./alerts/queries.ts";
import { securityAlerts, securityDeliveries } from "./schema.ts";
import { callHook } from "./subscribers.ts";

const here = "/security/alerts";
const receiver = env.MAIL_HTTP_URL.replace(/\/mail$/, "/hooks");
type Call = { path: string; headers: Record<string, string>; body: string };
const calls = async () => (await (await fetch(`${receiver}/`)).json<{ items: Call[] }>()).items;

beforeEach(async () => {
  await fetch(`${receiver}/`, { method: "DELETE" });
});

const save = (owner: Person, fields: Record<string, string>, version = "0") =>
  owner.submit(here, { least: "warning", version, ...fields });

const deliveryOf = async ({ schoolId }: Person) => {
  const rows = await db
    .select()
    .from(securityDeliveries)
    .where(eq(securityDeliveries.schoolId, schoolId));
  return rows[0];
};

/** Waits for the alert that the monitor sends by itself. */
async function alerted(owner: Person) {
  for (let tries = 0; tries < 100; tries++) {
    const row = await deliveryOf(owner);
    if (row) return row;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("No alert went out");
}

const told = (subjectId: string, last = false) => ({
  ...{ id: "x", topic: "security.hook_due", subjectId, attempts: 1, last },
});
/** The outbox may have been there before us: then there is nothing left to do. */
const deliver = (ctx: Ctx, id: string, last = false) => callHook(ctx, told(id, last));

async function secretOf(owner: Person): Promise<string> {
  const page = await owner.submit(`${here}/secret`, {});
  expect(page.status).toBe(200);
  const [secret = ""] = /whsec_[A-Za-z0-9+/=]+/.exec(await page.text()) ?? [];
  expect(secret).toHaveLength("whsec_".length + 44);
  return secret;
}

test("a serious event is told by mail and by a signed call, once; a notice is not", async () => {
  const owner = await as("owner", "a1");
  const mail = "vakt@example.no";
  expect((await save(owner, { mails: mail, hookUrl: `${receiver}/taken` })).status).toBe(303);
  const secret = await secretOf(owner);
  const { userId: account, schoolId } = owner;
  const at = Date.now();
  await monitorOf(env, schoolId).hear(schoolId, [
    { kind: "new_device", account, at },
    { kind: "factor_removed", account, at },
  ]);
  const { id } = await alerted(owner);
  await deliver(owner.ctx, id);
  await deliver(owner.ctx, id);
  const mine = (await calls()).filter(({ headers }) => headers["webhook-id"] === id);
  expect(mine).toHaveLength(1);
  const [call] = mine;
  const sent = call?.headers["webhook-timestamp"] ?? "";
  const mac = createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(`${id}.${sent}.${call?.body}`)
    .digest("base64");
  expect(call?.headers["webhook-signature"]).toBe(`v1,${mac}`);
  expect(Math.abs(Number(sent) * 1000 - Date.now())).toBeLessThan(300_000);
  expect(JSON.parse(call?.body ?? "")).toMatchObject({
    type: "event",
    data: { id, schoolId, rule: "factor_removed", level: "warning", hits: 1 },
  });
  expect(call?.body).not.toContain(account); // nobody's name, id or address
  expect(await deliveryOf(owner)).toMatchObject({ hook: "sent", status: 202, mails: 1 });
  const letters = await db
    .select()
    .from(mails)
    .where(and(eq(mails.schoolId, schoolId), eq(mails.recipient, mail)));
  expect(letters.map(({ template, params }) => [template, params.path])).toEqual([
    ["security_alert", `/security/${id}`],
  ]);
  const done = (await auditRows()).filter((row) => row.entityId === id).map((row) => row.action);
  expect(done).toEqual(["security.alerted", "security.hook_sent"]);
});

test("who says no is not asked again, who is busy is, and nobody is followed elsewhere", async () => {
  const owner = await as("owner", "a2");
  expect((await save(owner, { hookUrl: `${receiver}/gone` })).status).toBe(303);
  const events = [
    ["/gone", { hook: "failed", status: 410, why: "security.refused" }],
    ["/elsewhere", { hook: "failed", status: null, why: "outside.redirect" }],
  ] as const;
  for (const [at, [path, result]] of events.entries()) {
    const id = `0190aaaa-0000-7000-8000-00000000000${at}`;
    await db.update(securityAlerts).set({ hookUrl: `${receiver}${path}` });
    await db.insert(securityDeliveries).values(waiting(owner, id));
    await deliver(owner.ctx, id);
    const [row] = await db.select().from(securityDeliveries).where(eq(securityDeliveries.id, id));
    expect(row).toMatchObject(result);
  }
  const id = "0190aaaa-0000-7000-8000-000000000009";
  await db.update(securityAlerts).set({ hookUrl: `${receiver}/busy` });
  await db.insert(securityDeliveries).values(waiting(owner, id));
  await expect(deliver(owner.ctx, id)).rejects.toThrow("security.refused");
  const row = async () =>
    (await db.select().from(securityDeliveries).where(eq(securityDeliveries.id, id)))[0];
  expect(await row()).toMatchObject({ hook: "waiting", status: 503 });
  await deliver(owner.ctx, id, true);
  expect(await row()).toMatchObject({ hook: "failed", status: 503 });
});

const waiting = ({ schoolId }: Person, id: string) => ({
  ...{ schoolId, id, test: true, mails: 0, hook: "waiting" as const },
  createdAt: new Date().toISOString(),
});

test("says what is wrong with an address, and keeps what was typed", async () => {
  const owner = await as("owner", "a3");
  const wrong = await save(owner, { hookUrl: "https://169.254.169.254/latest" });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("https://169.254.169.254/latest");
  expect((await save(owner, { mails: "ikke en adresse" })).status).toBe(422);
  const six = Array.from({ length: 6 }, (_, i) => `a${i}@example.no`).join("\n");
  expect((await save(owner, { mails: six })).status).toBe(422);
  expect((await save(owner, { mails: "a@example.no\nb@example.no" })).status).toBe(303);
  expect((await auditRows()).at(-1)).toMatchObject({ action: "security.alerts_changed" });
  expect((await save(owner, { mails: "c@example.no" })).status).toBe(409); // an older version
  const { alerts } = await readAlerts(owner.ctx);
  expect(alerts).toMatchObject({ mails: ["a@example.no", "b@example.no"], version: 1 });
  const spent = await cost(owner.ctx, readAlerts);
  expect(spent.trips).toBe(1);
});

test("a test goes out once for two clicks, and not before there is somewhere to send it", async () => {
  const owner = await as("owner", "a4");
  expect((await owner.submit(`${here}/test`, {})).status).toBe(409);
  expect((await owner.submit(`${here}/secret`, {})).status).toBe(409);
  await save(owner, { mails: "vakt4@example.no" });
  const _once = "0190aaaa-0000-7000-8000-0000000000aa";
  for (let twice = 0; twice < 2; twice++)
    expect((await owner.submit(`${here}/test`, { _once })).status).toBe(303);
  const sent = (await outboxRows()).filter(({ schoolId }) => schoolId === owner.schoolId);
  expect(sent.map(({ topic }) => topic)).toEqual(["mails.written"]);
  expect(await deliveryOf(owner)).toMatchObject({ id: _once, test: true, hook: "none", mails: 1 });
});

test("however much noise there is, the school is still told of a danger", async () => {
  const owner = await as("owner", "anoise");
  expect((await save(owner, { mails: "vakt@example.no" })).status).toBe(303);
  const noise = Array.from({ length: 40 }, () => ({ id: uuidv7(), rule: "denied" as const }));
  const danger = { id: uuidv7(), rule: "spraying" as const };
  await alertOn(owner.ctx, [...noise, danger]);
  const rows = await db
    .select({ id: securityDeliveries.id })
    .from(securityDeliveries)
    .where(eq(securityDeliveries.schoolId, owner.schoolId));
  expect(rows.length).toBeLessThan(noise.length);
  expect(rows.map(({ id }) => id)).toContain(danger.id);
});
