import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { expectAccessible, expectSound, hasBrowser, page, shot, window } from "./browser.ts";
import { accountOf, signIn, windowOf } from "./people.ts";

// Somebody else's network, so that the other journeys' own address is not refused for it.
const elsewhere = { "cf-connecting-ip": "198.51.100.66" };

/** Types wrong passwords, one after the other: when each was answered, and with what. */
const attack = (from: Page, email: string, times: number) =>
  from.evaluate(
    async ({ email, times }) => {
      const answered: { at: number; status: number }[] = [];
      for (let i = 0; i < times; i++) {
        const form = document.querySelector<HTMLFormElement>("main form[action='/sign-in']");
        const body = new URLSearchParams(new FormData(form ?? undefined) as never);
        body.set("email", email);
        body.set("password", `feil passord nummer ${i}`);
        const { status } = await fetch("/sign-in", { method: "POST", body });
        answered.push({ at: Date.now(), status });
      }
      return answered;
    },
    { email, times },
  );

/** A window of somebody who is signed out, on a machine that she has signed in on before. */
async function knownMachine(who: "instructor") {
  await (await windowOf(who)).close();
  const state = JSON.parse(readFileSync(`${inject("state")}/${who}.json`, "utf8"));
  const context = await window();
  await context.addCookies(
    state.cookies.filter(({ name }: { name: string }) => name !== "__Host-sid"),
  );
  return context;
}

describe.skipIf(!hasBrowser)("the monitor", () => {
  test("an attack on the sign-in page is on the screen within two seconds, and its victim gets in", async () => {
    const home = await knownMachine("instructor");
    const watcher = await page(await windowOf("owner"));
    await watcher.goto("/security");
    await watcher.waitForSelector('[data-live="live"]');
    const { email } = accountOf("instructor");
    const row = watcher.locator("#events tr", { hasText: "Mange feil passord på én konto" });
    expect(await row.count()).toBe(0);

    const attacker = await window();
    await attacker.setExtraHTTPHeaders(elsewhere);
    const from = await page(attacker);
    await from.goto("/sign-in");
    const shown = row
      .first()
      .waitFor({ timeout: 60_000 })
      .then(() => Date.now());
    const answered = await attack(from, email, 10);
    const seconds = ((await shown) - (answered.at(-1)?.at ?? 0)) / 1000;
    console.log(`  on the screen ${seconds.toFixed(2)} s after the tenth wrong password`);
    expect(seconds).toBeLessThanOrEqual(2);
    expect(answered.every(({ status }) => status === 422 || status === 429)).toBe(true);
    await expectAccessible(watcher);
    await shot(watcher, "monitor-attack");

    // It goes on, and the person whose account it is signs in meanwhile.
    const more = attack(from, email, 15);
    await signIn(await page(home), "instructor");
    await more;

    await row.first().locator("a").click();
    await watcher.waitForURL(/\/security\/[0-9a-f-]{36}$/);
    expect(await watcher.locator("main").innerText()).toContain("198.51.100.66");
    await watcher.fill("input[name=reason]", "Adressen er meldt til leverandøren");
    await watcher.click("form[action$='/dismissal'] button[type=submit]");
    await watcher.locator("main", { hasText: "Avklarte uten tiltak" }).waitFor();
    expectSound(watcher);
  });
});
