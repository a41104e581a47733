import { describe, expect, test } from "vitest";
import { expectAccessible, expectSound, hasBrowser, page } from "./browser.ts";
import { asking, newStudent } from "./own_data.ts";
import { windowOf } from "./people.ts";

const invoice = /\/invoices\/[0-9a-f-]{36}$/;

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true },
  { how: "without JavaScript", js: false },
])("$how", ({ js }) => {
  test("from what is due to an invoice, its payment, and a credit note", async () => {
    const student = await newStudent(await asking("owner"), `Årkrone ${js}`);
    const opened = await page(await windowOf("office", { js }));
    const text = () => opened.locator("main").innerText();

    for (const [what, unit] of [
      ["Lærebok", "480"],
      ["Oppmelding", "250,50"],
    ] as const) {
      await opened.goto(`/students/${student.id}/money/charges/new`);
      await opened.fill("input[name=text]", what);
      await opened.fill("input[name=unit]", unit);
      await opened.locator("[name=vatCode]").selectOption({ index: 1 });
      await opened.click("form[action$='/charges'] button[type=submit]");
      await opened.waitForURL(/\/charges\/[0-9a-f-]{36}$/);
    }

    await opened.goto("/invoices/new");
    await opened.click(`main table a[href="/invoices/new?student=${student.id}"]`);
    await opened.waitForURL(/student=/);
    expect(await opened.locator("input[name=ids]:checked").count()).toBe(2);
    await opened.dblclick("form[action='/invoices'] button[type=submit]"); // one draft
    await opened.waitForURL(invoice);
    await opened.click("form[action$='/issue'] button[type=submit]");
    await opened.locator("a[href^='/payments/new?invoice=']").waitFor();
    const at = opened.url();
    expect(await text()).toContain("KID");
    if (js) await expectAccessible(opened);

    await opened.click("a[href^='/payments/new?invoice=']");
    expect(await opened.inputValue("input[name=amount]")).toBe("730,50");
    await opened.fill("input[name=amount]", "730,505");
    await opened.click("form[action='/payments'] button[type=submit]");
    await opened.locator(".ds-error-summary a").first().waitFor();
    await opened.fill("input[name=amount]", "730,50");
    await opened.click("form[action='/payments'] button[type=submit]");
    await opened.waitForURL(/\/payments\/[0-9a-f-]{36}$/);
    await opened.goto(at);
    expect(await text()).toContain("Gjort opp");

    await opened.click("a[href$='/credit']");
    await opened.waitForURL(/\/credit$/);
    await opened.locator("input[name=ids]").last().uncheck();
    await opened.fill("textarea[name=reason]", "Hun hadde boken fra før.");
    await opened.click("form[action$='/credit'] button[type=submit]");
    await opened.waitForURL((url) => invoice.test(url.href) && url.href !== at);
    expect(await opened.locator("h1").innerText()).toContain("Kreditnota");
    expect(await text()).toContain("Lærebok");
    expect(await text()).not.toContain("Oppmelding");
    await opened.goto(`/students/${student.id}/money?view=entries`);
    expect(await text()).toContain("480");
    expectSound(opened);
  });
});
