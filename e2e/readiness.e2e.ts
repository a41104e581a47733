import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { addDays, dayOf } from "../worker/lib/dates.ts";
import { expectSound, hasBrowser, page } from "./browser.ts";
import { linkIn, mailTo } from "./mail.ts";
import { windowOf } from "./people.ts";

const today = dayOf(new Date().toISOString());
const ago = (days: number) => addDays(today, -days);

/** A day in the dark months, before the driving of this journey begins. */
function darkDay(): string {
  let day = ago(150);
  while (day.slice(5) > "03-10" && day.slice(5) < "11-05") day = addDays(day, -1);
  return day;
}

const save = "main form[method=post] .actions button[type=submit]";
const send = async (opened: Page, to: RegExp) => {
  await opened.click(save);
  await opened.waitForURL(to);
};

/** The basic traffic course: many students in a room, so it is recorded and not booked one by one. */
const courses = [
  { step: "tgk", on: ago(340), minutes: 135, themes: ["1.1"] },
  { step: "tgk", on: ago(338), minutes: 135, themes: ["1.2", "1.3"] },
  { step: "tgk", on: ago(336), minutes: 180, themes: ["1.4"] },
  { step: "first_aid", on: ago(334), minutes: 180, themes: ["1.5", "1.6"] },
  { step: "dark", on: darkDay(), minutes: 135, themes: ["1.7"] },
];

type Given = { step: string; days: number; minutes: number; kind?: "assessment" | "course" };
const driving: Given[] = [
  { step: "2.lesson", days: 120, minutes: 90 },
  { step: "2.assessment", days: 110, minutes: 45, kind: "assessment" },
  { step: "3.lesson", days: 100, minutes: 90 },
  { step: "3.track", days: 90, minutes: 180, kind: "course" },
  { step: "3.assessment", days: 80, minutes: 60, kind: "assessment" },
  { step: "4.risk", days: 60, minutes: 90, kind: "course" },
  { step: "4.rural", days: 58, minutes: 225, kind: "course" },
  { step: "4.varied", days: 56, minutes: 180, kind: "course" },
  { step: "4.summary", days: 50, minutes: 90, kind: "course" },
];

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true, at: "05.00" },
  { how: "without JavaScript", js: false, at: "1930" },
])("$how", ({ js, at }) => {
  test("from registration to readiness for the practical test of class B", {
    timeout: 120_000,
  }, async () => {
    const office = await page(await windowOf("office", { js }));
    const teacher = await page(await windowOf("instructor", { js, width: 390 }));
    const email = `klar.${js}@demo.example.no`;

    // The office registers her, and gives her an account of her own.
    await office.goto("/students/new");
    await office.fill("input[name=firstName]", js ? "Åshild" : "Øydis");
    await office.fill("input[name=lastName]", "Kjøreklar");
    await office.fill("input[name=birthDate]", ago(19 * 365));
    await office.fill("input[name=email]", email);
    await office.check("input[name=classes][value=B]");
    await office.click("main form[action='/students'] button[type=submit]:not([name])");
    await office.waitForURL(/\/students\/[0-9a-f-]{36}$/);
    const home = new URL(office.url()).pathname;
    const id = home.split("/")[2] ?? "";
    await office.click("form[action$='/invitation'] button[type=submit]");
    await office.locator("main", { hasText: `Invitasjon sendt til ${email}` }).waitFor();
    const student = await page({ js, width: 390 });
    await join(student, email);

    // A test is refused as long as the law wants more of her.
    await bookTest(office, id);
    await office.locator(".reasons").first().waitFor();
    expect(await office.locator(".reasons").first().innerText()).toContain("Teoriprøven");

    for (const course of courses) {
      await teacher.goto(`${home}/training/records/new?step=B.1.${course.step}`);
      await teacher.fill("input[name=onDate]", course.on);
      await teacher.fill("input[name=minutes]", String(course.minutes));
      for (const theme of course.themes)
        await teacher.check(`input[name=themes][value='${theme}']`);
      await teacher.fill("input[name=groupSize]", "12");
      await send(teacher, /\/training$/);
    }
    for (const one of driving) {
      const lesson = await writeDown(teacher, id, at, one);
      if (one.kind === "assessment") await assessHerself(student, lesson);
      await attest(teacher, lesson, one);
      await countersign(student);
    }
    for (const [kind, days, result] of [
      ["application", 40],
      ["theory_test", 30, "passed"],
    ] as const) {
      await office.goto(`${home}/training/papers/new?kind=${kind}&class=B`);
      await office.fill("input[name=onDate]", ago(days));
      if (result) await office.check(`input[name=result][value=${result}]`);
      await send(office, /\/training$/);
    }

    // The training page says it to the school and to her, and her card has every signature.
    expect(await office.locator("main").innerText()).toContain("Klar for prøven");
    await student.goto("/me/training");
    expect(await student.locator("main").innerText()).toContain("Klar for prøven");
    await office.goto(`${home}/card`);
    const card = await office.locator("main").innerText();
    expect(card).not.toContain("Ikke signert");
    await bookTest(office, id);
    await office.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
    for (const opened of [office, teacher, student]) expectSound(opened);
  });
});

