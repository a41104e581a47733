import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import * as z from "zod";
import { reactors } from "#worker/jobs.ts";
import { DAY, MINUTE, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import { sweep } from "#worker/lib/deliver.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { jobCtx } from "#worker/lib/job_ctx.ts";
import { as, auditRows, db, outboxRows, school } from "#worker/test/harness.ts";
import { textMessage } from "./actions.ts";
import { Mail } from "./input.ts";
import { mails } from "./schema.ts";

const now = new Date().toISOString();
const schoolId = await school();
const office = await as("office");
let people = 0;
const phone = () => `+479110${String(1000 + people++)}`;

// No hint to the queue: these tests say themselves when the outbox is delivered.
const silent = { QUEUE: { sendBatch: async () => ({}) } } as unknown as Pick<Bindings, "QUEUE">;
const at =
  (instant: string, change: Partial<Bindings> = {}) =>
  (id: string) =>
    jobCtx(
      { ...env, ...silent, ...change },
      { schoolId: id, now: instant, later: (work) => void work.catch(() => undefined) },
    );
const deliver = (when = now, change: Partial<Bindings> = {}) =>
  sweep(db, reactors, at(when, change), when);

const told = {
  ...{ schoolName: "Åsgårdstrand Trafikkskole", studentName: "Bjørg", instructor: "Łukasz Sæther" },
  ...{ when: "24. nov. 2026, 09:00–09:45", place: "Torget", sender: "Fjordskolen" },
  linkId: "018f0000-0000-7000-8000-000000000001",
};

async function write(recipient: string, params: Record<string, string> = told) {
  const ctx = at(now)(schoolId);
  const { write, tell } = textMessage(ctx, {
    ...{ template: "reminder", locale: "nb", recipient, params },
  });
  const about = { action: "test.wrote", entity: "mail", entityId: tell.subjectId } as const;
  await commit(ctx, { ...about, write: [write], tell: [tell] });
  return tell.subjectId;
}

const Texts = z.object({ items: z.array(z.object({ from: z.string(), text: z.string() })) });
async function received(to: string) {
  const response = await fetch(`${env.SMS_URL}/messages?to=${encodeURIComponent(to)}`);
  return Texts.parse(await response.json()).items;
}

async function logged(id: string) {
  const response = await office.get(`/api/v1/mails/${id}`);
  expect(response.status).toBe(200);
  return Mail.parse(await response.json());
}

test("an SMS leaves once however often it is told of, with æ ø å and a short link", async () => {
  const to = phone();
  const id = await write(to);
  await Promise.all(Array.from({ length: 10 }, () => deliver()));
  const [text, ...more] = await received(to);
  expect(more).toEqual([]);
  expect(text?.from).toBe("Fjordskolen");
  expect(text?.text).toMatch(
    /^Bjørg har time 24\. nov\. 2026, 09:00-09:45 med Lukasz Sæther.* https:\/\/tms\.test\/r\/[A-Za-z0-9]{12} Åsgårdstrand Trafikkskole$/,
  );
  expect(await logged(id)).toMatchObject({ channel: "sms", state: "sent", recipient: to });
  expect((await auditRows()).filter((row) => row.entityId === id).map((row) => row.action)).toEqual(
    ["test.wrote", "sms.sent"],
  );
  const log = await (await office.get("/mail")).text();
  expect(log).toContain(to);
  const shown = await (await office.get(`/mail/${id}`)).text();
  expect(shown).toMatch(/1\d\d tegn, 1 SMS/);
  expect(shown).not.toMatch(/\/r\/[A-Za-z0-9]{12}/);
  await write(to, { ...told, sender: "" });
  await deliver();
  expect((await received(to)).map(({ from }) => from)).toEqual(["TMS", "Fjordskolen"]);
});

test("a refused number bounces with the gateway's words, and no number stands in a log", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const refused = await write("+4790000001");
  const down = await write("+4790000003");
  await deliver();
  expect(await logged(refused)).toMatchObject({
    ...{ state: "bounced", why: "422 Unknown subscriber …", attempts: 1 },
  });
  expect(await logged(down)).toMatchObject({ state: "waiting", why: "503 No route to …" });
  expect(said).toHaveBeenCalled();
  const rows = (await outboxRows()).filter(({ subjectId }) => [refused, down].includes(subjectId));
  expect(JSON.stringify([said.mock.calls, rows])).not.toContain("4790000");
  said.mockRestore();
  await deliver(shift(now, DAY));
  expect(await logged(down)).toMatchObject({ state: "failed", attempts: 2 });
  expect(await received("+4790000003")).toEqual([]);
});

test.each([
  [{ SMS_KEY: "Bearer wrong" }, "403 Invalid credentials"],
  [{ SMS_KEY: "" }, "sms.not_configured"],
  [{ SMS_URL: "" }, "sms.not_configured"],
  [{ ORIGIN: "" }, "sms.not_configured"],
])("with %j an SMS waits, and leaves when that is put right", async (change, why) => {
  const to = phone();
  const id = await write(to);
  await deliver(now, change);
  expect(await logged(id)).toMatchObject({ state: "waiting", why });
  await deliver(shift(now, MINUTE));
  expect(await logged(id)).toMatchObject({ state: "sent" });
  expect(await received(to)).toHaveLength(1);
});

test("an SMS that may have left is not sent again by itself, but by whoever asks for it", async () => {
  const to = "+4790000004"; // the gateway takes it, and answers as if it had not
  const id = await write(to);
  for (const minutes of [0, 5, 60]) await deliver(shift(now, minutes * MINUTE));
  expect(await logged(id)).toMatchObject({ state: "failed", why: "sms.unknown", attempts: 1 });
  expect(await received(to)).toHaveLength(1);
  expect(await (await office.get(`/mail/${id}`)).text()).toContain("ikke om meldingen ble sendt");
  expect((await office.submit(`/mail/${id}/sending`, {})).status).toBe(303);
  await deliver(shift(new Date().toISOString(), MINUTE));
  expect(await received(to)).toHaveLength(2);
  expect((await auditRows()).filter((row) => row.entityId === id).map((row) => row.action)).toEqual(
    ["test.wrote", "sms.failed", "sms.sent_again", "sms.failed"],
  );
});

test("an attempt that died with the SMS in its hand is not made again", async () => {
  const to = phone();
  const id = await write(to);
  await db.update(mails).set({ begunAt: now }).where(eq(mails.id, id));
  await deliver();
  expect(await logged(id)).toMatchObject({ state: "failed", why: "sms.unknown" });
  expect(await received(to)).toEqual([]);
});

test("the phones show what came, with its link to follow, and can be emptied", async () => {
  const to = phone();
  await write(to);
  await deliver();
  const shown = await (await office.get("/dev/sms")).text();
  expect(shown).toContain(to);
  expect(shown).toMatch(/<a href="https:\/\/tms\.test\/r\/[A-Za-z0-9]{12}"/);
  expect((await office.submit("/dev/sms", {})).status).toBe(303);
  expect(await received(to)).toEqual([]);
});
