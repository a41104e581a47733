import { describe, expect, test } from "vitest";
import { expectSound, hasBrowser, page } from "./browser.ts";
import { windowOf } from "./people.ts";

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true, name: "Ærlig", birthDate: "2008-04-05", phone: "912 34 567" },
  {
    how: "without JavaScript",
    js: false,
    name: "Ørjan",
    birthDate: "2007-11-30",
    phone: "934 56 789",
  },
])("$how", ({ js, name, birthDate, phone }) => {
  test("registers a student, once, and keeps what was typed when something is wrong", async () => {
    const opened = await page(await windowOf("office", { js }));
    await opened.goto("/students/new");
    await opened.fill("input[name=firstName]", name);
    await opened.fill("input[name=lastName]", "Prøve-Ås");
    await opened.fill("input[name=phone]", "12");
    const save = "main form[action='/students'] button[type=submit]:not([name])";
    await opened.click(save);
    await opened.waitForLoadState();
    expect(await opened.inputValue("input[name=firstName]")).toBe(name);
    expect(await opened.inputValue("input[name=phone]")).toBe("12");
    expect(await opened.locator(".ds-error-summary li").count()).toBeGreaterThanOrEqual(2);

    await opened.fill("input[name=birthDate]", birthDate);
    await opened.fill("input[name=phone]", phone);
    const classB = opened.locator("input[name=classes][value=B]");
    if (await classB.count()) await classB.check();
    // Twice, as an impatient hand does: one student.
    await opened.dblclick(save);
    await opened.waitForURL(/\/students\/[0-9a-f-]{36}/);
    expect(await opened.locator("h1").innerText()).toContain(name);
    await opened.goto(`/students?q=${encodeURIComponent(name)}`);
    expect(await opened.locator("table tbody tr").count()).toBe(1);
    expectSound(opened);
  });

  test("a change over somebody else's change shows both", async () => {
    const context = await windowOf("office", { js });
    const [mine, theirs] = [await page(context), await page(context)];
    await mine.goto(`/students?q=${encodeURIComponent(name)}`);
    await mine.click("table tbody tr a");
    await mine.waitForURL(/\/students\/[0-9a-f-]{36}/);
    const edit = `${new URL(mine.url()).pathname}/edit`;
    await mine.goto(edit);
    await theirs.goto(edit);
    const save = "main form[action^='/students/'] button[type=submit]:not([name])";
    await theirs.fill("input[name=address]", "Deres vei 1");
    await theirs.click(save);
    await theirs.waitForURL((at) => !at.pathname.endsWith("/edit"));
    await mine.fill("input[name=address]", "Min vei 2");
    await mine.click(save);
    await mine.waitForLoadState();
    expect(await mine.locator("main").innerText()).toContain("Deres vei 1");
    expect(await mine.inputValue("input[name=address]")).toBe("Min vei 2");
    // Having seen both, she decides.
    await mine.click(save);
    await mine.waitForURL((at) => !at.pathname.endsWith("/edit"));
    expect(await mine.locator("main").innerText()).toContain("Min vei 2");
    expectSound(mine);
  });
});