async function join(opened: Page, email: string): Promise<void> {
  const password = "lang-vei-til-oppkjøringen-26";
  await opened.goto(linkIn(await mailTo(email)));
  await opened.fill("input[name=password]", password);
  await opened.click("main form button[type=submit]");
  await opened.waitForURL(/\/sign-in/);
  await opened.fill("input[name=email]", email);
  await opened.fill("input[name=password]", password);
  await opened.click("main form button[type=submit]");
  await opened.waitForURL((now) => !now.pathname.startsWith("/sign-in"));
}

/** A test some weeks ahead, early in the morning. */
async function bookTest(office: Page, id: string): Promise<void> {
  const on = addDays(today, 45);
  await office.goto(`/bookings/new?student=${id}&kind=test&on=${on}&at=05:30&minutes=75`);
  await office.click(save);
  await office.waitForLoadState();
  const anyway = office.locator("input[name=anyway]");
  if (await anyway.count()) {
    await anyway.check();
    await office.click(save);
  }
}

/** Writes down a lesson that was given without having been booked; answers which it became. */
async function writeDown(teacher: Page, id: string, at: string, one: Given): Promise<string> {
  await teacher.goto("/lessons");
  const href = await teacher.locator("a[href='/bookings/new?held=yes']").getAttribute("href");
  await teacher.goto(`${href}&student=${id}&kind=${one.kind ?? "lesson"}&step=B.${one.step}`);
  await teacher.fill("input[name=on]", ago(one.days));
  await teacher.fill("input[name=at]", at);
  await teacher.fill("input[name=minutes]", String(one.minutes));
  await teacher.click(save);
  await teacher.waitForURL(/\/lessons\/[0-9a-f-]{36}\/attestation$/);
  return new URL(teacher.url()).pathname.split("/")[2] ?? "";
}

const pick = (opened: Page, name: string, value: string) =>
  opened.locator(`label:has(input[name=${name}][value="${value}"])`).click();

async function assessHerself(student: Page, lesson: string): Promise<void> {
  await student.goto("/me/lessons");
  await student.click(`a[href='/me/lessons/${lesson}/self-assessment']`);
  await student.waitForURL(/self-assessment$/);
  await student.locator(".goals fieldset").first().locator("label:has(input[value='3'])").click();
  await student.fill("textarea[name=note]", "Det går bedre.");
  await student.click(".attest-bar button[type=submit]");
  await student.waitForURL(/\/me\/lessons$/);
}

async function attest(
  teacher: Page,
  lesson: string,
  { step, kind, minutes }: Given,
): Promise<void> {
  await teacher.goto(`/lessons/${lesson}/attestation`);
  expect(await teacher.inputValue("input[name=minutes]")).toBe(String(minutes));
  const goals = teacher.locator(".goals fieldset");
  if (await goals.count()) await goals.first().locator("label:has(input[value='4'])").click();
  if (kind === "assessment") await pick(teacher, "recommendation", "ready");
  await teacher.fill("textarea[name=note]", `Fin flyt, ${step}.`);
  await teacher.click(".attest-bar button[type=submit]");
  await teacher.waitForURL(/\/lessons$/);
}

/** Signs the one lesson that waits for her. */
async function countersign(student: Page): Promise<void> {
  await student.goto("/me/lessons");
  await student.click(".inbox a[href^='/me/lessons/']");
  await student.waitForURL(/\/me\/lessons\/[0-9a-f-]{36}$/);
  await student.click("form[action$='/signature'] button[type=submit]");
  await student.waitForURL(/\/me\/lessons$/);
  expect(await student.locator(".inbox li").count()).toBe(0);
}
