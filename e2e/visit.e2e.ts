import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, expectFits, expectSound, hasBrowser, page } from "./browser.ts";
import { accountOf, proveAgain, type Who, windowOf } from "./people.ts";

/** Clicks what may want a proof of who it is first. */
async function press(opened: Page, who: Who, button: string): Promise<void> {
  await opened.click(button);
  await opened.waitForLoadState();
  if (await opened.locator("main form[action='/step-up']").count()) await proveAgain(opened, who);
}

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true },
  { how: "without JavaScript", js: false },
])("$how", ({ js }) => {
  test("support asks to see a school, an owner allows it, and support looks and leaves", async () => {
    const support = await page(await windowOf("platform_admin", { js }));
    await support.goto("/platform/schools?q=fjord");
    await support.click("main table tbody a.row-link");
    await support.waitForURL(/\/platform\/schools\/[0-9a-f-]{36}/);
    await support.click("main a[href$='/visits/new']");
    await support.waitForURL(/\/visits\/new$/);
    await support.fill("input[name=email]", accountOf("office").email);
    await support.fill("textarea[name=reason]", "Fakturaer vises ikke");
    await press(support, "platform_admin", "main form[action$='/visits'] button[type=submit]");
    await support.waitForURL(/\/platform\/visits\/[0-9a-f-]{36}/);
    const asked = support.url();
    expect(await support.locator("main").innerText()).toContain("Venter på svar");

    const owner = await page(await windowOf("owner", { js }));
    await owner.goto("/visits");
    await owner.click("main table tbody tr:has-text('Venter på svar') a.row-link");
    await owner.waitForURL(/\/visits\/[0-9a-f-]{36}/);
    if (js) await expectAccessible(owner);
    await press(owner, "owner", "main form[action$='/approval'] button[type=submit]");
    await owner.waitForSelector("main form[action$='/end']");

    await support.goto(asked);
    await press(support, "platform_admin", "main form[action$='/start'] button[type=submit]");
    const banner = support.locator("section.visit");
    await banner.waitFor();
    expect(await banner.innerText()).toMatch(/Du ser .+ som Marte Lien\. (29|30) min igjen/);
    if (js) await expectAccessible(support);
    await support.setViewportSize({ width: 390, height: 844 });
    await expectFits(support);
    // However far down she reads, the way out is in sight.
    await support.evaluate(() => scrollTo(0, document.body.scrollHeight));
    expect(await banner.evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0);
    expect(await banner.isVisible()).toBe(true);

    await support.goto("/students/new");
    await support.fill("input[name=firstName]", "Ikke");
    await support.fill("input[name=lastName]", "Lagret");
    await support.click("main form[action='/students'] button[type=submit]:not([name])");
    await support.waitForLoadState();
    expect(await support.locator("main").innerText()).toContain("kan du bare se");
    expectSound(owner);

    await banner.locator("button").click();
    await support.waitForURL(/\/platform\/visits$/);
    expect(await banner.count()).toBe(0);
    expect(await support.locator("body").innerText()).toContain("Du er deg selv igjen");
    await owner.reload();
    expect(await owner.locator("main").innerText()).toContain(
      "Siri Drift, med tilgangen til Marte Lien",
    );
  });
});
