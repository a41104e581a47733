import { env } from "cloudflare:workers";
import { and, eq, isNotNull } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { shift } from "#worker/lib/clock.ts";
import { linkHash, linkToken } from "#worker/lib/links.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { links, memberships, recoveryCodes, users } from "#worker/modules/users/schema.ts";
import {
  type Account,
  account,
  Browser,
  codeOf,
  PASSWORD,
  setClock,
  signIn,
} from "#worker/test/browser.ts";
import { as, auditRows, db, send } from "#worker/test/harness.ts";
import { hashCode, newCodes } from "./recovery_codes.ts";

// A browser keeps the answer to the last of two clicks and may never see the one to the first:
// whichever it keeps, the person must be where one click would have led her.

afterEach(() => setClock());
const noon = "2026-11-23T11:00:00.000Z";
const fresh = "grønn båt på fjorden";

/** Posts the same form of the open page several times at once, all with the cookies of now. */
async function clicks(browser: Browser, path: string, fields: Record<string, string>, times = 2) {
  const body = () => new URLSearchParams({ _token: browser.token, ...fields });
  const headers = browser.headers();
  const sent = Array.from({ length: times }, () =>
    send("POST", path, { headers: { ...headers }, body: body() }),
  );
  return Promise.all(sent);
}

const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => /^__Host-sid=([^;]+)/.exec(line)?.[1])
    .find((value) => value !== undefined);

/** What a page answers to whoever kept the cookie of that answer. */
async function seenBy(browser: Browser, answer: Response, path = "/account") {
  const kept = new Browser(browser.address);
  for (const [name, value] of browser.cookies) kept.cookies.set(name, value);
  const cookie = cookieOf(answer);
  if (cookie) kept.cookies.set("__Host-sid", cookie);
  return (await kept.get(path)).status;
}

async function halfIn(who: Account, browser = new Browser()) {
  await browser.get("/sign-in");
  await browser.follow(
    await browser.post("/sign-in", { email: who.email, password: who.password }),
  );
  return browser;
}

const actionsOf = async (id: string) =>
  (await auditRows()).filter((row) => row.entityId === id).map((row) => row.action);
const statuses = (answers: readonly Response[]) => answers.map(({ status }) => status);

test("two clicks on Sign in: either answer is signed in", async () => {
  const pupil = await account("student", "s1", { factor: false });
  const browser = new Browser();
  await browser.get("/sign-in");
  const answers = await clicks(browser, "/sign-in", { email: pupil.email, password: PASSWORD });
  expect(statuses(answers)).toEqual([303, 303]);
  for (const answer of answers) expect(await seenBy(browser, answer)).toBe(200);
  // The second click may come after the first has been answered.
  browser.cookies.set("__Host-sid", cookieOf(answers[0] as Response) ?? "");
  const [late] = await clicks(
    browser,
    "/sign-in",
    { email: pupil.email, password: PASSWORD, next: "/me" },
    1,
  );
  expect([late?.status, late?.headers.get("location")]).toEqual([303, "/me"]);
});

test.each([2, 12])("%i clicks with a code: every answer is the same session", async (times) => {
  setClock(noon);
  const kari = await account("owner");
  const browser = await halfIn(kari);
  const fields = { code: codeOf(kari), next: "/account" };
  const answers = await clicks(browser, "/sign-in/code", fields, times);
  expect(new Set(statuses(answers))).toEqual(new Set([303]));
  expect(new Set(answers.map(cookieOf)).size).toBe(1);
  for (const answer of answers) expect(answer.headers.get("location")).toBe("/account");
  expect(await seenBy(browser, answers[0] as Response)).toBe(200);
  expect(await actionsOf(kari.id)).toEqual(["sessions.half_opened", "sessions.opened"]);

  // A click that comes after the answer, with the cookie of before it, and with the one after it.
  const [late] = await clicks(browser, "/sign-in/code", fields, 1);
  expect([late?.status, late && cookieOf(late)]).toEqual([303, cookieOf(answers[0] as Response)]);
  const after = new Map(browser.cookies);
  browser.cookies.set("__Host-sid", cookieOf(answers[0] as Response) ?? "");
  const [later] = await clicks(browser, "/sign-in/code", fields, 1);
  expect([later?.status, later?.headers.get("location")]).toEqual([303, "/account"]);

  // But a code that was seen opens nothing: not with another code, and not half a minute later.
  for (const [name, value] of after) browser.cookies.set(name, value);
  const [guess] = await clicks(browser, "/sign-in/code", { code: "000000" }, 1);
  expect([guess?.status, guess && cookieOf(guess)]).toEqual([303, undefined]);
  expect(guess?.headers.get("location")).toMatch(/^\/sign-in\?/);
  setClock(shift(noon, 31_000));
  const [old] = await clicks(browser, "/sign-in/code", fields, 1);
  expect(old?.headers.get("location")).toMatch(/^\/sign-in\?/);
  expect(old && cookieOf(old)).toBeUndefined();
});

