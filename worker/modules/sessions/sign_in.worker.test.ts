import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import bcrypt from "bcryptjs";
import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { shift } from "#worker/lib/clock.ts";
import { linkToken } from "#worker/lib/links.ts";
import { hashesDone } from "#worker/lib/passwords.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { users } from "#worker/modules/users/schema.ts";
import { account, Browser, codeOf, PASSWORD, setClock, signIn } from "#worker/test/browser.ts";
import { auditRows, db, send } from "#worker/test/harness.ts";

afterEach(() => setClock());

const noon = "2026-11-23T11:00:00.000Z";
const wrong = "not the password at all";

async function tryIn(browser: Browser, email: string, password: string) {
  await browser.get("/sign-in");
  return browser.post("/sign-in", { email, password });
}

test("the way in: password, code, and then the page that was asked for", async () => {
  const kari = await account("owner");
  const browser = new Browser();
  const asked = await browser.get("/account?x=1");
  expect(asked.status).toBe(303);
  expect(asked.headers.get("location")).toBe("/sign-in?next=%2Faccount%3Fx%3D1");
  await browser.follow(asked);
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
  expect(second.headers.get("location")).toBe("/account?x=1");
  expect(browser.secret).not.toBe(half);
  const cookie = second.headers.getSetCookie().find((line) => line.startsWith("__Host-sid="));
  expect(cookie).toMatch(/Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect((await browser.follow(second)).status).toBe(200);
  expect(browser.text).toContain("My account");
  // The half session's secret is worth nothing any more.
  const thief = new Browser();
  thief.cookies.set(
    "__Host-sid",
    (browser.cookies.get("__Host-sid") ?? "").replace(browser.secret, half),
  );
  expect((await thief.get("/account")).headers.get("location")).toContain("/sign-in?");

  const mine = (await auditRows()).filter((row) => row.entityId === kari.id);
  expect(mine.map((row) => [row.action, row.schoolId])).toEqual([
    ["sessions.half_opened", "platform"],
    ["sessions.opened", "platform"],
  ]);
});

test("200 wrong passwords at once get exactly the hashes that are allowed", async () => {
  setClock(noon);
  const ola = await account("owner", "s1", { factor: false });
  const browser = new Browser();
  await browser.get("/sign-in");
  const flood = async (emailOf: (i: number) => string) => {
    const before = hashesDone();
    const tries = Array.from({ length: 200 }, (_, i) =>
      browser.post("/sign-in", { email: emailOf(i), password: `${wrong} ${i}` }),
    );
    const answers = await Promise.all(tries);
    const count = (status: number) => answers.filter((a) => a.status === status).length;
    return { hashes: hashesDone() - before, wrong: count(422), limited: count(429), answers };
  };
  const one = await flood(() => ola.email); // five for an account, wherever they come from
  expect(one).toMatchObject({ hashes: 5, wrong: 5, limited: 195 });
  const many = await flood((i) => `nobody${i}@example.no`); // and ten for an address, in all
  expect(many).toMatchObject({ hashes: 5, wrong: 5, limited: 195 });
  const refused = many.answers.find((answer) => answer.status === 429);
  expect(refused?.headers.get("retry-after")).toBe("45");
  expect(await refused?.text()).toContain("Try again in 45 seconds.");
});

test("an address that nobody has gets the same answer, work and audit row", async () => {
  setClock(noon);
  const real = await account("owner", "s1");
  const attempt = async (email: string) => {
    const browser = new Browser();
    await browser.get("/sign-in");
    const before = hashesDone();
    const answer = await browser.post("/sign-in", { email, password: wrong });
    const cookies = answer.headers.getSetCookie().map((line) => line.split("=")[0]);
    const page = browser.html.replaceAll(email, "").replaceAll(/value="[^"]*"/g, "");
    const work = hashesDone() - before;
    return { status: answer.status, cookies, page, work, text: browser.text };
  };
  const known = await attempt(real.email);
  const unknown = await attempt(`${"x".repeat(real.email.length - 11)}@example.no`);
  expect(known).toMatchObject({ status: 422, work: 1 });
  expect({ ...unknown, text: "" }).toEqual({ ...known, text: "" });
  expect(known.text).toContain("Email and password do not match");
  const rows = (await auditRows()).filter((row) => row.action === "sessions.refused").slice(-2);
  expect(rows.map((row) => row.entityId)).toEqual([real.id, "unknown"]);
});

test("a stranger cannot lock the owner out of a browser that she has used before", async () => {
  setClock(noon);
  const owner = await account("owner", "s1");
  const home = await signIn(owner);
  await home.post("/sign-out");
  const strangers = Array.from({ length: 20 }, () => tryIn(new Browser(), owner.email, wrong));
  const statuses = (await Promise.all(strangers)).map((answer) => answer.status);
  expect(statuses.filter((status) => status === 422)).toHaveLength(5);
  // From a browser that nobody knows not even the right password gets in now...
  const elsewhere = new Browser();
  expect((await tryIn(elsewhere, owner.email, PASSWORD)).status).toBe(429);
  expect(elsewhere.text).toContain("Confirm the browser by email");
  // ...from her own it does.
  setClock(shift(noon, 60_000));
  expect((await tryIn(home, owner.email, PASSWORD)).status).toBe(303);
  // And her own browser has a limit of its own.
  await home.get("/sign-out");
  home.cookies.delete("__Host-sid");
  const own = Array.from({ length: 20 }, () => tryIn(home, owner.email, wrong));
  const tried = (await Promise.all(own)).filter((answer) => answer.status === 422);
  expect(tried).toHaveLength(10);
});

test("a mail to the owner lets a new browser past what strangers did", async () => {
  setClock(noon);
  const owner = await account("owner", "s1", { factor: false });
  await Promise.all(Array.from({ length: 10 }, () => tryIn(new Browser(), owner.email, wrong)));
  const fresh = new Browser();
  expect((await tryIn(fresh, owner.email, PASSWORD)).status).toBe(429);
  await fresh.get("/sign-in/device");
  const asked = await fresh.post("/sign-in/device", { email: owner.email });
  expect(asked.headers.get("location")).toBe("/sign-in/device/sent");
  const [mail] = await db.select().from(mails).where(eq(mails.recipient, owner.email));
  expect(mail).toMatchObject({ template: "device", schoolId: "platform" });
  const path = `/link/device/${linkToken(env.KEYS, mail?.params.linkId ?? "")}`;
  expect((await fresh.get(path)).status).toBe(200);
  expect((await tryIn(fresh, owner.email, PASSWORD)).status).toBe(429); // looking is not enough
  await fresh.get(path);
  expect((await fresh.post(path)).headers.get("location")).toBe("/sign-in");
  expect((await tryIn(fresh, owner.email, PASSWORD)).status).toBe(303);
  expect((await new Browser().get(path)).status).toBe(410); // once
});

test("another's device cookie opens no bucket of mine, and neither does a forged one", async () => {
  setClock(noon);
  const [mine, other] = [await account("student", "s1"), await account("student", "s1")];
  const theirs = await signIn(other);
  await Promise.all(Array.from({ length: 6 }, () => tryIn(new Browser(), mine.email, wrong)));
  const thief = new Browser();
  thief.cookies.set("__Host-dev", theirs.cookies.get("__Host-dev") ?? "");
  expect((await tryIn(thief, mine.email, PASSWORD)).status).toBe(429);
  thief.cookies.set("__Host-dev", `${"a".repeat(22)}.${"b".repeat(43)}`);
  expect((await tryIn(thief, mine.email, PASSWORD)).status).toBe(429);
});

test("one browser is known to everybody who uses it", async () => {
  const [one, two] = [await account("office", "s1"), await account("instructor", "s1")];
  const shared = await signIn(one);
  await shared.post("/sign-out");
  await signIn(two, shared);
  await shared.post("/sign-out");
  const macs = (shared.cookies.get("__Host-dev") ?? "").split(".").slice(1);
  expect(macs).toHaveLength(2);
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
  "nobody is sent to %s",
  async (next) => {
    const student = await account("student", "s1");
    const browser = new Browser();
    await browser.get(`/sign-in?next=${encodeURIComponent(next)}`);
    expect(browser.hidden("next")).toBe("/");
    const { email, password } = student;
    const answer = await browser.post("/sign-in", { email, password, next });
    expect(answer.headers.get("location")).toBe("/");
  },
);

test("look-alike letters of an address are the same address", async () => {
  const student = await account("student", "s1", { email: "anne.aas@example.no" });
  const wide = "ＡＮＮＥ.aas＠example.no"; // full-width letters and at-sign
  expect((await tryIn(new Browser(), wide, student.password)).status).toBe(303);
  const cyrillic = "аnne.aas@example.no"; // another alphabet's a: nobody's address
  expect((await tryIn(new Browser(), cyrillic, student.password)).status).toBe(422);
});

test("a password of an imported system opens once more, and is then kept as Argon2id", async () => {
  const phc = (await bcrypt.hash(PASSWORD, 4)).replace("$2b$", "$2y$");
  const old = await account("student", "s1", { phc });
  const browser = new Browser();
  expect((await tryIn(browser, old.email, wrong)).status).toBe(422);
  const before = await db.select().from(users).where(eq(users.id, old.id));
  expect((await tryIn(browser, old.email, PASSWORD)).status).toBe(303);
  const [after] = await db.select().from(users).where(eq(users.id, old.id));
  expect(after?.passwordEnc).not.toBe(before[0]?.passwordEnc);
  expect(after?.version).toBe(2);
  await browser.post("/sign-out");
  expect((await tryIn(new Browser(), old.email, PASSWORD)).status).toBe(303);
  const [again] = await db.select().from(users).where(eq(users.id, old.id));
  expect(again?.version).toBe(2);
});

test("only a pupil's browser keeps the cookie, and only when asked", async () => {
  const keep = async (role: "student" | "owner", fields: Record<string, string>) => {
    const { email, password } = await account(role, "s1", { factor: false });
    const browser = new Browser();
    await browser.get("/sign-in");
    const answer = await browser.post("/sign-in", { email, password, ...fields });
    return answer.headers
      .getSetCookie()
      .some((c) => c.startsWith("__Host-sid") && /Max-Age=604800/.test(c));
  };
  expect(await keep("student", { keep: "yes" })).toBe(true);
  expect(await keep("student", {})).toBe(false);
  expect(await keep("owner", { keep: "yes" })).toBe(false);
});

test("who belongs nowhere any more, or is disabled, does not get in", async () => {
  const gone = await account("student", []);
  const browser = new Browser();
  expect((await tryIn(browser, gone.email, PASSWORD)).status).toBe(422);
  expect(browser.text).toContain("no longer belongs to a school");
  const disabled = await account("student", "s1");
  await db.update(users).set({ disabledAt: noon }).where(eq(users.id, disabled.id));
  expect((await tryIn(browser, disabled.email, PASSWORD)).status).toBe(422);
  expect(browser.text).toContain("do not match");
});

test("forged cookies wake no object", async () => {
  const student = await account("student", "s1");
  const browser = await signIn(student);
  const real = browser.cookies.get("__Host-sid") ?? "";
  const [, handle = "", mac = "", secret = ""] = real.split(".");
  const before = (await listDurableObjectIds(env.SESSIONS)).length;
  const forged = [
    ...Array.from({ length: 50 }, (_, i) => {
      const other = Buffer.from(`${i}`.padStart(16, "0")).toString("base64url");
      return `v1.${other}.${mac}.${secret}`;
    }),
    `v2.${handle}.${mac}.${secret}`,
    `v1.${handle}.${"A".repeat(11)}.${secret}`,
    `v1.${handle}.${mac}.${secret.slice(1)}`,
    "v1...",
    "%00",
  ];
  for (const cookie of forged) {
    const answer = await send("GET", "/account", { headers: { cookie: `__Host-sid=${cookie}` } });
    expect(answer.status).toBe(303);
  }
  expect(await listDurableObjectIds(env.SESSIONS)).toHaveLength(before);
  // One letter of the secret changed, at every place: our own object says no.
  for (let i = 0; i < secret.length - 1; i += 6) {
    const flipped = secret.slice(0, i) + (secret[i] === "A" ? "B" : "A") + secret.slice(i + 1);
    const cookie = `__Host-sid=v1.${handle}.${mac}.${flipped}`;
    expect((await send("GET", "/account", { headers: { cookie } })).status).toBe(303);
  }
  expect((await browser.get("/account")).status).toBe(200);
});
