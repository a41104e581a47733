import { describe, expect, test } from "vitest";
import { expectAccessible, expectSound, hasBrowser, page } from "./browser.ts";
import { windowOf } from "./people.ts";

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true },
  { how: "without JavaScript", js: false },
])("$how", ({ js }) => {
  test("the owner sees who has a class before the school stops offering it", async () => {
    const opened = await page(await windowOf("owner", { js }));
    await opened.goto("/school/classes");
    await opened.uncheck("input[name=codes][value=B]");
    await opened.click("main form[action='/school/classes'] button[type=submit]");
    await opened.waitForSelector("main input[name=sure]", { state: "attached" });
    expect(await opened.title()).toContain("Slutte å tilby B?");
    const students = opened.locator("main table a[href^='/students?class=B']");
    expect(Number(await students.innerText())).toBeGreaterThan(0);
    if (js) await expectAccessible(opened);
    await opened.click("main form a[href='/school/classes']"); // "Cancel" changes nothing
    await opened.waitForURL(/\/school\/classes$/);
    expect(await opened.isChecked("input[name=codes][value=B]")).toBe(true);
    expectSound(opened);
  });

  test("the office finds a guardian among the contacts, and her child from there", async () => {
    const opened = await page(await windowOf("office", { js }));
    await opened.goto("/contacts");
    await opened.click("nav.tabs a:has-text('Foresatte')");
    await opened.waitForURL(/role=guardian/);
    await opened.fill("search.searchbar input[name=q]", "ingrid solberg");
    await opened.press("search.searchbar input[name=q]", "Enter");
    await opened.waitForURL(/q=ingrid/);
    await opened.click("main table tbody a.row-link");
    await opened.waitForURL(/\/contacts\/[0-9a-f-]{36}/);
    await opened.click("main a[href^='/students/']");
    await opened.waitForURL(/\/students\/[0-9a-f-]{36}/);
    expect(await opened.locator("h1").innerText()).toBe("Emma Solberg");
    expectSound(opened);
  });
});
