import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { DAY, MINUTE, shift } from "#worker/lib/clock.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { recoveryCodes, users } from "#worker/modules/users/schema.ts";
import {
  type Account,
  account,
  Browser,
  codeOf,
  PASSWORD,
  setClock,
  signIn,
} from "#worker/test/browser.ts";
import { auditRows, db } from "#worker/test/harness.ts";

afterEach(() => setClock());
const noon = "2026-11-23T11:00:00.000Z";

const sent = async (email: string, template: string) =>
  (await db.select().from(mails).where(eq(mails.recipient, email))).filter(
    (m) => m.template === template,
  );
const actionsOf = async (id: string) =>
  (await auditRows()).filter((row) => row.entityId === id).map((row) => row.action);

/** Sets up a second factor through the pages, and answers the recovery codes. */
async function enrol(who: Account, browser: Browser) {
  await browser.get("/account/second-factor");
  expect((await browser.post("/account/second-factor")).status).toBe(303);
  await browser.get("/account/second-factor");
  expect(browser.html).toContain('role="img"');
  const seed = /<code>([A-Z2-7 ]+)<\/code>/.exec(browser.html)?.[1]?.replaceAll(" ", "") ?? "";
  expect(seed).toHaveLength(32);
  who.seed = seed;
  const done = await browser.post("/account/second-factor/confirmation", { code: codeOf(who) });
  const codes = [...browser.html.matchAll(/<code>([0-9A-Z-]{27})<\/code>/g)].map((m) => m[1] ?? "");
  return { status: done.status, codes };
}

test("a code works once, and five wrong ones end the session", async () => {
  setClock(noon);
  const kari = await account("owner");
  const first = await signIn(kari);
  expect((await first.get("/account")).status).toBe(200);
  // The same code again, as somebody who looked over her shoulder would.
  const thief = new Browser();
  await thief.get("/sign-in");
  await thief.follow(await thief.post("/sign-in", { email: kari.email, password: PASSWORD }));
  const replay = await thief.post("/sign-in/code", { code: codeOf(kari) });
  expect(replay.status).toBe(422);
  expect(thief.text).toContain("it has been used");
  for (let i = 0; i < 4; i++)
    expect((await thief.post("/sign-in/code", { code: "000000" })).status).toBe(422);
  const ended = await thief.post("/sign-in/code", { code: "000000" });
  expect(ended.status).toBe(429);
  expect(ended.headers.get("retry-after")).toBe("60");
  expect(thief.text).toContain("you are signed out");
  expect((await thief.get("/sign-in/code")).headers.get("location")).toContain("/sign-in?");
  // The next code is another one, and Kari herself never noticed.
  setClock(shift(noon, 30_000));
  const again = await signIn(kari);
  expect((await again.get("/account")).status).toBe(200);
});

test("two requests with the same code at once: one gets in", async () => {
  setClock(noon);
  const kari = await account("owner");
  const browsers = await Promise.all(
    [0, 1, 2, 3].map(async () => {
      const browser = new Browser();
      await browser.get("/sign-in");
      await browser.follow(
        await browser.post("/sign-in", { email: kari.email, password: PASSWORD }),
      );
      return browser;
    }),
  );
  const tries = await Promise.all(
    browsers.map((b) => b.post("/sign-in/code", { code: codeOf(kari) })),
  );
  expect(tries.map((answer) => answer.status).sort()).toEqual([303, 422, 422, 422]);
});

test("the code before is good for ten seconds, an older one never", async () => {
  const kari = await account("owner");
  const tryAt = async (ms: number) => {
    setClock(shift(noon, ms));
    const browser = new Browser();
    await browser.get("/sign-in");
    await browser.follow(await browser.post("/sign-in", { email: kari.email, password: PASSWORD }));
    return (await browser.post("/sign-in/code", { code: codeOf(kari, Date.parse(noon)) })).status;
  };
  expect(await tryAt(60_000)).toBe(422);
  expect(await tryAt(40_000)).toBe(422);
  expect(await tryAt(-31_000)).toBe(422);
  expect(await tryAt(39_000)).toBe(303);
});

test("setting a second factor up: square, first code, eight recovery codes, each once", async () => {
  setClock(noon);
  const ola = await account("instructor", "s1", { factor: false });
  const other = await signIn(ola);
  const browser = await signIn(ola);
  const before = browser.secret;
  const { status, codes } = await enrol(ola, browser);
  expect(status).toBe(200);
  expect(codes).toHaveLength(8);
  expect(new Set(codes).size).toBe(8);
  expect(browser.secret).not.toBe(before); // fixation: a new secret with the factor
  expect((await browser.get("/account/second-factor")).status).toBe(200);
  expect(browser.text).toContain("Recovery codes left 8");
  expect((await other.get("/account")).status).toBe(303); // signed out by it
  const kept = await db.select().from(recoveryCodes).where(eq(recoveryCodes.userId, ola.id));
  expect(JSON.stringify(kept)).not.toContain(codes[0]?.replaceAll("-", "") ?? "?");
  expect(await sent(ola.email, "second_factor_changed")).toHaveLength(1);

  const withCode = async (code: string) => {
    const b = new Browser();
    await b.get("/sign-in");
    await b.follow(await b.post("/sign-in", { email: ola.email, password: PASSWORD }));
    return (await b.post("/sign-in/code", { code })).status;
  };
  const [one = "", two = ""] = codes;
  expect(await withCode(one.toLowerCase().replaceAll("-", " "))).toBe(303);
  expect(await withCode(one)).toBe(422);
  expect(await withCode(two)).toBe(303);

  // A new set makes the old one worthless.
  const change = async (what: "recovery-codes" | "removal", code: string) => {
    await browser.get("/account/second-factor");
    return (await browser.post(`/account/second-factor/${what}`, { code })).status;
  };
  // The password has just been proven, and is not enough for it.
  for (const code of ["", "000000"]) {
    expect(await change("recovery-codes", code)).toBe(422);
    expect(await change("removal", code)).toBe(422);
  }
  expect((await db.select().from(users).where(eq(users.id, ola.id)))[0]?.totpEnc).not.toBeNull();
  expect(await change("recovery-codes", codes[2] ?? "")).toBe(200);
  const [, , , , fresh = ""] = [...browser.html.matchAll(/<code>([0-9A-Z-]{27})<\/code>/g)].map(
    (m) => m[1],
  );
  expect(await withCode(codes[3] ?? "")).toBe(422);
  expect(await change("removal", fresh)).toBe(303);
  expect((await db.select().from(users).where(eq(users.id, ola.id)))[0]?.totpEnc).toBeNull();
  expect(await actionsOf(ola.id)).toEqual(
    expect.arrayContaining([
      "sessions.factor_begun",
      "sessions.factor_set_up",
      "sessions.codes_renewed",
      "sessions.factor_removed",
    ]),
  );
});

