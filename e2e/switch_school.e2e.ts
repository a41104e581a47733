import { expect, test } from "vitest";
import { expectSound, hasBrowser, page } from "./browser.ts";
import { windowOf } from "./people.ts";

test.skipIf(!hasBrowser)("two tabs cannot mix two schools", async () => {
  const context = await windowOf("two_schools");
  const old = await page(context);
  await old.goto("/students");
  const first = await old.locator(".school-menu summary, .school-name").first().innerText();

  // The older tab has a form open while the newer one goes to the other school.
  await old.goto("/account");
  await old.fill("input[name=name]", "Feil Skole");
  const newer = await page(context);
  await newer.goto("/account");
  await newer.click(".school-menu summary");
  await newer.click("form[action='/session/school'] button:not([aria-current]):not([disabled])");
  await newer.waitForLoadState();
  const second = await newer.locator(".school-menu summary, .school-name").first().innerText();
  expect(second).not.toBe(first);

  await old.click("main form[action='/account'] button[type=submit]");
  await old.waitForLoadState();
  expect(await old.locator("main").innerText()).toMatch(/annen skole|another school/);
  await newer.goto("/account");
  expect(await newer.inputValue("input[name=name]")).not.toBe("Feil Skole");
  expectSound(newer);
});