test("the last try, clicked twice, is still one try", async () => {
  setClock(noon);
  const kari = await account("owner");
  const browser = await halfIn(kari);
  for (let i = 0; i < 4; i++)
    expect((await browser.post("/sign-in/code", { code: "000000" })).status).toBe(422);
  const answers = await clicks(browser, "/sign-in/code", { code: codeOf(kari), next: "/account" });
  expect(statuses(answers)).toEqual([303, 303]);
  for (const answer of answers) expect(await seenBy(browser, answer)).toBe(200);
});

test.each(["code", "password"] as const)(
  "two step-ups by %s at once, with one try left",
  async (by) => {
    setClock(noon);
    const kari = await account("owner");
    const browser = await signIn(kari);
    setClock(shift(noon, 10 * 60_000));
    await browser.get("/step-up?next=/account/sessions");
    for (let i = 0; i < 4; i++)
      expect((await browser.post("/step-up", { [by]: "000000" })).status).toBe(422);
    const typed = by === "code" ? codeOf(kari) : PASSWORD;
    const answers = await clicks(browser, "/step-up", { [by]: typed, next: "/people" });
    expect(statuses(answers)).toEqual([303, 303]);
    expect(new Set(answers.map(cookieOf)).size).toBe(1);
    for (const answer of answers) expect(await seenBy(browser, answer)).toBe(200);
    // A tab that was loading meanwhile goes on for a moment, but has proven nothing.
    expect((await browser.get("/account")).status).toBe(200);
    expect((await browser.get("/step-up")).status).toBe(200);
    expect((await actionsOf(kari.id)).at(-1)).toBe("sessions.proven");
    setClock(shift(noon, 11 * 60_000));
    expect((await browser.get("/account")).headers.get("location")).toMatch(/^\/sign-in/);
  },
);

async function mailedPath(email: string, kind: "reset" | "invitation" | "device") {
  const [mail] = await db.select().from(mails).where(eq(mails.recipient, email));
  return `/link/${kind}/${linkToken(env.KEYS, mail?.params.linkId ?? "")}`;
}

test("two clicks on a new password: it is changed once, and both say so", async () => {
  setClock(noon);
  const kari = await account("owner");
  const browser = new Browser();
  await browser.get("/forgot");
  await browser.post("/forgot", { email: kari.email });
  const path = await mailedPath(kari.email, "reset");
  await browser.get(path);
  const answers = await clicks(browser, path, { password: fresh });
  expect(answers.map((answer) => answer.headers.get("location"))).toEqual(["/sign-in", "/sign-in"]);
  for (const answer of answers)
    expect(answer.headers.get("set-cookie")).toContain("sessions.password_reset");
  const done = (await actionsOf(kari.id)).filter((a) => a === "sessions.password_reset");
  expect(done).toHaveLength(1);
  expect((await signIn({ ...kari, password: fresh })).secret).not.toBe("");
});

test("who is a member elsewhere joins once by two clicks, with her password or signed in", async () => {
  const owner = await as("owner", "clicks");
  for (const way of ["known", "signed-in"] as const) {
    const kari = await account("instructor", "s1");
    const invited = { name: "K", email: kari.email, roles: ["instructor"] };
    expect((await owner.post("/api/v1/invitations", invited)).status).toBe(201);
    const path = await mailedPath(kari.email, "invitation");
    const browser = way === "known" ? new Browser() : await signIn(kari);
    await browser.get(path);
    const answers = await clicks(browser, `${path}/${way}`, { password: PASSWORD });
    expect(statuses(answers)).toEqual([303, 303]);
    const held = await db.select().from(memberships).where(eq(memberships.userId, kari.id));
    expect(held).toHaveLength(2);
    expect((await actionsOf(kari.id)).filter((a) => a === "users.joined")).toHaveLength(1);
  }
});

