import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { addDays, dayOf, mondayOf } from "../worker/lib/dates.ts";
import { expectAccessible, expectFits, expectSound, hasBrowser, page, shot } from "./browser.ts";
import { windowOf } from "./people.ts";

// A Saturday on which nobody works: the grid is empty, and every booking on it is warned about.
const monday = addDays(mondayOf(dayOf(new Date().toISOString())), 28);
const saturday = addDays(monday, 5);
const week = `/calendar?view=week&date=${monday}`;

const column = (opened: Page) => opened.locator(`.cal-col[data-date="${saturday}"]`);
const meeting = (opened: Page, title: string) =>
  column(opened).locator("li.slot-event", { hasText: title });
const dialog = (opened: Page) => opened.locator("dialog[open]");

/** Where a time stands in the Saturday's column, in pixels of the window. */
async function pointAt(opened: Page, hour: number) {
  await column(opened).scrollIntoViewIfNeeded();
  return column(opened).evaluate((element, at) => {
    const cal = element.closest<HTMLElement>(".cal");
    const box = element.querySelector(".cal-body")?.getBoundingClientRect();
    const { from = "0", to = "0" } = cal?.dataset ?? {};
    if (!box) return { x: 0, y: 0 };
    const hours = Number(to) - Number(from);
    const y = box.top + ((at - Number(from)) / hours) * box.height;
    return { x: box.left + box.width / 2, y };
  }, hour);
}

async function drag(opened: Page, from: number, to: number) {
  const [a, b] = [await pointAt(opened, from), await pointAt(opened, to)];
  await opened.mouse.move(a.x, a.y);
  await opened.mouse.down();
  await opened.mouse.move(a.x, (a.y + b.y) / 2, { steps: 4 });
  await opened.mouse.move(b.x, b.y, { steps: 4 });
  await opened.mouse.up();
}

