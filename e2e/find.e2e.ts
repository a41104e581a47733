import { expect, test } from "vitest";
import { expectAccessible, expectSound, hasBrowser, page } from "./browser.ts";
import { windowOf } from "./people.ts";

test.skipIf(!hasBrowser)("finds a student by the palette, with the keyboard alone", async () => {
  const opened = await page(await windowOf("office"));
  await opened.goto("/students");
  const field = opened.locator("dialog.palette input");
  // The keys work once the island is awake; until then there is the page.
  await expect
    .poll(async () => {
      await opened.keyboard.press("Control+k");
      return field.isVisible();
    })
    .toBe(true);
  await field.fill("emma sol");
  await opened.getByRole("option", { name: "Emma Solberg" }).waitFor();
  await expectAccessible(opened);
  await opened.keyboard.press("Enter");
  await opened.waitForURL(/\/students\/[0-9a-f-]{36}/);
  expect(await opened.locator("h1").innerText()).toContain("Emma Solberg");
  expectSound(opened);
});

test.skipIf(!hasBrowser)("finds the same without JavaScript, on a page", async () => {
  const opened = await page(await windowOf("office", { js: false }));
  await opened.goto("/search");
  await opened.fill("main input[name=q]", "emma sol");
  await opened.click("main form[action='/search'] button");
  await opened.waitForURL(/q=emma/);
  await opened.click("main a[href^='/students/']");
  await opened.waitForURL(/\/students\/[0-9a-f-]{36}/);
  expect(await opened.locator("h1").innerText()).toContain("Emma Solberg");
  expectSound(opened);
});
