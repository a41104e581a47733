import type { Page } from "playwright-core";
import { expect } from "vitest";
import { addDays, dayOf, instantAt } from "../worker/lib/dates.ts";
import { isWorkingDay } from "../worker/lib/holidays.ts";
import { page } from "./browser.ts";
import { type Who, windowOf } from "./people.ts";

// What a journey needs for itself, so that it meets nobody else's lessons whenever it runs.

type Sent = { method?: "POST" | "PUT" | "GET"; body?: unknown; etag?: string };
type Row = { id: string; code?: string; version?: number };
type Answer = { status: number; etag: string; json: Row & { items?: Row[] } };

/** Asks the API as a page of the product does. */
export function send(from: Page, path: string, { method = "POST", body, etag }: Sent = {}) {
  return from.evaluate(
    async (one): Promise<Answer> => {
      const answer = await fetch(`/api/v1${one.path}`, {
        method: one.method,
        headers: { "content-type": "application/json", ...(one.etag && { "if-match": one.etag }) },
        ...(one.body !== undefined && { body: one.body }),
      });
      const tag = answer.headers.get("etag") ?? "";
      return { status: answer.status, etag: tag, json: await answer.json() };
    },
    { path, method, body: body === undefined ? undefined : JSON.stringify(body), etag },
  );
}

/** A window of somebody who asks the API for what a journey begins with. */
export async function asking(who: Who): Promise<Page> {
  const opened = await page(await windowOf(who));
  await opened.goto("/account");
  return opened;
}

/** An instructor of class B whom nobody has booked. */
export async function newTeacher(from: Page, lastName: string) {
  const name = { firstName: "Øyvor", lastName };
  const made = await send(from, "/employees", { body: { ...name, teaches: true } });
  expect(made.status).toBe(201);
  const at = `/employees/${made.json.id}/approvals/B`;
  const approval = { body: { approvedFrom: "2020-01-01" }, etag: made.etag };
  expect((await send(from, at, { method: "PUT", ...approval })).status).toBe(200);
  return { id: made.json.id, name: `Øyvor ${lastName}` };
}

/** A student of class B who has no lessons. */
export async function newStudent(from: Page, lastName: string) {
  const name = { firstName: "Ynghild", lastName };
  const home = { address: "Prøveveien 1", postalCode: "5031" };
  const body = { ...name, ...home, birthDate: "1996-02-03", classes: ["B"] };
  const made = await send(from, "/students", { body });
  expect(made.status).toBe(201);
  return { id: made.json.id, name: `Ynghild ${lastName}` };
}

/** The demo school's student who signs in. */
export async function emmaId(from: Page): Promise<string> {
  const { json } = await send(from, "/students?q=emma%20solberg", { method: "GET" });
  return json.items?.[0]?.id ?? "";
}

/** A weekday beyond the demo school's lessons from which four weeks in a row have no holiday. */
export function quietDay(): string {
  let day = addDays(dayOf(new Date().toISOString()), 35);
  while (![0, 7, 14, 21].every((more) => isWorkingDay(addDays(day, more)))) day = addDays(day, 1);
  return day;
}

/**
 * Early or late on the clock, when nobody else drives, and less than a day away; not within two
 * hours, where other journeys have lessons that begin now.
 */
export function soon(): string {
  const now = new Date().toISOString();
  const today = dayOf(now);
  const times = [today, addDays(today, 1)].flatMap((day) =>
    ["05:00", "22:00"].map((time) => instantAt(day, time)),
  );
  const later = new Date(Date.now() + 120 * 60_000).toISOString();
  return times.find((at) => at > later) ?? later;
}
