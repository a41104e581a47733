import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  expectAccessible,
  expectFits,
  expectSound,
  hasBrowser,
  page,
  shot,
  window,
} from "./browser.ts";
import { signIn } from "./people.ts";

const banner = "#offline:visible";

/** What lies in the browser: the addresses of the pages that are kept. */
const keptIn = (opened: Page) =>
  opened.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
    const stores = await Promise.all(names.map((name) => caches.open(name)));
    const keys = await Promise.all(stores.map((store) => store.keys()));
    return { stores: names, pages: keys.flat().map(({ url }) => new URL(url).pathname) };
  });

const everything = (opened: Page) => opened.evaluate(() => caches.keys());

/** Signs in on a phone and looks at some pages, as she would on the bus. */
async function reader(who: "student" | "guardian", context: BrowserContext): Promise<Page> {
  const opened = await page(context);
  await signIn(opened, who);
  await expect.poll(async () => (await keptIn(opened)).pages).toContain("/");
  for (const path of ["/me/bookings", "/account"]) await opened.goto(path);
  await expect.poll(async () => (await keptIn(opened)).pages).toContain("/me/bookings");
  return opened;
}

describe.skipIf(!hasBrowser)("a student without a network", () => {
  test("reads the pages she has seen, is told from when they are, and goes on with the network", async () => {
    const context = await window({ width: 390 });
    const opened = await reader("student", context);
    expect((await keptIn(opened)).pages).not.toContain("/account");
    expect(await opened.locator(banner).count()).toBe(0);
    await opened.goto("/me/bookings");
    const heading = await opened.locator("h1").innerText();

    await context.setOffline(true);
    await opened.goto("/me/bookings");
    expect(await opened.locator("h1").innerText()).toBe(heading);
    expect(await opened.locator(banner).innerText()).toMatch(/uten nett.*\d\d:\d\d/i);
    // With its styles: the banner is a row with a border, as every notice.
    expect(await opened.locator(banner).evaluate((it) => getComputedStyle(it).display)).toBe(
      "flex",
    );
    await expectFits(opened);
    await expectAccessible(opened);
    await shot(opened, "offline-me-bookings-student-nb-light-390");
    // What she never saw leads to the page that she has, which says that it is old.
    await opened.goto("/me/never-seen");
    expect(new URL(opened.url()).pathname).toBe("/");
    expect(await opened.locator(banner).count()).toBe(1);

    await context.setOffline(false);
    await opened.goto("/me/bookings");
    expect(await opened.locator(banner).count()).toBe(0);
    expectSound(opened);
  });

  test("leaves nothing behind when she signs out", async () => {
    const context = await window({ width: 390 });
    const opened = await reader("student", context);
    await opened.click(".person-menu summary");
    await opened.click("form[action='/sign-out'] button");
    await opened.waitForURL(/\/sign-in/);
    await expect.poll(() => everything(opened)).toEqual([]);
    await context.setOffline(true);
    await expect(opened.goto("/me/bookings")).rejects.toThrow(
      /ERR_INTERNET_DISCONNECTED|ERR_FAILED/,
    );
  });

  test("her pages go when somebody else signs in, and staff leave none at all", async () => {
    const context = await window();
    const opened = await reader("student", context);
    const [hers] = (await keptIn(opened)).stores;
    // Her session ends without a word, as when its cookie has run out.
    await context.clearCookies();
    await signIn(opened, "guardian");
    await expect.poll(async () => (await keptIn(opened)).pages).toContain("/");
    const { stores } = await keptIn(opened);
    expect(stores).toHaveLength(1);
    expect(stores).not.toContain(hers);
    await context.clearCookies();
    await signIn(opened, "two_schools");
    for (const path of ["/", "/students"]) await opened.goto(path);
    expect(await everything(opened)).toEqual([]);
    await context.setOffline(true);
    await expect(opened.goto("/students")).rejects.toThrow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  });

  test("without JavaScript nothing is kept and everything works", async () => {
    const opened = await page({ js: false });
    await signIn(opened, "student");
    await opened.goto("/me/bookings");
    expect(await opened.locator("h1").count()).toBe(1);
    expect(await opened.locator(banner).count()).toBe(0);
  });
});
