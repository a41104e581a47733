import { describe, expect, test } from "vitest";
import { addDays } from "../worker/lib/dates.ts";
import { expectAccessible, expectSound, hasBrowser, page } from "./browser.ts";
import { asking, newStudent, newTeacher, quietDay } from "./own_data.ts";
import { windowOf } from "./people.ts";

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true },
  { how: "without JavaScript", js: false },
])("$how", ({ js }) => {
  test("plans a week, books in it, and a series that says what it could not book", async () => {
    const setUp = await asking("owner");
    const teacher = await newTeacher(setUp, `Åkerplan ${js}`);
    const student = await newStudent(setUp, `Årplan ${js}`);
    const [day, third] = [quietDay(), addDays(quietDay(), 14)];

    // When she works: Monday to Friday, with a pause.
    const opened = await page(await windowOf("owner", { js }));
    await opened.goto(`/employees/${teacher.id}/hours`);
    for (const n of [1, 2, 3, 4, 5]) await opened.fill(`input[name=day${n}]`, "8-12, 12.30-16");
    await opened.click(`form[action='/employees/${teacher.id}/hours'] button[type=submit]`);
    await opened.waitForURL(new RegExp(`/employees/${teacher.id}$`));

    // A free time of hers in the calendar leads to whom it is for, and to the form.
    await opened.goto(`/calendar?view=week&date=${third}&instructor=${teacher.id}`);
    const free = opened.locator(`.cal-col[data-date="${third}"] .slot-free a`).first();
    await opened.goto((await free.getAttribute("href")) ?? "");
    await opened.fill("search.searchbar input[name=q]", student.name);
    await opened.press("search.searchbar input[name=q]", "Enter");
    await opened.waitForURL(/q=/);
    await opened.click(`main table tbody a:has-text("${student.name}")`);
    await opened.waitForURL(/student=/);
    const field = (name: string) => opened.locator(`main [name=${name}]`);
    expect(await field("on").inputValue()).toBe(third);
    expect(await field("instructorId").inputValue()).toBe(teacher.id);
    await field("at").fill("10:00");
    await field("minutes").fill("90");
    const save = "main form .actions button[type=submit]";
    await opened.click(save);
    await opened.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
    expect(await opened.locator("h1").innerText()).toBe(student.name);
    expect(await opened.locator("main").innerText()).toContain("10:00–11:30");

    // Every week for four weeks, at the same time: the third is hers already.
    const asked = `student=${student.id}&instructor=${teacher.id}`;
    await opened.goto(`/bookings/new?${asked}&on=${day}&at=10:30&minutes=45`);
    await field("repeat").fill("4");
    await opened.click(save);
    await opened.locator("h1", { hasText: "Serie" }).waitFor();
    const series = opened.locator("main");
    expect(await series.locator("li a[href^='/bookings/']").count()).toBe(3);
    expect(await series.innerText()).toContain(teacher.name);
    const elsewhere = series.locator("a[href^='/bookings/new?']");
    for (const said of [student.id, third, "minutes=45"])
      expect(await elsewhere.getAttribute("href")).toContain(said);
    if (js) await expectAccessible(opened);

    await opened.goto(`/calendar?view=week&date=${day}&instructor=${teacher.id}`);
    const lessons = opened.locator(`.cal-col[data-date="${day}"] li.slot-event`);
    expect(await lessons.innerText()).toContain(student.name);
    expectSound(opened);
  });
});
