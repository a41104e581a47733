import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, expectFits, expectSound, hasBrowser, page, shot } from "./browser.ts";
import { accountOf, codeOf, passwordOf, signedIn, signedOut, windowOf } from "./people.ts";

// What somebody typed is not lost: neither to a colleague nor to a session that is over.

const ways = [
  { how: "with JavaScript", js: true, width: 1280, plate: "EV71001", colour: "Blå" },
  { how: "without JavaScript, on a phone", js: false, width: 390, plate: "EV71002", colour: "Rød" },
] as const;
const save = "main form[action^='/vehicles'] .actions button[type=submit]:not([formaction])";

async function newCar(opened: Page, plate: string): Promise<string> {
  await opened.goto("/vehicles/new");
  await opened.fill("input[name=plate]", plate);
  await opened.selectOption("select[name=kind]", "car");
  await opened.selectOption("select[name=gearbox]", "manual");
  await opened.fill("input[name=make]", "Volkswagen");
  await opened.locator(save).last().click();
  await opened.waitForURL(/\/vehicles\/[0-9a-f-]{36}$/);
  return new URL(opened.url()).pathname;
}

describe.skipIf(!hasBrowser).each(ways)("$how", ({ js, width, plate, colour }) => {
  test("two who change one vehicle: nothing untouched is lost, and what both changed is chosen", async () => {
    const context = await windowOf("office", { js, width });
    const [mine, theirs] = [await page(context), await page(context)];
    const where = await newCar(mine, plate);
    await mine.goto(`${where}/edit`);
    await theirs.goto(`${where}/edit`);
    await theirs.fill("input[name=insurer]", "Fremtind");
    await theirs.fill("input[name=model]", "Golf");
    await theirs.locator(save).last().click();
    await theirs.waitForURL(new RegExp(`${where}$`));

    await mine.fill("textarea[name=note]", `${colour} bil`);
    await mine.fill("input[name=model]", "Polo");
    await mine.locator(save).last().click();
    const note = mine.locator(".ds-alert", { hasText: "Noen andre har endret dette imens" });
    await note.waitFor();
    expect(await mine.locator("fieldset.clash").count()).toBe(1);
    expect(await mine.locator("fieldset.clash").innerText()).toMatch(/Polo[\s\S]*Golf/);
    expect(await mine.inputValue("input[name=insurer]")).toBe("Fremtind");
    expect(await mine.inputValue("textarea[name=note]")).toBe(`${colour} bil`);
    if (js) await expectAccessible(mine);
    await expectFits(mine);
    await shot(mine, `merged-${width}`);
    await mine.check("fieldset.clash input[value=Golf]");
    await mine.locator(save).last().click();
    await mine.waitForURL(new RegExp(`${where}$`));
    for (const text of ["Golf", "Fremtind", `${colour} bil`])
      expect(await mine.locator("main").innerText()).toContain(text);
    expectSound(mine);
    expectSound(theirs);
  });

  test("a form whose session is over comes back after signing in again", async () => {
    const who = js ? "owner" : "academic_leader";
    const context = await windowOf(who, { js, width });
    const [opened, other] = [await page(context), await page(context)];
    const { email, seed = "", name: names } = accountOf(who);
    const name = names.join(" ");
    await opened.goto("/account");
    const form = "main form[action='/account']";
    await opened.fill(`${form} input[name=name]`, `${name} (ny)`);
    // Another tab leaves: this one does not know.
    await other.goto("/account");
    await other.locator("details:has(form[action='/sign-out']) > summary").first().click();
    await other.locator("form[action='/sign-out'] button:visible").click();
    await other.waitForURL(/\/sign-in/);
    signedOut(who);
    await opened.click(`${form} button[type=submit]`);
    await opened.locator("h1", { hasText: "Logg inn igjen" }).waitFor();
    if (js) await expectAccessible(opened);
    await expectFits(opened);
    await shot(opened, `again-${width}`);
    await opened.fill("input[name=email]", email);
    await opened.fill("input[name=password]", passwordOf(who));
    await opened.click("main form button[type=submit]");
    await opened.fill("input[name=code]", await codeOf(seed));
    await opened.locator("main form[action='/sign-in/code'] button").dblclick();
    await opened.locator("h1", { hasText: "er tatt vare på" }).waitFor();
    await signedIn(who, opened);
    if (js) await expectAccessible(opened);
    await shot(opened, `kept-${width}`);
    await opened.click("main form[action='/account'] button[type=submit]");
    await opened.locator(".ds-alert", { hasText: "Dette hadde du skrevet" }).waitFor();
    expect(await opened.inputValue(`${form} input[name=name]`)).toBe(`${name} (ny)`);
    if (js) await expectAccessible(opened);
    // Nothing was saved by it: she thinks better of it.
    await opened.goto("/account");
    expect(await opened.inputValue(`${form} input[name=name]`)).toBe(name);
    expectSound(opened);
  });

  test("a link that was cut off says what to do", async () => {
    const opened = await page({ js, width });
    await opened.goto("/link/reset/ikke-hele-lenken");
    expect(await opened.locator("main").innerText()).toContain("Lenken er ikke hel");
    await opened.click("main a[href='/forgot']");
    await opened.waitForURL(/\/forgot$/);
    expectSound(opened);
  });
});
