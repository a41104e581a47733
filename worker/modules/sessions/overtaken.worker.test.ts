import { env } from "cloudflare:workers";
import bcrypt from "bcryptjs";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Browser as Known } from "#worker/lib/browser.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { linkToken } from "#worker/lib/links.ts";
import { hashOf, sessionsOf } from "#worker/lib/session.ts";
import { mails } from "#worker/modules/mail/schema.ts";
import { recoveryCodes, users } from "#worker/modules/users/schema.ts";
import {
  type Account,
  account,
  Browser,
  codeOf,
  PASSWORD,
  signIn as signInBy,
} from "#worker/test/browser.ts";
import { auditRows, ctxOf, db } from "#worker/test/harness.ts";
import { signIn } from "./sign_in/actions.ts";

// What changes between the check of a password and the session that it opens.

const fresh = "grønn båt på fjorden";
const now = () => new Date().toISOString();

/** Signs in, and lets something happen after the password was found right. */
async function overtaken(who: Account, happens: () => Promise<unknown>, password = PASSWORD) {
  let pending: (() => Promise<unknown>) | undefined = happens;
  const SESSIONS = new Proxy(env.SESSIONS, {
    get(target, name) {
      if (name !== "getByName") return Reflect.get(target, name);
      return (user: string) => {
        const stub = target.getByName(user);
        return new Proxy(stub, {
          get(_, method) {
            if (method !== "start") return Reflect.get(stub, method);
            return async (...args: Parameters<typeof stub.start>) => {
              const first = pending;
              pending = undefined;
              await first?.();
              return stub.start(...args);
            };
          },
        });
      };
    },
  });
  const ctx = ctxOf("anonymous", "platform", [], now());
  const changed = { ...ctx, env: { ...env, SESSIONS } as Bindings };
  const browser: Known = {
    ...{ caller: "192.0.2.7", network: undefined, label: "test" },
    idFor: () => undefined,
  };
  const typed = { email: who.email, password, keep: false };
  const answer = await signIn(changed, typed, browser).catch((error: unknown) => error);
  expect(pending).toBeUndefined();
  return answer as { userId: string; secret: string; stage: string };
}

const sessionsLeft = async (who: Account) => (await sessionsOf(env, who.id).list("", now())).length;

async function reset(who: Account) {
  const browser = new Browser();
  await browser.get("/forgot");
  await browser.post("/forgot", { email: who.email });
  const [mail] = await db.select().from(mails).where(eq(mails.recipient, who.email));
  const path = `/link/reset/${linkToken(env.KEYS, mail?.params.linkId ?? "")}`;
  await browser.get(path);
  expect((await browser.post(path, { password: fresh })).status).toBe(303);
}

test("a sign-in that a new password overtakes opens nothing", async () => {
  const pupil = await account("student", "s1", { factor: false });
  expect(await overtaken(pupil, () => reset(pupil))).toMatchObject({ code: "sessions.wrong" });
  expect(await sessionsLeft(pupil)).toBe(0);
  const rows = (await auditRows()).filter((row) => row.entityId === pupil.id);
  expect(rows.map((row) => row.action).toSorted()).toEqual([
    "sessions.password_reset",
    "sessions.refused",
    "sessions.reset_asked",
  ]);
});

test("a sign-in that a second factor overtakes still has to show a code", async () => {
  const pupil = await account("student", "s1", { factor: false });
  const home = await signInBy(pupil);
  const setUp = async () => {
    await home.get("/account/second-factor");
    await home.post("/account/second-factor");
    await home.get("/account/second-factor");
    const seed = home.html.match(/[A-Z2-7]{32}/)?.[0] ?? "";
    await home.post("/account/second-factor/confirmation", { code: codeOf({ seed }) });
    const codes = await db.select().from(recoveryCodes).where(eq(recoveryCodes.userId, pupil.id));
    expect(codes).toHaveLength(8);
  };
  const answer = await overtaken(pupil, setUp);
  expect(answer.stage).toBe("password");
  const session = await sessionsOf(env, pupil.id).check(hashOf(answer.secret), now());
  expect(session?.stage).toBe("password");
  expect(await sessionsLeft(pupil)).toBe(1);
});

test("two sign-ins with a password of an imported system both get in, and it is upgraded once", async () => {
  const phc = await bcrypt.hash(PASSWORD, 4);
  const pupil = await account("student", "s1", { factor: false, phc });
  const other = async () =>
    expect((await signInBy(pupil).then((b) => b.get("/account"))).status).toBe(200);
  expect(await overtaken(pupil, other)).toMatchObject({ stage: "full", userId: pupil.id });
  expect(await sessionsLeft(pupil)).toBe(2);
  const [row] = await db.select().from(users).where(eq(users.id, pupil.id));
  expect(row?.version).toBe(2);
});

test("a letter of before a new password sets no other one", async () => {
  const pupil = await account("student", "s1", { factor: false });
  const stranger = new Browser();
  await stranger.get("/forgot");
  await stranger.post("/forgot", { email: pupil.email });
  const [mail] = await db.select().from(mails).where(eq(mails.recipient, pupil.email));
  const path = `/link/reset/${linkToken(env.KEYS, mail?.params.linkId ?? "")}`;
  expect((await stranger.get(path)).status).toBe(200);
  const home = await signInBy(pupil);
  await home.get("/account/password");
  const changed = await home.post("/account/password", { current: PASSWORD, password: fresh });
  expect(changed.headers.get("location")).toBe("/account");
  expect((await stranger.get(path)).status).toBe(410);
  expect((await stranger.post(path, { password: "en helt annen setning" })).status).toBe(410);
});
