import { env, exports } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { linkToken } from "#worker/lib/links.ts";
import { hashPassword } from "#worker/lib/passwords.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { users } from "#worker/modules/users/schema.ts";
import { account, Browser, PASSWORD, setClock, signIn } from "#worker/test/browser.ts";
import { auditRows, db, send } from "#worker/test/harness.ts";

afterEach(() => setClock());
const noon = "2026-11-23T11:00:00.000Z";
const fresh = "grønn båt på fjorden";
const leaked = "Regnbuen over Lofoten 77"; // the simulator of leaked passwords knows it

const sent = async (email: string, template: string) =>
  (await db.select().from(mails).where(eq(mails.recipient, email))).filter(
    (m) => m.template === template,
  );

test("a new password: by the old one, with rules in words, and every other browser is out", async () => {
  const kari = await account("owner", "s1", { factor: false });
  const other = await signIn(kari);
  const browser = await signIn(kari);
  await browser.get("/account/password");
  const wrong = await browser.post("/account/password", { current: "no", password: fresh });
  expect(wrong.status).toBe(422);
  expect(browser.text).toContain("The password is wrong");
  for (const [password, says] of [
    ["kort", "Use at least 12 characters"],
    ["Password1234!", "among those that are tried first"],
    ["trafikk12345678", "names that others know"],
    [leaked, "has leaked from some other site"],
  ] as const) {
    expect((await browser.post("/account/password", { current: PASSWORD, password })).status).toBe(
      422,
    );
    expect(browser.text).toContain(says);
  }
  const before = browser.secret;
  const done = await browser.post("/account/password", { current: PASSWORD, password: fresh });
  expect(done.headers.get("location")).toBe("/account");
  expect(browser.secret).not.toBe(before);
  expect((await browser.get("/account")).status).toBe(200);
  expect((await other.get("/account")).status).toBe(303);
  expect(await sent(kari.email, "password_changed")).toHaveLength(1);
  expect((await signIn({ ...kari, password: fresh })).secret).not.toBe("");
  const rows = (await auditRows()).filter((row) => row.action === "sessions.password_changed");
  expect(rows.at(-1)).toMatchObject({ entityId: kari.id, changed: ["password"], diffEnc: null });
});

test("a reset: the same page for every address, one use, sessions end, the second factor stays", async () => {
  setClock(noon);
  const kari = await account("owner");
  const old = await signIn(kari);
  const browser = new Browser();
  await browser.get("/forgot");
  const ask = async (email: string) => {
    await browser.get("/forgot");
    const answer = await browser.post("/forgot", { email });
    return [answer.status, answer.headers.get("location")];
  };
  expect(await ask("nobody@example.no")).toEqual([303, "/forgot/sent"]);
  expect(await ask(kari.email)).toEqual([303, "/forgot/sent"]);
  const [mail] = await sent(kari.email, "reset");
  expect(await ask(kari.email)).toEqual([303, "/forgot/sent"]);
  const newest = (await sent(kari.email, "reset")).find((m) => m.id !== mail?.id);
  const pathOf = (linkId = "") => `/link/reset/${linkToken(env.KEYS, linkId)}`;
  expect((await browser.get(pathOf(mail?.params.linkId))).status).toBe(410); // replaced by the newer
  const path = pathOf(newest?.params.linkId);
  const shown = await browser.get(path);
  expect(shown.status).toBe(200);
  expect(shown.headers.get("referrer-policy")).toBe("no-referrer");
  expect((await old.get("/account")).status).toBe(200); // looking changed nothing
  expect((await browser.post(path, { password: "kort" })).status).toBe(422);
  expect((await browser.post(path, { password: leaked })).status).toBe(422);
  expect(browser.text).toContain("has leaked from some other site");
  const done = await browser.post(path, { password: fresh });
  expect(done.headers.get("location")).toBe("/sign-in"); // nobody is signed in by a mail
  expect(browser.cookies.has("__Host-sid")).toBe(false);
  expect((await old.get("/account")).status).toBe(303);
  expect((await browser.get(path)).status).toBe(410);
  expect((await browser.post(path, { password: `${fresh} og mer` })).status).toBe(410);
  setClock(shift(noon, 31_000));
  expect((await browser.post(path, { password: fresh })).status).toBe(410); // no second click now
  await browser.get("/sign-in");
  const first = await browser.post("/sign-in", { email: kari.email, password: fresh });
  expect(first.headers.get("location")).toContain("/sign-in/code");
  expect(await sent(kari.email, "password_changed")).toHaveLength(1);
  // A fourth mail in an hour is not sent, and nobody is told.
  expect(await ask(kari.email)).toEqual([303, "/forgot/sent"]);
  expect(await ask(kari.email)).toEqual([303, "/forgot/sent"]);
  expect(await sent(kari.email, "reset")).toHaveLength(3);
});

