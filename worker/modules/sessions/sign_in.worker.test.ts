import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { hashesDone } from "#worker/lib/passwords.ts";
import { account, Browser, codeOf, PASSWORD, signIn } from "#worker/test/browser.ts";
import { auditRows, send } from "#worker/test/harness.ts";

test("the way in: password, code, and then the page that was asked for", async () => {
  const kari = await account("owner");
  const browser = new Browser();
  const asked = await browser.get("/account?x=1");
  expect(asked.status).toBe(303);
  expect(asked.headers.get("location")).toBe("/sign-in?next=%2Faccount%3Fx%3D1");
  expect((await browser.follow(asked)).status).toBe(200);
  expect(browser.hidden("next")).toBe("/account?x=1");

  const first = await browser.post("/sign-in", {
    email: kari.email.toUpperCase(),
    password: PASSWORD,
    next: "/account?x=1",
  });
  expect(first.status).toBe(303);
  expect(first.headers.get("location")).toBe("/sign-in/code?next=%2Faccount%3Fx%3D1");
  const half = browser.secret;
  expect(half).toHaveLength(43);
  // Half signed in is not signed in.
  expect((await browser.get("/account")).headers.get("location")).toContain("/sign-in/code");

  await browser.follow(first);
  const second = await browser.post("/sign-in/code", { code: codeOf(kari), next: "/account?x=1" });
  expect(second.status).toBe(303);
  expect(second.headers.get("location")).toBe("/account?x=1");
  expect(browser.secret).not.toBe(half);
  const cookie = second.headers.getSetCookie().find((line) => line.startsWith("__Host-sid="));
  expect(cookie).toMatch(/Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect((await browser.follow(second)).status).toBe(200);
  expect(browser.text).toContain("My account");

  const mine = (await auditRows()).filter((row) => row.entityId === kari.id);
  expect(mine.map((row) => [row.action, row.schoolId])).toEqual([
    ["sessions.half_opened", "platform"],
    ["sessions.opened", "platform"],
  ]);
});

test("200 wrong passwords at once for one account get five hashes", async () => {
  const ola = await account("owner", "s1", { factor: false });
  const browser = new Browser();
  await browser.get("/sign-in");
  await send("GET", "/healthz"); // everything is awake
  const before = hashesDone();
  const tries = Array.from({ length: 200 }, (_, i) =>
    browser.post("/sign-in", { email: ola.email, password: `wrong password ${i}` }),
  );
  const statuses = (await Promise.all(tries)).map((response) => response.status);
  expect(hashesDone() - before).toBe(5);
  expect(statuses.filter((status) => status === 422)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(195);
});

test("time", async () => {
  env.TEST_NOW = "2030-01-01T00:00:00.000Z";
  const b = new Browser();
  const r = await account("student", "s1");
  await signIn(r, b);
  const rows = (await auditRows()).filter((row) => row.entityId === r.id);
  delete env.TEST_NOW;
  expect(rows[0]?.at).toBe("2030-01-01T00:00:00.000Z");
});
