import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { addDays, dayOf } from "../worker/lib/dates.ts";
import { expectAccessible, expectSound, hasBrowser, page } from "./browser.ts";
import { asking, emmaId, newTeacher, send, soon } from "./own_data.ts";
import { windowOf } from "./people.ts";

const one = /\/me\/bookings\/[0-9a-f-]{36}$/;
const text = (opened: Page) => opened.locator("main").innerText();

/** The first of the free times that are shown, or of a later week's. */
async function take(opened: Page): Promise<void> {
  const times = opened.locator("main section form button[type=submit]");
  while ((await times.count()) === 0) {
    await opened.locator("nav.pager a").last().click();
    await opened.waitForLoadState();
  }
  await times.first().click();
  await opened.waitForURL(one);
}

async function callOff(opened: Page): Promise<string> {
  await opened.click("details.confirm summary");
  const question = await opened.locator("details.confirm .popup-body").innerText();
  await opened.click("details.confirm form button[type=submit]");
  await opened
    .locator(".ds-alert", { hasText: /avlyst/i })
    .first()
    .waitFor();
  return question;
}

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true },
  { how: "without JavaScript", js: false },
])("$how", ({ js }) => {
  test("a student keeps a free time, confirms it, moves it and calls it off for nothing", async () => {
    const opened = await page(await windowOf("student", { js, width: 390 }));
    const from = addDays(dayOf(new Date().toISOString()), 8);
    await opened.goto(`/me/bookings/new?from=${from}`);
    await take(opened);
    expect(await opened.locator("h1").innerText()).toBe("Bekreft timen");
    expect(await text(opened)).toContain("Etter fristen, eller om du ikke møter");
    if (js) await expectAccessible(opened);
    await opened.click("form[action$='/confirmation'] button");
    await opened.locator("a[href$='/move']").waitFor();
    expect(await text(opened)).toContain("Booket");
    const before = await opened.locator("h1").innerText();

    await opened.click("a[href$='/move']");
    await opened.waitForURL(/\/move$/);
    await opened.goto(`${opened.url()}?from=${addDays(from, 7)}`);
    await take(opened);
    expect(await opened.locator("h1").innerText()).not.toBe(before);

    expect(await callOff(opened)).toContain("Det er gratis til");
    expect(await text(opened)).toContain("Avlyst");
    expect(await opened.locator("a[href$='/move']").count()).toBe(0);
    expectSound(opened);
  });

  test("a late cancellation costs what was said, until the owner waives it", async () => {
    const office = await asking("owner");
    const student = await emmaId(office);
    const teacher = await newTeacher(office, `Åkersen ${js}`);
    const startsAt = soon();
    const endsAt = new Date(Date.parse(startsAt) + 45 * 60_000).toISOString();
    const lesson = { kind: "lesson", classCode: "B", studentId: student, startsAt, endsAt };
    const body = { ...lesson, instructorId: teacher.id, anyway: true };
    const booked = await send(office, "/bookings", { body });
    expect(booked.status, JSON.stringify(booked.json)).toBe(201);

    const opened = await page(await windowOf("student", { js }));
    await opened.goto(`/me/bookings/${booked.json.id}`);
    expect(await callOff(opened)).toMatch(/Fristen gikk ut .* koster 100 %/);

    const owner = await page(await windowOf("owner", { js }));
    await owner.goto(`/students/${student}/money?status=due`);
    const fee = owner.locator("main table tbody tr", { hasText: "avbestilt for sent" });
    await fee.locator("a").first().click();
    await owner.waitForURL(/\/charges\//);
    expect(await text(owner)).toContain("Avbestilt for sent: 100 prosent av prisen");
    await owner.fill("textarea[name=reason]", "Bilen til familien sto i kø på E6.");
    await owner.click("form[action$='/waiver'] button[type=submit]");
    await owner
      .locator(".ds-alert", { hasText: /ettergitt/i })
      .first()
      .waitFor();
    expect(await text(owner)).toContain("Ettergitt");
    expectSound(owner);

    await opened.goto("/me/money");
    expect(await text(opened)).toContain("Ettergitt");
    expectSound(opened);
  });
});