test("who has a password that has leaked since still signs in with it", async () => {
  const phc = await hashPassword(leaked);
  const ola = await account("student", "s1", { factor: false, phc });
  const fetched = vi.spyOn(globalThis, "fetch");
  const asked = () => fetched.mock.calls.filter(([to]) => `${to}`.startsWith(`${env.HIBP_URL}`));
  const browser = await signIn({ ...ola, password: leaked });
  expect(browser.secret).not.toBe("");
  expect(asked()).toEqual([]);
  await browser.get("/account/password");
  await browser.post("/account/password", { current: leaked, password: fresh });
  expect(asked()).toHaveLength(1); // so it would have been seen
  fetched.mockRestore();
});

test("a link is too old after twenty minutes", async () => {
  setClock(noon);
  const kari = await account("student");
  const browser = new Browser();
  await browser.get("/forgot");
  await browser.post("/forgot", { email: kari.email });
  const [mail] = await sent(kari.email, "reset");
  const path = `/link/reset/${linkToken(env.KEYS, mail?.params.linkId ?? "")}`;
  setClock(shift(noon, 20 * MINUTE - 1));
  expect((await browser.get(path)).status).toBe(200);
  setClock(shift(noon, 20 * MINUTE));
  expect((await browser.post(path, { password: fresh })).status).toBe(410);
  expect(browser.text).toContain("The link no longer works");
});

test("devices: seen, ended one by one and all at once, effective at the next request", async () => {
  const kari = await account("office");
  setClock(noon);
  const [phone, laptop] = [await signIn(kari), new Browser()];
  setClock(shift(noon, 30_000));
  await signIn(kari, laptop);
  await laptop.get("/account/sessions");
  expect(laptop.text.match(/Firefox, Windows/g)).toHaveLength(2);
  const id = /action="\/account\/sessions\/([0-9a-f-]{36})\/removal"/.exec(laptop.html)?.[1] ?? "";
  expect((await laptop.post(`/account/sessions/${id}/removal`)).status).toBe(303);
  expect((await phone.get("/account")).status).toBe(303);
  expect((await laptop.post(`/account/sessions/${id}/removal`)).status).toBe(404);
  setClock(shift(noon, 60_000));
  const third = await signIn(kari);
  await laptop.get("/account/sessions");
  await laptop.post("/account/sessions/others/removal");
  expect((await third.get("/account")).status).toBe(303);
  expect((await laptop.get("/account")).status).toBe(200);
});

test("nobody ends a session of somebody else", async () => {
  const [mine, theirs] = [
    await signIn(await account("student")),
    await signIn(await account("student")),
  ];
  const list = await theirs.get("/account/sessions");
  expect(list.status).toBe(200);
  const devices = await (await theirs.get("/api/v1/sessions")).json<{ items: { id: string }[] }>();
  await mine.get("/account");
  const answer = await mine.post(`/account/sessions/${devices.items[0]?.id}/removal`);
  expect(answer.status).toBe(404);
  expect((await theirs.get("/account")).status).toBe(200);
});

