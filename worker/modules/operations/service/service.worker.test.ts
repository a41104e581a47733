import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { shift } from "#worker/lib/clock.ts";
import { vehicles } from "#worker/modules/vehicles/schema.ts";
import { as, auditRows, db, send } from "#worker/test/harness.ts";
import { logged } from "#worker/test/logged.ts";
import { company, started } from "#worker/test/visits.ts";
import { remember } from "./current.ts";
import type { Service, Setting } from "./input.ts";
import { asUsual } from "./rules.ts";

const api = "/api/v1/operations/service";
const page = "/operations/service";
const words = { messageNb: "Vi flytter databasen.", messageEn: "We are moving the database." };
const admin = () => as("platform_admin", "platform");

// This isolate goes on with other tests.
afterAll(() => void remember(asUsual));

async function set(setting: Partial<Setting>) {
  const boss = await admin();
  const { version } = (await (await boss.get(api)).json()) as Service;
  const body = { mode: "normal", messageNb: "", messageEn: "", until: null, ...setting };
  const answer = await boss.put(api, body, `"service-${version}"`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Service;
}

const vehicle = { plate: "AB 12345", model: "Golf", classes: "B", gearbox: "manual" };

test("in read-only a page's form is refused with why and until when, and what was typed comes back", async () => {
  const owner = await as("owner");
  const until = shift(new Date().toISOString(), 20 * 60_000);
  await set({ mode: "read_only", ...words, until });
  const empty = await (await owner.get("/vehicles/new")).text();
  const token = /name="_token" value="([^"]+)"/.exec(empty)?.[1] ?? "";
  const refused = await owner.submit("/vehicles", { ...vehicle, model: "Golf <8>" }, token);
  expect(refused.status).toBe(503);
  const wait = Number(refused.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(600);
  expect(wait).toBeLessThanOrEqual(1200);
  const html = await refused.text();
  for (const said of ["Ikke lagret", words.messageNb, "Golf &lt;8>", 'name="_restore"'])
    expect(html).toContain(said);
  // The button gives the form back as it was, still in read-only, and writes nothing.
  const again = await owner.submit("/vehicles", { ...vehicle, _restore: "yes" });
  expect(again.status).toBe(200);
  expect(await again.text()).toContain('value="Golf"');
  expect(await db.select().from(vehicles)).toEqual([]);
  const actions = (await auditRows()).map(({ action }) => action);
  expect(actions).toEqual(["operations.mode_set"]);
});

test("in read-only the API is refused by a problem; reading, signing in and the switch go on", async () => {
  const owner = await as("owner");
  await set({ mode: "read_only", ...words });
  for (const answer of [
    await owner.post("/api/v1/vehicles", vehicle),
    await owner.delete("/api/v1/vehicles/x/retirement"),
  ]) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("300");
    const problem = (await answer.json()) as { code: string; detail: string };
    expect(problem.code).toBe("operations.read_only");
    expect(problem.detail).toContain(words.messageNb);
  }
  const english = await send("GET", "/vehicles", {
    headers: { ...owner.headers, "accept-language": "en" },
  });
  expect([english.status, (await english.text()).includes(words.messageNb)]).toEqual([200, true]);
  const door = await send("GET", "/sign-in", { headers: { "accept-language": "en" } });
  expect([door.status, (await door.text()).includes(words.messageEn)]).toEqual([200, true]);
  // A form without a session's token is still no form of ours: the way in answers as ever.
  expect((await send("POST", "/sign-in")).status).not.toBe(503);
  expect((await owner.submit("/sign-out", {})).status).toBe(303);
  expect((await send("GET", "/healthz")).status).toBe(200);
  await set({ mode: "normal" });
  const next = await as("owner");
  expect((await next.get("/vehicles")).status).toBe(200);
  expect(await (await next.get("/vehicles")).text()).not.toContain(words.messageNb);
});

