import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, expectFits, expectSound, hasBrowser, page } from "./browser.ts";
import { asking, emmaId, newStudent, newTeacher, send } from "./own_data.ts";
import { windowOf } from "./people.ts";

const MINUTE = 60_000;
type Asked = { studentId: string; instructorId: string; kind?: string; step?: string };

/** A lesson that begins now: what has not begun cannot be attested. */
async function lessonNow(from: Page, asked: Asked, minutes: number): Promise<string> {
  const start = Date.now() + 1500;
  const [startsAt, endsAt] = [start, start + minutes * MINUTE].map((at) =>
    new Date(at).toISOString(),
  );
  const body = { kind: "lesson", classCode: "B", ...asked, startsAt, endsAt, anyway: true };
  const booked = await send(from, "/bookings", { body });
  expect(booked.json.code ?? booked.status).toBe(201);
  return booked.json.id;
}

/** Calls off what the demo school has booked for a student at this hour, if anything. */
async function makeFree(from: Page, studentId: string): Promise<void> {
  const [at, until] = [0, 100 * MINUTE].map((more) => new Date(Date.now() + more).toISOString());
  const query = `from=${at}&to=${until}&studentId=${studentId}`;
  const { json } = await send(from, `/bookings?${query}`, { method: "GET" });
  for (const { id, version } of json.items ?? []) {
    const off = { outcome: "cancelled", cancelReason: "weather" };
    const sent = { method: "PUT" as const, body: off, etag: `"${id}-${version}"` };
    await send(from, `/lessons/${id}/attestation`, sent);
  }
}

/** Opens the form as soon as the lesson has begun. */
async function openForm(opened: Page, id: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await opened.goto(`/lessons/${id}/attestation`);
    if ((await opened.locator(".attest").count()) > 0) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`The lesson ${id} has not begun`);
}

const pick = (opened: Page, name: string, value: string) =>
  opened.locator(`label:has(input[name=${name}][value="${value}"])`).click();

describe.skipIf(!hasBrowser).each([
  { how: "with JavaScript", js: true },
  { how: "without JavaScript", js: false },
])("$how", ({ js }) => {
  test("a lesson is attested on a phone, and what is missing is said by its field", async () => {
    const leader = await asking("academic_leader");
    const owner = await asking("owner");
    const teacher = await newTeacher(owner, `Åkerbil ${js}`);
    const student = await newStudent(owner, `Årbil ${js}`);
    const asked = { studentId: student.id, instructorId: teacher.id };
    const id = await lessonNow(leader, asked, 45); // which step it was, is said afterwards

    const opened = await page(await windowOf("academic_leader", { js, width: 390 }));
    await openForm(opened, id);
    expect(await opened.locator("h1").innerText()).toBe(student.name);
    await expectFits(opened);
    await opened.fill("input[name=minutes]", "500");
    await opened.locator("select[name=step]").selectOption("B.2.lesson");
    await opened.click(".attest-bar button[type=submit]");
    await opened.locator(".ds-error-summary a").first().waitFor();
    expect(await opened.inputValue("input[name=minutes]")).toBe("500");
    await opened.fill("input[name=minutes]", "40");
    const goal = opened.locator(".goals fieldset").first();
    await goal.locator("label:has(input[value='3'])").click();
    await opened.fill("textarea[name=note]", "Fin flyt. Husk blindsonen.");
    if (js) await expectAccessible(opened);
    await opened.click(".attest-bar button[type=submit]");
    await opened.waitForURL(/\/lessons$/);

    await opened.goto(`/lessons/${id}`);
    const shown = await opened.locator("main").innerText();
    expect(shown).toContain("Husk blindsonen");
    expect(shown).toMatch(/Minutter\s+40/);
    await opened.goto(`/students/${student.id}/training`);
    expect(await opened.locator("main").innerText()).toContain("40");
    expectSound(opened);
  });
});

describe.skipIf(!hasBrowser)("a stage ends", () => {
  test("by the student's own view, the advice of who teaches her, and both signatures", async () => {
    const leader = await asking("academic_leader");
    const owner = await asking("owner");
    const teacher = await newTeacher(owner, "Åkertrinn");
    const studentId = await emmaId(owner);
    await makeFree(leader, studentId);
    const asked = { studentId, instructorId: teacher.id };
    const what = { kind: "assessment", step: "B.3.assessment" };
    const id = await lessonNow(leader, { ...asked, ...what }, 60);

    const student = await page(await windowOf("student", { js: false, width: 390 }));
    await student.goto(`/me/lessons/${id}/self-assessment`);
    await pick(student, "goal_junctions", "3");
    await student.fill("textarea[name=note]", "Usikker på glatta.");
    await student.click(".attest-bar button[type=submit]");
    await student.waitForURL(/\/me\/lessons$/);

    const opened = await page(await windowOf("academic_leader", { width: 390 }));
    await openForm(opened, id);
    expect(await opened.locator("main").innerText()).toContain("Usikker på glatta.");
    await opened.click(".attest-bar button[type=submit]");
    await opened.locator(".ds-error-summary a").first().waitFor(); // no advice yet
    await pick(opened, "recommendation", "ready");
    await pick(opened, "goal_junctions", "4");
    await expectAccessible(opened);
    await expectFits(opened);
    await opened.click(".attest-bar button[type=submit]");
    await opened.waitForURL(/\/lessons$/);

    await student.goto(`/me/lessons/${id}`);
    expect(await student.locator("main").innerText()).toContain("Usikker på glatta.");
    await student.click("form[action$='/signature'] button[type=submit]");
    await student.waitForURL(/\/me\/lessons$/);
    await student.goto(`/me/lessons/${id}`);
    expect(await student.locator("form[action$='/signature']").count()).toBe(0);
    expectSound(student);
    expectSound(opened);
  });
});