test("signing out: the cookie is worth nothing to whoever kept it", async () => {
  const browser = await signIn(await account("student"));
  const thief = new Browser();
  thief.cookies.set("__Host-sid", browser.cookies.get("__Host-sid") ?? "");
  expect((await thief.get("/account")).status).toBe(200);
  await browser.get("/account");
  const out = await browser.post("/sign-out");
  expect(out.headers.get("location")).toBe("/sign-in");
  expect(out.headers.get("clear-site-data")).toBe('"cache", "storage"');
  expect((await thief.get("/account")).status).toBe(303);
  expect(browser.cookies.has("__Host-sid")).toBe(false);
  expect(browser.cookies.has("__Host-dev")).toBe(true);
});

test("two tabs, two schools: the older tab is told, and nothing is written", async () => {
  const kari = await account("owner", ["s1", "s2"]);
  const browser = await signIn(kari);
  await browser.get("/account");
  const oldTab = browser.token;
  const before = browser.secret;
  const [, second = ""] = kari.schoolIds;
  const current = oldTab.split(".")[0];
  const target = current === second ? (kari.schoolIds[0] ?? "") : second;
  expect(
    (await browser.post("/session/school", { schoolId: target })).headers.get("location"),
  ).toBe("/");
  expect(browser.secret).not.toBe(before); // fixation: a new secret with the school
  const body = new URLSearchParams({ _token: oldTab, name: "Other", locale: "nb" });
  const late = await exports.default.fetch("https://tms.test/account", {
    method: "POST",
    headers: browser.headers(),
    body,
    redirect: "manual",
  });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain("another school");
  expect((await db.select().from(users).where(eq(users.id, kari.id)))[0]?.name).toBe("owner");
  await browser.get("/account");
  const foreign = await browser.post("/session/school", {
    schoolId: "01900000-0000-7000-8000-0000000000ff",
  });
  expect(foreign.status).toBe(404);
});

test("language and appearance are kept, for who is signed in with the account", async () => {
  const browser = new Browser();
  await browser.get("/sign-in");
  const changed = await browser.post("/language", {
    locale: "nb",
    back: "/sign-in?next=%2Fpeople",
  });
  expect(changed.headers.get("location")).toBe("/sign-in?next=%2Fpeople");
  await browser.follow(changed);
  expect(browser.html).toContain('lang="nb"');
  await browser.post("/appearance", { scheme: "dark", back: "//evil.example" });
  await browser.get("/sign-in");
  expect(browser.html).toContain('data-color-scheme="dark"');
  const kari = await account("student");
  const mine = await signIn(kari);
  await mine.get("/account");
  expect(mine.html).toContain('lang="en"');
  await mine.post("/language", { locale: "nb", back: "/account" });
  await mine.get("/account");
  expect(mine.html).toContain('lang="nb"');
  expect((await db.select().from(users).where(eq(users.id, kari.id)))[0]?.locale).toBe("nb");
});

test("the API tells who is signed in, where, switches school and signs out", async () => {
  const kari = await account("owner", ["s1", "s2"]);
  const browser = await signIn(kari);
  const json = { ...browser.headers(), "content-type": "application/json" };
  const me = await (await browser.get("/api/v1/session")).json<{
    schoolId: string;
    email: string;
    roles: string[];
  }>();
  expect(me).toMatchObject({ email: kari.email, roles: ["owner"] });
  const other = kari.schoolIds.find((id) => id !== me.schoolId) ?? "";
  const switched = await send("PUT", "/api/v1/session/school", {
    headers: json,
    body: JSON.stringify({ schoolId: other }),
  });
  expect(await switched.json()).toMatchObject({ schoolId: other });
  const unknown = await send("PUT", "/api/v1/session/school", {
    headers: json,
    body: JSON.stringify({ schoolId: "x" }),
  });
  expect(unknown.status).toBe(404);
  const out = await send("DELETE", "/api/v1/session", { headers: browser.headers() });
  expect(await out.json()).toEqual({ ended: 1 });
  expect((await send("GET", "/api/v1/session", { headers: browser.headers() })).status).toBe(401);
});
