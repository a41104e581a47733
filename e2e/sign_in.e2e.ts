import { describe, expect, test } from "vitest";
import { expectSound, hasBrowser, page, window } from "./browser.ts";
import { linkIn, mailsTo, mailTo } from "./mail.ts";
import { accountOf, codeOf, passwordChanged, passwordOf, signIn } from "./people.ts";

const ways = [
  { how: "with JavaScript", js: true, who: "instructor", reset: "guardian" },
  { how: "without JavaScript", js: false, who: "academic_leader", reset: "student" },
] as const;

describe.skipIf(!hasBrowser).each(ways)("$how", ({ js, who, reset }) => {
  test("signs in with the second factor, and a wrong password says so", async () => {
    const opened = await page({ js });
    await opened.goto("/students");
    expect(new URL(opened.url()).pathname).toBe("/sign-in");
    await opened.fill("input[name=email]", accountOf(who).email);
    await opened.fill("input[name=password]", "ikke passordet mitt");
    await opened.click("main form button[type=submit]");
    expect(await opened.inputValue("input[name=email]")).toBe(accountOf(who).email);
    expect(await opened.inputValue("input[name=password]")).toBe("");
    expect(await opened.locator("[role=alert]").count()).toBeGreaterThan(0);

    await opened.fill("input[name=password]", passwordOf(who));
    await opened.click("main form button[type=submit]");
    await opened.waitForURL(/\/sign-in\/code/);
    await opened.fill("input[name=code]", "000000");
    await opened.click("main form button[type=submit]");
    expect(await opened.locator("[role=alert]").count()).toBeGreaterThan(0);
    await opened.fill("input[name=code]", await codeOf(accountOf(who).seed ?? ""));
    await opened.click("main form button[type=submit]");
    // Where she was going before she was asked who she is.
    await opened.waitForURL(/\/students$/);
    expect(await opened.locator(".person-name").innerText()).toContain(accountOf(who).name[0]);
    expectSound(opened);
  });

  test("resets the password by a link in a mail that works once", async () => {
    const { email } = accountOf(reset);
    const opened = await page({ js });
    await opened.goto("/sign-in");
    await opened.click("a[href='/forgot']");
    await opened.fill("input[name=email]", email);
    await opened.click("main form button[type=submit]");
    await opened.waitForURL(/\/forgot\/sent/);
    const link = linkIn(await mailTo(email, /passord|password/i));

    await opened.goto(link);
    await opened.fill("input[name=password]", "kort");
    await opened.click("main form button[type=submit]");
    expect(await opened.locator("[role=alert]").count()).toBeGreaterThan(0);
    const chosen = `tre-epler-i-gresset-${reset}`;
    await opened.fill("input[name=password]", chosen);
    await opened.click("main form button[type=submit]");
    await opened.waitForURL(/\/sign-in/);

    await opened.fill("input[name=email]", email);
    await opened.fill("input[name=password]", passwordOf(reset));
    await opened.click("main form button[type=submit]");
    expect(await opened.locator("[role=alert]").count()).toBeGreaterThan(0);
    passwordChanged(reset, chosen);
    await opened.fill("input[name=password]", passwordOf(reset));
    await opened.click("main form button[type=submit]");
    await opened.waitForURL((at) => !at.pathname.startsWith("/sign-in"));
    expect(await opened.locator(".person-name").count()).toBeGreaterThan(0);

    expect((await opened.goto(link))?.status()).toBe(410);
    expectSound(opened);
  });

  test("an address that nobody has gets the same answer, and no mail", async () => {
    const opened = await page({ js });
    const nobody = `ingen.${js}@demo.example.no`;
    await opened.goto("/forgot");
    await opened.fill("input[name=email]", nobody);
    await opened.click("main form button[type=submit]");
    await opened.waitForURL(/\/forgot\/sent/);
    expect(await mailsTo(nobody)).toEqual([]);
  });
});

test.skipIf(!hasBrowser)("signs out, and the back button shows nothing", async () => {
  const opened = await page(await window());
  await signIn(opened, "two_schools");
  await opened.goto("/students");
  await opened.click(".person-menu summary");
  await opened.click("form[action='/sign-out'] button");
  await opened.waitForURL((at) => !at.pathname.startsWith("/students"));
  await opened.goBack();
  await opened.waitForLoadState();
  expect(await opened.locator("table tbody tr").count()).toBe(0);
  await opened.goto("/students");
  expect(new URL(opened.url()).pathname).toBe("/sign-in");
  expectSound(opened);
});