test("after seven days without one, staff get no further than setting it up", async () => {
  const ola = await account("instructor", "s1", { factor: false });
  const in8days = shift(new Date().toISOString(), 8 * DAY);
  setClock(in8days);
  const browser = await signIn(ola);
  const asked = await browser.get("/people");
  expect(asked.headers.get("location")).toBe("/account/second-factor");
  expect((await enrol(ola, browser)).codes).toHaveLength(8);
  expect((await browser.get("/account")).status).toBe(200);
});

test("step-up: five minutes after the proof a sensitive form is kept, and sent on after the next", async () => {
  setClock(noon);
  const kari = await account("owner");
  const browser = await signIn(kari);
  await browser.get("/people/invitations/new");
  setClock(shift(noon, 6 * MINUTE));
  const fields = {
    name: `Åse "A" <b>`,
    email: "aase.ny@example.no",
    roles: ["office", "instructor"],
  };
  const refused = await browser.post("/people/invitations", fields);
  expect(refused.status).toBe(403);
  expect(browser.text).toContain("What you filled in has been kept");
  const kept = browser.hidden("kept") ?? "";
  expect(JSON.parse(kept)).toEqual({
    to: "/people/invitations",
    fields: [
      ["name", `Åse "A" <b>`],
      ["email", "aase.ny@example.no"],
      ["roles", "office"],
      ["roles", "instructor"],
    ],
  });
  const wrongCode = await browser.post("/step-up", { code: "000000", next: "/people", kept });
  expect(wrongCode.status).toBe(422);
  expect(browser.hidden("kept")).toBe(kept); // still there
  const before = browser.secret;
  const proven = await browser.post("/step-up", { code: codeOf(kari), next: "/people", kept });
  expect(proven.status).toBe(200);
  expect(browser.secret).not.toBe(before); // fixation
  expect(browser.html).toContain('action="/people/invitations"');
  const done = await browser.post("/people/invitations", fields);
  expect(done.headers.get("location")).toBe("/people");
  expect(await sent("aase.ny@example.no", "invitation")).toHaveLength(1);
  // By password as well, and a page that was asked for is gone on to.
  setClock(shift(noon, 20 * MINUTE));
  await browser.get("/step-up?next=/people");
  const byPassword = await browser.post("/step-up", { password: PASSWORD, next: "/people" });
  expect(byPassword.headers.get("location")).toBe("/people");
});

test("step-up for a file ends on a page that fetches it, and leads back to the list", async () => {
  setClock(noon);
  const kari = await account("owner");
  const browser = await signIn(kari);
  setClock(shift(noon, 6 * MINUTE));
  const file = "/students/export?status=active&format=csv";
  const asked = await browser.get(file);
  const next = encodeURIComponent(file);
  expect(asked.headers.get("location")).toBe(`/step-up?next=${next}`);
  await browser.get(`/step-up?next=${next}`);
  expect(browser.html).toContain('href="/students?status=active"'); // "Cancel" asks for no file
  const proven = await browser.post("/step-up", { code: codeOf(kari), next: file });
  const where = proven.headers.get("location") ?? "";
  expect(where).toMatch(/^\/step-up\/file\?next=/);
  const page = await browser.get(where);
  expect(page.status).toBe(200);
  expect(page.headers.get("refresh")).toBe(`0; url=${file}`);
  expect(browser.html).toContain('href="/students?status=active"');
  expect((await browser.get(file)).headers.get("content-type")).toContain("text/csv");
  // Nothing but a file of ours is fetched by it.
  for (const other of ["//evil.example/export", "/people", "https://evil.example/export"]) {
    const sent = await browser.get(`/step-up/file?next=${encodeURIComponent(other)}`);
    expect([other, sent.headers.get("refresh")]).toEqual([other, null]);
  }
});

test("step-up carries nothing to other sites, and five wrong answers end the session", async () => {
  setClock(noon);
  const kari = await account("owner");
  const browser = await signIn(kari);
  await browser.get("/step-up?next=//evil.example");
  expect(browser.hidden("next")).toBe("/");
  const kept = JSON.stringify({ to: "https://evil.example/", fields: [["a", "b"]] });
  const sentOn = await browser.post("/step-up", {
    password: PASSWORD,
    next: "//evil.example",
    kept,
  });
  expect(sentOn.headers.get("location")).toBe("/");
  await browser.get("/step-up");
  for (let i = 0; i < 5; i++)
    expect((await browser.post("/step-up", { password: `wrong ${i}` })).status).toBe(422);
  expect((await browser.post("/step-up", { password: PASSWORD })).status).toBe(429);
  expect((await browser.get("/account")).headers.get("location")).toContain("/sign-in");
});
