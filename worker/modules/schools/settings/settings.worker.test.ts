import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { hashOf, sessionsOf } from "#worker/lib/session.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { counters } from "../schema.ts";
import { Setting, Settings } from "./input.ts";
import { listSettings, STUDENT_COUNTER, settingOf } from "./queries.ts";

const url = "/api/v1/school/settings";
const put = (person: Person, key: string, value: unknown, version: number) =>
  person.put(`${url}/${key}`, { value }, `"${key}-${version}"`);

test("GET answers every setting with its default", async () => {
  const response = await (await as("instructor")).get(url);
  expect(response.status).toBe(200);
  const { items } = Settings.parse(await response.json());
  expect(items.slice(0, 5).map(({ id, value, version }) => [id, value, version])).toEqual([
    ["idle_minutes", 30, 0],
    ["default_locale", "nb", 0],
    ["student_number_start", 1, 0],
    ["cancel_unit", "hours", 0],
    ["cancel_hours", 24, 0],
  ]);
});

test("PUT adds a value; the ones before it are history with who and when", async () => {
  const owner = await as("owner", "s2");
  expect((await owner.put(`${url}/idle_minutes`, { value: 60 })).status).toBe(428);
  expect((await put(owner, "idle_minutes", 60, 0)).status).toBe(200);
  const response = await put(owner, "idle_minutes", "45", 1);
  expect(response.headers.get("etag")).toBe('"idle_minutes-2"');
  const setting = Setting.parse(await response.json());
  expect(setting.value).toBe(45);
  expect(setting.history.map((held) => [held.value, held.by])).toEqual([
    [45, "owner s2"],
    [60, "owner s2"],
  ]);
  expect((await put(owner, "idle_minutes", 90, 1)).status).toBe(412);
  expect(await settingOf(owner.ctx, "idle_minutes")).toBe(45);
  expect((await auditRows()).at(-1)).toMatchObject({
    action: "schools.setting_changed",
    changed: ["idle_minutes"],
  });
});

test("PUT sent twice leaves one value", async () => {
  const owner = await as("owner", "s3");
  for (let i = 0; i < 2; i++)
    expect((await put(owner, "default_locale", "en", 0)).status).toBe(200);
  const [, locale] = await listSettings(owner.ctx);
  expect(locale?.history).toHaveLength(1);
});

test("PUT says what is wrong with a value, and keeps the old one", async () => {
  const owner = await as("owner", "s4");
  const code = async (key: string, value: unknown) => {
    const response = await put(owner, key, value, 0);
    expect(response.status).toBe(422);
    return (await response.json<{ errors: { value: string } }>()).errors.value;
  };
  expect(await code("idle_minutes", 4)).toBe("out_of_range");
  expect(await code("idle_minutes", 481)).toBe("out_of_range");
  expect(await code("idle_minutes", "mye")).toBe("not_a_number");
  expect(await code("default_locale", "sv")).toBe("not_a_choice");
  expect((await put(owner, "colour", "red", 0)).status).toBe(404);
  expect(await settingOf(owner.ctx, "idle_minutes")).toBe(30);
});

test("PUT is the owner's, and one school's settings are not another's", async () => {
  const owner = await as("owner", "s5");
  await put(owner, "idle_minutes", 15, 0);
  expect((await put(await as("office", "s5"), "idle_minutes", 5, 1)).status).toBe(403);
  expect(await settingOf((await as("owner", "s6")).ctx, "idle_minutes")).toBe(30);
});

test("a shorter idle time holds for the staff's open sessions at their next request", async () => {
  const owner = await as("owner", "s7");
  const office = await as("office", "s7");
  expect((await office.get("/school")).status).toBe(200); // the rights are read, and kept
  const at = shift(office.ctx.now, 8 * MINUTE);
  const object = sessionsOf(owner.ctx.env, office.userId);
  const alive = async (now: string) => (await object.check(hashOf(office.secret), now)) !== null;
  expect(await alive(at)).toBe(true);
  await put(owner, "idle_minutes", 5, 0);
  expect(await alive(shift(at, 8 * MINUTE))).toBe(false);
});

test("student numbers begin where the school says, and never go back", async () => {
  const owner = await as("owner", "s8");
  const next = async () => {
    const mine = and(eq(counters.schoolId, owner.schoolId), eq(counters.name, STUDENT_COUNTER));
    const [row] = await db.select({ next: counters.next }).from(counters).where(mine);
    return row?.next;
  };
  expect((await put(owner, "student_number_start", 2000, 0)).status).toBe(200);
  expect(await next()).toBe(2000);
  const back = await put(owner, "student_number_start", 1999, 1);
  expect(back.status).toBe(422);
  expect(await back.json()).toMatchObject({ errors: { value: "schools.numbers_given" } });
  expect(await next()).toBe(2000);
});

test("pages: the list, the history, a refused and a stale form", async () => {
  const owner = await as("owner", "s9");
  const page = "/school/settings/idle_minutes";
  const refused = await owner.submit(page, { value: "2", version: "0" });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("Bruk et tall fra 5 til 480");
  expect((await owner.submit(page, { value: "20", version: "0" })).status).toBe(303);
  const stale = await owner.submit(page, { value: "25", version: "0" });
  const html = await stale.text();
  expect(stale.status).toBe(409);
  expect(html).toContain("20 min");
  expect(html).toContain('value="25"');
  expect(html).toContain('name="version" value="1"');
  const list = await (await (await as("instructor", "s9")).get("/school/settings")).text();
  expect(list).toContain("20 min");
  expect(list).toContain("owner s9");
  const seen = await (await as("instructor", "s9")).get(page);
  expect(await seen.text()).not.toContain('name="value"');
  const spent = await cost(owner.ctx, listSettings);
  expect(spent.queries).toBe(1);
  expect(spent.rowsRead).toBeLessThanOrEqual(5);
});

test("whoever is invited is written to in the school's language", async () => {
  const owner = await as("owner", "s10");
  await put(owner, "default_locale", "en", 0);
  const offer = { name: "Ny Lærer", email: "ny@laerer.no", roles: ["instructor"] };
  expect((await owner.post("/api/v1/invitations", offer)).status).toBe(201);
  const sent = await db.select().from(mails).where(eq(mails.schoolId, owner.schoolId));
  expect(sent.map((mail) => [mail.template, mail.locale])).toEqual([["invitation", "en"]]);
});
