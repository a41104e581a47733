import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { approvals } from "#worker/modules/employees/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { Lesson } from "../input.ts";
import { getLesson } from "../queries.ts";

const url = "/api/v1/lessons";
let us: Awaited<ReturnType<typeof pair>>;
let leader: Person;
beforeAll(async () => {
  us = await pair("lw");
  leader = await as(["academic_leader", "office"], "lw");
  // Young enough for the basic traffic course to be asked of her.
  const own = and(eq(students.schoolId, us.schoolId), eq(students.id, us.studentId));
  await db.update(students).set({ birthDate: "2007-05-05" }).where(own);
});

const attest = (id: string, body: object, version = 1) =>
  us.instructor.put(`${url}/${id}/attestation`, body, `"${id}-${version}"`);
const read = async (id: string) =>
  Lesson.parse(await (await us.instructor.get(`${url}/${id}`)).json());
const rules = ({ warnings }: Lesson) => warnings.map(({ rule }) => rule);
const credit = async (step: string) => {
  const body = { step, onDate: "2026-01-10", reason: "Kursbevis" };
  const made = await leader.post(`/api/v1/students/${us.studentId}/training/credits`, body);
  expect(made.status).toBe(201);
};

test("a lesson given against the rules is attested with a warning, which the page and the log keep", async () => {
  const id = await us.held({ step: "B.3.track" });
  const before = await read(id);
  expect(rules(before)).toEqual(
    expect.arrayContaining(["tgk_missing", "stage", "first_aid_missing"]),
  );
  expect(
    before.warnings.every(({ weight, source, help }) => weight === "warn" && source && help),
  ).toBe(true);
  const form = await (await us.instructor.get(`/lessons/${id}/attestation`)).text();
  expect(form).toContain("Opplæringsreglene ble ikke fulgt");
  expect(form).toContain('name="outcome"'); // it warns, and asks all the same
  const answer = await attest(id, { outcome: "delivered" });
  expect(answer.status).toBe(200);
  expect(rules(Lesson.parse(await answer.json()))).toContain("stage");
  expect(await (await us.instructor.get(`/lessons/${id}`)).text()).toContain(
    "Opplæringsreglene ble ikke fulgt",
  );
  const [row] = (await auditRows()).filter(
    ({ entityId, action }) => entityId === id && action === "lessons.attested",
  );
  expect(row?.changed).toContain("against");
});

test("what was not given is against nothing, and neither is what lies ahead", async () => {
  const missed = await us.held({ step: "B.3.track" });
  const answer = await attest(missed, { outcome: "no_show" });
  expect(rules(Lesson.parse(await answer.json()))).toEqual([]);
  const ahead = await us.held({ step: "B.3.track", startsAt: "2031-05-05T08:00:00.000Z" });
  expect(rules(await read(ahead))).toEqual([]);
});

test("with everything in place there is no warning, and its own record does not count for it", async () => {
  for (const step of ["B.1.tgk", "B.1.first_aid", "B.1.dark"]) await credit(step);
  const named = await us.held({ kind: "assessment", step: "B.2.assessment" });
  const said = { outcome: "delivered", recommendation: "ready" };
  expect(rules(Lesson.parse(await (await attest(named, said)).json()))).toEqual([]);
  const short = { ...said, minutes: 30, reason: "Feil tid" };
  expect(rules(Lesson.parse(await (await attest(named, short, 2)).json()))).toEqual(["too_short"]);
});

test("a lesson without a step is judged as the ordinary one, then as what it was", async () => {
  const loose = await us.held({ step: null });
  expect(rules(await read(loose))).toEqual([]);
  const answer = await attest(loose, { outcome: "delivered", step: "B.4.rural" });
  expect(rules(Lesson.parse(await answer.json()))).toContain("order");
});

test("an instructor whose approval had not begun is a warning", async () => {
  const id = await us.held();
  const own = and(eq(approvals.schoolId, us.schoolId), eq(approvals.employeeId, us.instructorId));
  await db.update(approvals).set({ approvedFrom: "2030-01-01" }).where(own);
  expect(rules(await read(id))).toEqual(["not_approved"]);
});

test("a lesson with what the rules say of it costs two trips", async () => {
  const id = await us.held();
  const spent = await cost(us.instructor.ctx, (ctx) => getLesson(ctx, id));
  expect(spent.trips).toBe(2);
});
