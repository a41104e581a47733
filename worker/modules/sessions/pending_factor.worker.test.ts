import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { users } from "#worker/modules/users/schema.ts";
import { account, Browser, codeOf, PASSWORD, setClock, signIn } from "#worker/test/browser.ts";
import { db } from "#worker/test/harness.ts";

// Whoever has seen a seed can make its codes for good. So it is shown for ten minutes, and only to
// the session that proved who it was when it began.

afterEach(() => setClock());
const noon = "2026-11-23T11:00:00.000Z";
const page = "/account/second-factor";

const seedOn = (browser: Browser) =>
  /<code>([A-Z2-7 ]{39})<\/code>/.exec(browser.html)?.[1]?.replaceAll(" ", "");
const begun = async (browser: Browser) => {
  await browser.get(page);
  expect((await browser.post(page)).status).toBe(303);
  await browser.get(page);
  return seedOn(browser);
};
const factorOf = async (id: string) =>
  (await db.select({ totpAt: users.totpAt }).from(users).where(eq(users.id, id)))[0]?.totpAt;

test("another session is not shown the seed that one has begun, and makes its own", async () => {
  setClock(noon);
  const ola = await account("instructor", "s1", { factor: false });
  const [thief, browser] = [await signIn(ola), await signIn(ola)];
  const seen = await begun(thief);
  expect(seen).toHaveLength(32);
  await browser.get(page);
  expect(seedOn(browser)).toBeUndefined();
  await browser.get(page);
  const guess = await browser.post(`${page}/confirmation`, { code: codeOf({ seed: seen ?? "" }) });
  expect(guess.headers.get("location")).toBe(page);
  expect(await factorOf(ola.id)).toBeNull();

  const own = await begun(browser);
  expect(own).toHaveLength(32);
  expect(own).not.toBe(seen);
  await thief.get(page);
  expect(seedOn(thief)).toBeUndefined();
  await thief.post(`${page}/confirmation`, { code: codeOf({ seed: seen ?? "" }) });
  expect(await factorOf(ola.id)).toBeNull();
  await browser.get(page);
  expect(seedOn(browser)).toBe(own); // the same square, however often it is looked at
  expect(
    (await browser.post(`${page}/confirmation`, { code: codeOf({ seed: own ?? "" }) })).status,
  ).toBe(200);
  expect(await factorOf(ola.id)).toBe(noon);
});

test("after ten minutes a seed is no longer shown or taken, and it is said why", async () => {
  setClock(noon);
  const ola = await account("student", "s1", { factor: false });
  const browser = await signIn(ola);
  const seed = await begun(browser);
  setClock(shift(noon, 10 * MINUTE - 1));
  await browser.get(page);
  expect(seedOn(browser)).toBe(seed);
  setClock(shift(noon, 10 * MINUTE));
  const late = await browser.post(`${page}/confirmation`, { code: codeOf({ seed: seed ?? "" }) });
  expect(late.headers.get("location")).toBe(page);
  await browser.follow(late);
  expect(browser.text).toContain("Too much time went by");
  expect(seedOn(browser)).toBeUndefined();
  expect(await factorOf(ola.id)).toBeNull();
  // Beginning again asks for a fresh proof, and a step-up keeps what it is for.
  expect((await browser.post(page)).status).toBe(403);
  expect((await browser.post("/step-up", { password: PASSWORD })).status).toBe(303);
  const again = await begun(browser);
  expect(again).not.toBe(seed);
  await browser.get("/step-up");
  await browser.post("/step-up", { password: PASSWORD });
  await browser.get(page);
  expect(seedOn(browser)).toBe(again);
});

test("two clicks on the first code set it up once, and the second tells where the codes are", async () => {
  setClock(noon);
  const ola = await account("student", "s1", { factor: false });
  const browser = await signIn(ola);
  const seed = await begun(browser);
  const code = codeOf({ seed: seed ?? "" });
  const old = new Browser(browser.address);
  for (const [name, value] of browser.cookies) old.cookies.set(name, value);
  old.html = browser.html;
  const answers = await Promise.all([
    browser.post(`${page}/confirmation`, { code }),
    old.post(`${page}/confirmation`, { code }),
  ]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await factorOf(ola.id)).toBe(noon);
  const row = await db.select({ version: users.version }).from(users).where(eq(users.id, ola.id));
  expect(row[0]?.version).toBe(3);
});
