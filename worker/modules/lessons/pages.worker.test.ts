import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import { formIn } from "#worker/test/forms.ts";
import { as, auditRows, db } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { lessons } from "./schema.ts";

let us: Awaited<ReturnType<typeof pair>>;
beforeAll(async () => {
  us = await pair("f1");
});

const rowsOf = (id: string) =>
  db.select().from(lessons).where(eq(lessons.bookingId, id)).orderBy(lessons.version);
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, " ");
const open = async (id: string) => {
  const action = `/lessons/${id}/attestation`;
  const answer = await us.instructor.get(action);
  expect(answer.status).toBe(200);
  const html = await answer.text();
  return { action, html, form: await formIn(html, action) };
};

test("from the inbox to the attested lesson with what is filled in already", async () => {
  const id = await us.held();
  const inbox = await (await us.instructor.get("/lessons")).text();
  expect(inbox).toContain(`/lessons/${id}/attestation`);
  const { action, html, form } = await open(id);
  expect(form).toMatchObject({ outcome: "delivered", minutes: "45", version: "1" });
  expect(textOf(html)).toContain("Parkering");
  const sent = await us.instructor.submit(action, { ...form, goal_parking: "3", note: "Fint" });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/lessons"]);
  expect(await rowsOf(id)).toMatchObject([{ levels: { parking: 3 }, note: "Fint", minutes: 45 }]);
  const after = await (await us.instructor.get("/lessons")).text();
  expect(after).not.toContain(`/lessons/${id}/attestation`);
  const shown = textOf(await (await us.instructor.get(`/lessons/${id}`)).text());
  for (const words of ["Parkering", "Litt hjelp", "Fint"]) expect(shown).toContain(words);
  expect(shown).not.toMatch(/B\.\d\.[a-z]|lessons\.|\{\w+\}/);
});

test("a form sent twice, and even at once, attests once and leads to the same place", async () => {
  const id = await us.held();
  const { action, form } = await open(id);
  const both = await Promise.all([1, 2].map(() => us.instructor.submit(action, form)));
  both.push(await us.instructor.submit(action, form));
  for (const sent of both)
    expect([sent.status, sent.headers.get("location")]).toEqual([303, "/lessons"]);
  expect(await rowsOf(id)).toHaveLength(1);
  const rows = (await auditRows()).filter((row) => row.entityId === id);
  expect(rows.map(({ action: said }) => said)).toEqual(["lessons.attested"]);
});

test("what cannot be is said beside its field, and what was typed stays", async () => {
  const id = await us.held();
  const { action, form } = await open(id);
  const sent = await us.instructor.submit(action, { ...form, minutes: "500", note: "Husk dette" });
  expect(sent.status).toBe(422);
  const html = await sent.text();
  expect(html).toContain("en time lenger enn den var satt opp");
  expect(await formIn(html, action)).toMatchObject({ minutes: "500", note: "Husk dette" });
  expect(await rowsOf(id)).toEqual([]);
});

test("a form that comes too late keeps what was typed beside what holds now", async () => {
  const id = await us.held();
  const { action, form } = await open(id);
  const leader = await as("academic_leader", "f1");
  const first = { outcome: "delivered", note: "Fra faglig leder" };
  await leader.put(`/api/v1/lessons/${id}/attestation`, first, `"${id}-1"`);
  const late = await us.instructor.submit(action, { ...form, minutes: "60", note: "Min egen" });
  expect(late.status).toBe(409);
  const html = await late.text();
  expect(html).toContain("Fra faglig leder");
  const again = await formIn(html, action);
  expect(again).toMatchObject({ minutes: "60", note: "Min egen", version: "2", reason: "" });
  const silent = await us.instructor.submit(action, again);
  expect(silent.status).toBe(422); // a correction says why
  const sent = await us.instructor.submit(action, { ...again, reason: "Timen ble lengre" });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, `/lessons/${id}`]);
  expect((await rowsOf(id)).map(({ minutes }) => minutes)).toEqual([45, 60]);
});

test("a lesson that has not begun, or is another's, says why instead of a form", async () => {
  const startsAt = shift(new Date().toISOString(), DAY);
  const ahead = await us.held({ startsAt, endsAt: shift(startsAt, HOUR) });
  const early = await (await us.instructor.get(`/lessons/${ahead}/attestation`)).text();
  expect(early).toContain("kan ikke attesteres før det");
  expect(early).not.toContain('name="outcome"');
  const other = await pair("f1");
  const theirs = await (await us.instructor.get(`/lessons/${await other.held()}`)).text();
  expect(textOf(theirs)).toContain("eller faglig leder kan attestere");
  expect((await (await as("office", "f1")).get(`/lessons/${ahead}/attestation`)).status).toBe(403);
});

test("a stage assessment shows how she sees herself and asks for advice", async () => {
  const id = await us.held({ kind: "assessment", step: "B.3.assessment" });
  const self = { levels: { junctions: 2 }, note: "Kryss er vanskelig" };
  await us.student.put(`/api/v1/me/lessons/${id}/self-assessment`, self, `"${id}-0"`);
  const { action, html, form } = await open(id);
  expect(html).toContain("Kryss er vanskelig");
  const sent = await us.instructor.submit(action, { ...form, recommendation: "" });
  expect(sent.status).toBe(422);
  const ok = await us.instructor.submit(action, { ...form, recommendation: "not_yet" });
  expect(ok.status).toBe(303);
  expect(await rowsOf(id)).toMatchObject([{ recommendation: "not_yet" }]);
});