test("while it is closed only those who operate it come in", async () => {
  const [owner, boss] = [await as("owner"), await admin()];
  await set({ mode: "maintenance", ...words });
  const closed = await owner.get("/vehicles");
  expect([closed.status, closed.headers.get("retry-after")]).toEqual([503, "300"]);
  expect(await closed.text()).toContain("Stengt for vedlikehold");
  expect((await owner.get("/api/v1/vehicles")).status).toBe(503);
  expect((await boss.get("/platform/schools")).status).toBe(200);
  expect((await send("GET", "/sign-in")).status).toBe(200);
  await set({ mode: "normal" });
  expect((await owner.get("/vehicles")).status).toBe(200);
});

test("the switch is set over what was seen, with words in both languages, after a proof, and is audited", async () => {
  const boss = await admin();
  const before = await set({ mode: "read_only", ...words });
  const body = { mode: "normal", messageNb: "", messageEn: "", until: null };
  expect((await boss.put(api, body)).status).toBe(428);
  expect((await boss.put(api, body, `"service-${before.version - 1}"`)).status).toBe(412);
  const mute = await boss.put(api, { ...body, mode: "maintenance" }, `"service-${before.version}"`);
  expect(mute.status).toBe(422);
  expect(await mute.json()).toMatchObject({
    errors: { messageNb: "required", messageEn: "required" },
  });
  const form = { mode: "normal", version: String(before.version) };
  const done = await boss.submit(page, form);
  expect([done.status, done.headers.get("location")]).toEqual([303, page]);
  const rows = (await auditRows()).filter(({ actor }) => actor === boss.userId);
  expect(rows).toMatchObject([
    { schoolId: "platform", action: "operations.mode_set", entity: "service" },
  ]);
  const past = { ...form, mode: "read_only", ...words, untilDay: "01.02.2020" };
  const late = await boss.submit(page, { ...past, version: String(before.version + 1) });
  expect(late.status).toBe(422);
  expect(await late.text()).toContain("Velg et tidspunkt som ikke er passert");
  const long = await as("platform_admin", "platform", { now: shift(boss.ctx.now, -3_600_000) });
  expect((await long.submit(page, form)).status).toBe(403);
  const owner = await as("owner");
  expect((await owner.get(page)).status).toBe(403);
});

test("no page pays for the switch", async () => {
  const owner = await as("owner");
  await set({ mode: "read_only", ...words });
  const lines = logged("log");
  await owner.get("/vehicles");
  const told = lines.lines().find(({ route }) => route === "/vehicles");
  lines.restore();
  await set({ mode: "normal" });
  const quiet = logged("log");
  await owner.get("/vehicles");
  expect(told?.round_trips).toBe(
    quiet.lines().find(({ route }) => route === "/vehicles")?.round_trips,
  );
  quiet.restore();
  expect(await db.select().from(vehicles).where(eq(vehicles.schoolId, owner.schoolId))).toEqual([]);
});

test("in read-only and in maintenance a visit of support can still be ended, by either side", async () => {
  const [us, them, more] = [await company(), await company(), await company()];
  const [one, two, three] = [await started(us), await started(them), await started(more)];
  await set({ mode: "read_only", ...words });
  expect((await us.owner.submit(`/visits/${one.id}/end`, {})).status).toBe(303);
  await set({ mode: "maintenance", ...words });
  const held = await two.get("/students");
  expect(held.status).toBe(503);
  expect(await held.text()).toContain('action="/visits/leave"');
  expect((await two.submit("/visits/leave", {})).status).toBe(303);
  expect((await more.owner.submit(`/visits/${three.id}/end`, {})).status).toBe(303);
  await set({ mode: "normal" });
  const ended = (await auditRows()).filter(
    ({ action, schoolId }) => action === "visits.ended" && schoolId === us.owner.schoolId,
  );
  expect(ended.map(({ entityId }) => entityId)).toEqual([one.id, two.id, three.id]);
});

test("in read-only a list is still taken out, and leaves its row in the log", async () => {
  const owner = await as("owner", "taking");
  await set({ mode: "read_only", ...words });
  expect((await owner.get("/students/export?format=csv")).status).toBe(200);
  expect((await auditRows()).at(-1)).toMatchObject({
    ...{ action: "students.exported", actor: owner.userId },
  });
});
