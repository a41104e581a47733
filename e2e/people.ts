import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Secret, TOTP } from "otpauth";
import type { BrowserContext, Page } from "playwright-core";
import { expect, inject } from "vitest";
import { accounts, DEMO_PASSWORD, platformAccount } from "../scripts/seed/accounts.ts";
import { type Look, window } from "./browser.ts";

/** The demo school's people, by the name of what they are. */
export type Who =
  | "owner"
  | "office"
  | "academic_leader"
  | "instructor"
  | "two_schools"
  | "student"
  | "guardian"
  | "platform_admin";

/** What she signs in with now: the demo password until a journey has changed it. */
export function passwordOf(who: Who): string {
  const changed = passwordFile(who);
  return existsSync(changed) ? readFileSync(changed, "utf8") : DEMO_PASSWORD;
}

/** A reset ends every session of hers, so the cookies of earlier windows go with the password. */
export function passwordChanged(who: Who, to: string): void {
  mkdirSync(inject("state"), { recursive: true });
  writeFileSync(passwordFile(who), to);
  signedOut(who);
}

/** She has left: her next window signs in anew. */
export function signedOut(who: Who): void {
  rmSync(cookiesFile(who), { force: true });
}

/** Her next windows begin with the session that she has now. */
export async function signedIn(who: Who, opened: Page): Promise<void> {
  await opened.context().storageState({ path: cookiesFile(who) });
}

const passwordFile = (who: Who) => `${inject("state")}/${who}.password`;
const cookiesFile = (who: Who) => `${inject("state")}/${who}.json`;

export function accountOf(who: Who) {
  const found = [...accounts, platformAccount].find(({ key }) => key === who);
  if (!found) throw new Error(`Nobody in the demo school is "${who}"`);
  return found;
}

/**
 * The code that an authenticator with that seed shows. A code works once, whichever journey used it,
 * so this may wait for the next.
 */
export async function codeOf(seed: string): Promise<string> {
  const totp = new TOTP({ secret: Secret.fromBase32(seed), period: 30 });
  const used = `${inject("state")}/${seed}.step`;
  const step = () => Math.floor(Date.now() / 30_000);
  const last = () => (existsSync(used) ? Number(readFileSync(used, "utf8")) : 0);
  while (last() >= step()) await new Promise((done) => setTimeout(done, 250));
  mkdirSync(inject("state"), { recursive: true });
  writeFileSync(used, String(step()));
  return totp.generate();
}

/** Signs in as a person does: by the form, and with the second factor of those who have one. */
export async function signIn(opened: Page, who: Who): Promise<void> {
  const { email, seed } = accountOf(who);
  await opened.goto("/sign-in");
  await opened.fill("input[name=email]", email);
  await opened.fill("input[name=password]", passwordOf(who));
  await opened.click("main form button[type=submit]");
  if (seed) {
    await opened.waitForURL(/\/sign-in\/code/);
    await opened.fill("input[name=code]", await codeOf(seed));
    await opened.click("main form button[type=submit]");
  }
  await opened.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  expect(await opened.locator(".person-name").count()).toBeGreaterThan(0);
}

/**
 * A window in which that person is signed in. Who has signed in once stays so for later windows:
 * her codes work once, and signing in has a limit.
 */
export async function windowOf(who: Who, look: Look = {}): Promise<BrowserContext> {
  const cookies = cookiesFile(who);
  if (!existsSync(cookies)) {
    mkdirSync(inject("state"), { recursive: true });
    const first = await window();
    await signIn(await first.newPage(), who);
    await first.storageState({ path: cookies });
    await first.close();
  }
  return window({ ...look, cookies });
}

/**
 * Proves once more who is there, which some acts ask when she signed in a while ago. The session has
 * another cookie afterwards, so that is what her next windows get.
 */
export async function proveAgain(opened: Page, who: Who): Promise<void> {
  const { seed } = accountOf(who);
  if (seed) await opened.fill("input[name=code]", await codeOf(seed));
  else await opened.fill("input[name=password]", passwordOf(who));
  await opened.click("main form[action='/step-up'] button[type=submit]");
  await opened.waitForLoadState();
  await signedIn(who, opened);
}