describe.skipIf(!hasBrowser)("with JavaScript", () => {
  test("marks, books, moves and is refused by hand; another reader sees it happen", async () => {
    const own = await page(await windowOf("instructor"));
    const other = await page(await windowOf("office"));
    await own.goto(week);
    await own.waitForSelector('.cal-live[data-live="on"]');
    const id = await column(own).getAttribute("data-id");
    await other.goto(`${week}&instructor=${id}`);
    await other.waitForSelector('.cal-live[data-live="on"]');

    await drag(own, 10.05, 10.95); // the hour from ten to eleven
    await dialog(own).waitFor();
    expect(await dialog(own).locator("input[type=time]").inputValue()).toBe("10:00");
    expect(await dialog(own).locator("input[type=number]").inputValue()).toBe("60");
    await dialog(own).locator("select").first().selectOption("meeting");
    await dialog(own).locator("input[type=text]").fill("Samtale");
    await expectAccessible(own);
    await shot(own, "calendar-quick-create");
    await dialog(own).locator("button[type=submit]").click();
    await dialog(own).locator("[role=alert]").waitFor();
    expect(await dialog(own).locator("[role=alert]").innerText()).toMatch(/har vanligvis fri/i);
    await dialog(own).locator("[role=alert] button").click();
    await meeting(own, "10:00–11:00").waitFor();
    await meeting(other, "Samtale").waitFor(); // nobody has loaded the other page again
    expect(await own.evaluate(() => document.activeElement?.textContent)).toContain("Samtale");

    await drag(own, 10.5, 12.5);
    await dialog(own).waitFor();
    await shot(own, "calendar-refused");
    await expectAccessible(own);
    expect(await meeting(own, "10:00–11:00").count()).toBe(1); // it stands where it stood
    await dialog(own).locator("[role=alert] button").click();
    await meeting(own, "12:00–13:00").waitFor();
    await meeting(other, "12:00–13:00").waitFor();

    const block = { kind: "block", title: "Opptatt", instructorId: id, anyway: true };
    const day = (at: string) => `${saturday}T${at}:00.000Z`;
    const taken = await other.evaluate(
      (body) =>
        fetch("/api/v1/bookings", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        }).then(({ status }) => status),
      { ...block, startsAt: day("14:00"), endsAt: day("15:00") },
    );
    expect(taken).toBe(201);
    await meeting(own, "Opptatt").first().waitFor();
    const [start] = (await meeting(own, "Opptatt").first().innerText()).split("–");
    const hour = Number(start?.slice(0, 2));
    await drag(own, 12.5, hour + 0.5);
    await dialog(own).waitFor();
    expect(await dialog(own).locator("[role=alert] button").count()).toBe(0); // no way round
    await own.keyboard.press("Escape");
    expect(await meeting(own, "12:00–13:00").count()).toBe(1);
    expectSound(own);
    expectSound(other);
  });

  test("offers what fits the student's class, and nothing else", async () => {
    const own = await page(await windowOf("instructor"));
    await own.goto(week);
    await own.waitForSelector('.cal-live[data-live="on"]');
    await drag(own, 8.05, 8.95);
    const vehicles = dialog(own).locator("label", { hasText: "Kjøretøy" });
    await vehicles.locator("option", { hasText: "FK8812" }).waitFor({ state: "attached" });
    await dialog(own).locator("input[type=search]").fill("Emma Sol");
    await dialog(own).locator(".cal-found button").first().click();
    // A motorcycle for A, a car whose inspection is overdue and a trailer are no cars for B.
    for (const plate of ["FK8812", "ZT2034", "DN52018", "PX4410"])
      await vehicles.locator("option", { hasText: plate }).waitFor({ state: "detached" });
    expect(await vehicles.locator("option", { hasText: "EF31907" }).count()).toBe(1);
    await shot(own, "calendar-offers");
    await expectAccessible(own);
    expectSound(own);
  });

  test("moves by keyboard, and on a phone with a finger", async () => {
    for (const width of [1280, 390] as const) {
      const opened = await page(await windowOf("instructor", { width }));
      await opened.goto(week);
      const button = meeting(opened, "Samtale").locator("button.ev-move");
      await button.waitFor();
      expect(await button.getAttribute("aria-label")).toContain("Samtale");
      if (width === 390) await button.tap();
      else {
        await button.focus();
        await opened.keyboard.press("Enter");
      }
      await dialog(opened).waitFor();
      const to = width === 390 ? "09:00" : "11:00";
      await dialog(opened).locator("input[type=time]").fill(to);
      await shot(opened, `calendar-move-${width}`);
      await dialog(opened).locator("button[type=submit]").click();
      await dialog(opened).locator("[role=alert] button").click();
      await meeting(opened, `${to}–`).waitFor();
      await expectFits(opened);
      expectSound(opened);
    }
  });
});

describe.skipIf(!hasBrowser)("without JavaScript", () => {
  test("looks through the weeks, chooses whose, and books a free time", async () => {
    const opened = await page(await windowOf("office", { js: false }));
    await opened.goto("/calendar?view=week");
    const title = await opened.locator("h1").innerText();
    await opened.click(".cal-moves a[rel=next]");
    expect(await opened.locator("h1").innerText()).not.toBe(title);
    await opened.click(".team tbody th a");
    await opened.waitForSelector(".cal");
    await opened.click(".cal-views a >> nth=0"); // a day of hers
    await opened.goto(`/calendar?view=week&date=${monday}${await instructorIn(opened)}`);
    await opened.locator(".slot-free a").first().click();
    await opened.waitForURL(/\/bookings\/new\?on=.*&at=.*&instructor=/);
    expect(await opened.locator("h1").count()).toBe(1);
    expectSound(opened);
  });
});

const instructorIn = async (opened: Page) => {
  const id = new URL(opened.url()).searchParams.get("instructor");
  return `&instructor=${id}`;
};
