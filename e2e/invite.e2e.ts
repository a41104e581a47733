import { describe, expect, test } from "vitest";
import { expectAccessible, expectSound, hasBrowser, page } from "./browser.ts";
import { linkIn, mailTo } from "./mail.ts";
import { codeOf, proveAgain, windowOf } from "./people.ts";

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true },
  { how: "without JavaScript", js: false },
])("$how", ({ js }) => {
  test("the owner invites a colleague, who joins and sets up her second factor", async () => {
    const email = `ny.${js}@demo.example.no`;
    const owner = await page(await windowOf("owner", { js }));
    await owner.goto("/people/invitations/new");
    await owner.fill("input[name=name]", "Turid Ny");
    await owner.fill("input[name=email]", email);
    await owner.check("input[name=roles][value=office]");
    const send = "main form[action='/people/invitations'] button[type=submit]";
    await owner.click(send);
    await owner.waitForLoadState();
    if (await owner.locator("form[action='/step-up']").count()) {
      await proveAgain(owner, "owner");
      await owner.click(send); // what she had written goes with her
    }
    await owner.waitForURL(/\/people/);
    expect(await owner.locator("main").innerText()).toContain(email);
    await mailTo(email);
    await owner.goto("/mail");
    await owner.click(`main table tbody tr:has-text("${email}") a`);
    await owner.waitForURL(/\/mail\/[0-9a-f-]{36}/);
    expect(await owner.locator("main").innerText()).toContain(email);
    if (js) await expectAccessible(owner);
    expectSound(owner);

    const opened = await page({ js });
    await opened.goto(linkIn(await mailTo(email)));
    expect(await opened.inputValue("input[name=name]")).toBe("Turid Ny");
    const password = `blå-vott-på-stativ-${js}`;
    await opened.fill("input[name=password]", password);
    await opened.click("main form button[type=submit]");
    await opened.waitForURL(/\/sign-in/);
    await opened.fill("input[name=email]", email);
    await opened.fill("input[name=password]", password);
    await opened.click("main form button[type=submit]");
    await opened.waitForURL((at) => !at.pathname.startsWith("/sign-in"));

    await opened.goto("/account/second-factor");
    await opened.click("main form[action='/account/second-factor'] button[type=submit]");
    if (await opened.locator("input[name=password]").count()) {
      await opened.fill("input[name=password]", password);
      await opened.click("main form button[type=submit]");
    }
    await opened.waitForURL(/second-factor/);
    const seed = (await opened.locator("main code").first().innerText()).replaceAll(/\s/g, "");
    await opened.fill("input[name=code]", await codeOf(seed));
    await opened.click("form[action='/account/second-factor/confirmation'] button[type=submit]");
    await opened.waitForLoadState();
    // Recovery codes, shown this once.
    expect(await opened.locator("main code, main li code").count()).toBeGreaterThanOrEqual(8);
    expectSound(opened);
  });
});
