import { describe, expect, test } from "vitest";
import { expectAccessible, expectSound, hasBrowser, page } from "./browser.ts";
import { windowOf } from "./people.ts";

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true },
  { how: "without JavaScript", js: false },
])("$how", ({ js }) => {
  test("changes several students at once, and undoes it", async () => {
    const opened = await page(await windowOf("office", { js }));
    await opened.goto("/students?status=waiting");
    const before = await opened.locator("table tbody tr").count();
    expect(before).toBeGreaterThan(2);
    for (const n of [0, 1]) await opened.locator("table tbody input[type=checkbox]").nth(n).check();
    await opened.selectOption("select[name=change]", "status:active");
    await opened.click("form[action='/students/changes/preview'] button[type=submit]");
    await opened.waitForLoadState();
    if (js) await expectAccessible(opened);
    await opened.click("main form[action='/students/changes'] button[type=submit]");
    await opened.waitForURL(/\/students\/changes\/[0-9a-f-]{36}/);
    const change = opened.url();
    if (js) await expectAccessible(opened);
    await opened.goto("/students?status=waiting");
    expect(await opened.locator("table tbody tr").count()).toBe(before - 2);

    await opened.goto(change);
    await opened.locator("details:has(form[action$='/reversal']) summary").click();
    await opened.click("form[action$='/reversal'] button[type=submit]");
    await opened.waitForLoadState();
    await opened.goto("/students?status=waiting");
    expect(await opened.locator("table tbody tr").count()).toBe(before);
    expectSound(opened);
  });
});