test("the link of the first administrator, used by many at once, makes one", async () => {
  await db.delete(memberships).where(eq(memberships.schoolId, "platform"));
  const token = "s".repeat(43);
  await db.insert(links).values({
    ...{ hash: linkHash(token), id: "setup-race", kind: "setup" },
    ...{ createdAt: noon, expiresAt: "2099-01-01T00:00:00.000Z" },
  });
  const path = `/link/setup/${token}`;
  const browsers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const browser = new Browser();
      await browser.get(path);
      return browser;
    }),
  );
  // Three people, each with a double click.
  const answers = await Promise.all(
    browsers.map((b, n) => {
      const email = `first${n % 3}@example.no`;
      return b.post(path, { name: "Første", email, password: fresh });
    }),
  );
  expect(statuses(answers).toSorted()).toEqual([303, 303, 410, 410, 410, 410]);
  const admins = await db.select().from(memberships).where(eq(memberships.schoolId, "platform"));
  expect(admins).toHaveLength(1);
  expect(await db.select().from(users).where(eq(users.name, "Første"))).toHaveLength(1);
});

test("one recovery code, twenty times at once, opens one session", async () => {
  setClock(noon);
  const kari = await account("owner");
  const [code = ""] = newCodes();
  await db.insert(recoveryCodes).values({ userId: kari.id, hash: hashCode(code) });
  const used = () =>
    db
      .select()
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.userId, kari.id), isNotNull(recoveryCodes.usedAt)));
  const waiting: Browser[] = [];
  for (let n = 0; n < 10; n++) waiting.push(await halfIn(kari));
  const answers = (
    await Promise.all(waiting.map((b) => clicks(b, "/sign-in/code", { code, next: "/account" })))
  ).flat();
  const opened = answers.filter(({ status }) => status === 303);
  expect(answers).toHaveLength(20);
  // The winner clicked twice, too; all that is open is her one session.
  expect(new Set(opened.map(cookieOf)).size).toBe(1);
  expect(opened.length).toBeLessThanOrEqual(2);
  expect(await used()).toHaveLength(1);
  const rows = (await auditRows()).filter((row) => row.entityId === kari.id);
  expect(rows.filter((row) => row.reason === "recovery")).toHaveLength(1);
  // And it is used up: not even for herself does it work again.
  setClock(shift(noon, 3_600_000 * 2));
  const again = await halfIn(kari);
  expect((await again.post("/sign-in/code", { code })).status).toBe(422);
});

test("a link that confirms one person's browser says nothing about another's", async () => {
  setClock(noon);
  const mine = await account("student");
  const theirs = await account("student");
  const thief = await signIn(theirs);
  await thief.get("/sign-in/device");
  const asker = new Browser();
  await asker.get("/sign-in/device");
  await asker.post("/sign-in/device", { email: mine.email });
  const path = await mailedPath(mine.email, "device");
  // It is no link to a password, an invitation or an installation.
  for (const kind of ["reset", "invitation", "setup"])
    expect((await thief.get(path.replace("device", kind))).status).toBe(410);
  await thief.get(path);
  const answers = await clicks(thief, path, {});
  expect(statuses(answers)).toEqual([303, 303]);
  // She is who she was, and nowhere else: the link lets nobody in.
  expect((await thief.get("/account")).status).toBe(200);
  expect(thief.html).toContain(theirs.email);
  expect(thief.html).not.toContain(mine.email);
  expect(answers.map(cookieOf)).toEqual([undefined, undefined]);
  expect((await asker.get(path)).status).toBe(410);
});

test.each(["reset", "invitation", "device", "setup"])(
  "a %s link that is cut off or used says what to do",
  async (kind) => {
    const whole = `/link/${kind}/${"x".repeat(43)}`;
    const browser = new Browser();
    const gone = await browser.get(whole);
    expect(gone.status).toBe(410);
    expect(browser.text).toContain("The link no longer works");
    const help = { reset: "/forgot", device: "/sign-in/device" }[kind];
    if (help) expect(browser.html).toContain(`href="${help}"`);
    for (const mangled of [
      whole.slice(0, -1),
      `${whole}=`,
      `${whole}/`,
      `${whole}.`,
      `/link/${kind}/`,
    ]) {
      const broken = await browser.get(mangled);
      expect([mangled, broken.status]).toEqual([mangled, 404]);
      expect(browser.text).toContain("The link is not whole");
      expect(browser.html).toContain('href="/sign-in"');
      if (help) expect(browser.html).toContain(`href="${help}"`);
      else expect(browser.text).toMatch(/Ask whoever invited you|Whoever operates the system/);
    }
  },
);
