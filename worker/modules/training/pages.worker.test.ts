import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { contacts, studentContacts } from "#worker/modules/contacts/schema.ts";
import { approvals, employees } from "#worker/modules/employees/schema.ts";
import { students } from "#worker/modules/students/schema.ts";
import { bornAgo } from "#worker/test/days.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { OwnTraining, Training } from "./input.ts";
import { readOwnTraining } from "./own/queries.ts";

const everything = ["owner", "academic_leader", "office", "instructor"] as const;

/** Everybody in one person, who teaches class B, and a student of hers. */
async function smallSchool(name: string, more: object = {}) {
  const who = await as(everything, name);
  const { schoolId, userId } = who;
  const employeeId = uuidv7();
  const person = { firstName: "Per", lastName: "Li", sortName: "li per" };
  await db.insert(employees).values({ schoolId, id: employeeId, userId, ...person });
  await db
    .insert(approvals)
    .values({ schoolId, employeeId, classCode: "B", approvedFrom: "2020-01-01" });
  const body = { firstName: "Nora", lastName: "Vik", birthDate: "2008-05-01", classes: ["B"] };
  const answer = await who.post("/api/v1/students", { ...body, ...more });
  const { id } = (await answer.json()) as { id: string };
  const here = `/students/${id}/training`;
  const read = async () => Training.parse(await (await who.get(`/api/v1${here}`)).json());
  return { who, id, here, employeeId, read };
}

const location = (answer: Response) => answer.headers.get("location");
const actionsOf = async (id: string) =>
  (await auditRows()).filter((row) => row.entityId === id).map((row) => row.action);

test("the page shows what is done, what is missing and why not", async () => {
  const { who, here } = await smallSchool("p1");
  const answer = await who.get(here);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/html");
  const html = await answer.text();
  for (const text of [
    "Opplæring for Nora Vik",
    "Trafikalt grunnkurs",
    "Sikkerhetskurs på øvingsbane",
    "0 av 180",
    "Hvorfor ikke nå?",
    "§ 11-8",
  ])
    expect(html).toContain(text);
  const text = html.replaceAll(/<[^>]*>/g, " ");
  expect(text).not.toMatch(/B\.\d\.[a-z]|curriculum\.|\{\w+\}/); // no codes, nothing left to fill
  const book = html.match(/href="(\/bookings\/new\?[^"]*step=B\.1\.tgk[^"]*)"/)?.[1] ?? "";
  const form = await (await who.get(book.replaceAll("&amp;", "&"))).text();
  expect(form).toContain('<option value="B.1.tgk" selected');
  expect(form).toContain('<option value="course" selected');
  expect(form).toContain(">Sikkerhetskurs på øvingsbane</option>"); // the other parts, by name
  expect(form).not.toContain(">Øvelseskjøring med ledsager</option>");
  const office = await as("office", "p1");
  const theirs = await (await office.get(here)).text();
  expect(theirs).not.toContain("/credits/new");
  expect(theirs).toContain("/papers/new");
});

test("the form of a record keeps what was typed, says what the law says, and saves once", async () => {
  const { who, here, id, employeeId, read } = await smallSchool("p2");
  const form = await (await who.get(`${here}/records/new?step=B.1.tgk`)).text();
  expect(form).toContain("Mennesker i trafikken");
  expect(form).toContain(`value="${employeeId}" selected`);
  expect((await who.get(`${here}/records/new?step=B.5.theory`)).status).toBe(404);
  expect(location(await who.get(`${here}/records/new`))).toBe(here);
  const fields = { step: "B.1.tgk", onDate: "2026-01-12", employeeId, note: "Fint vær i dag" };
  const wrong = await who.submit(`${here}/records`, { ...fields, minutes: "", themes: "1.1" });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("Fint vær i dag");
  const all = { ...fields, minutes: "450", themes: ["1.1", "1.2", "1.3", "1.4"] };
  const refused = await who.submit(`${here}/records`, all);
  expect(refused.status).toBe(409);
  const said = await refused.text();
  expect(said).toContain("Kurset går over minst 3 dager. Dette blir dag 1.");
  expect(said).toContain("Del kurset på flere dager.");
  expect(said).toContain("Fint vær i dag");
  const _once = uuidv7();
  const send = () => who.submit(`${here}/records`, { ...all, minutes: "135", _once });
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status]).toEqual([303, 303]);
  expect([location(first), location(second)]).toEqual([here, here]);
  expect((await read()).records).toHaveLength(1);
  expect(await actionsOf(id)).toEqual(["students.registered", "training.recorded"]);
});

test("credit, paper, override and withdrawal by form, in the student's history", async () => {
  const { who, here, id, read } = await smallSchool("p3");
  for (const step of ["B.1.tgk", "B.1.first_aid", "B.1.dark"]) {
    const page = await who.get(`${here}/credits/new?step=${step}`);
    expect(page.status).toBe(200);
    const body = { step, onDate: "2026-01-10", reason: "Kursbevis fra Bergen" };
    expect((await who.submit(`${here}/credits`, body)).status).toBe(303);
  }
  const paper = { kind: "theory_test", classCode: "B", onDate: "2026-06-01" };
  expect((await who.get(`${here}/papers/new?kind=theory_test&class=B`)).status).toBe(200);
  const half = await who.submit(`${here}/papers`, paper);
  expect(half.status).toBe(422);
  expect(await half.text()).toContain("Velg om prøven er bestått.");
  expect((await who.submit(`${here}/papers`, { ...paper, result: "failed" })).status).toBe(303);
  const rule = { step: "B.3.lesson", rule: "stage" };
  const page = await who.get(`${here}/overrides/new?step=B.3.lesson&rule=stage`);
  expect(await page.text()).toContain("Trinnet før skal være avsluttet");
  expect((await who.submit(`${here}/overrides`, rule)).status).toBe(422);
  const set = await who.submit(`${here}/overrides`, { ...rule, reason: "Har kjørt i utlandet" });
  expect(set.status).toBe(303);
  expect(await (await who.get(here)).text()).toContain("Har kjørt i utlandet");
  const { papers, version } = await read();
  const gone = `${here}/papers/${papers[0]?.id}/withdrawal`;
  expect(await (await who.get(gone)).text()).toContain("Teoriprøve");
  const late = await who.submit(gone, { version: "1", reason: "Feil dato" });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain("Noen andre har endret eleven imens");
  const done = await who.submit(gone, { version: String(version), reason: "Feil dato" });
  expect(done.status).toBe(303);
  expect((await read()).papers[0]).toMatchObject({ withdrawnWhy: "Feil dato" });
  expect(await actionsOf(id)).toEqual([
    "students.registered",
    ...["training.credited", "training.credited", "training.credited"],
    ...["training.paper_registered", "training.overridden", "training.withdrawn"],
  ]);
  const history = await (await who.get(`/students/${id}/timeline`)).text();
  for (const text of ["Fravek en regel", "Regel: Trinnet før skal", "Resultat: Ikke bestått"])
    expect(history).toContain(text);
  expect(history.replaceAll(/<[^>]*>/g, " ")).not.toMatch(/B\.\d\.[a-z]|theory_test/);
});

test("a move to another curriculum is seen before it is done", async () => {
  const { who, here, read } = await smallSchool("p4");
  const { version } = await read();
  const started = { version: "2017-01-01", route: "full", startedOn: "2024-02-01" };
  const save = (students: number, more: object = {}) =>
    who.submit(`${here}/plans/B`, { ...started, students: String(students), ...more });
  expect((await save(version)).status).toBe(303);
  const html = await (await who.get(`${here}/plans/B?version=2024-06-20`)).text();
  expect(html).toContain("Trinnvurdering 3");
  expect(html).toContain("45 min · Ikke tatt");
  expect(html).toContain("60 min · Ikke tatt");
  expect((await save(version, { version: "2024-06-20" })).status).toBe(409);
  expect((await save(version + 1, { version: "2024-06-20" })).status).toBe(303);
  expect((await read()).classes[0]?.version).toBe("2024-06-20");
  expect((await who.get(`${here}/plans/A1`)).status).toBe(404);
});

test("students and guardians see their own, without the school's traces, in two trips", async () => {
  const { who, id } = await smallSchool("p5", { birthDate: bornAgo(16) });
  const student = await as("student", "p5");
  const guardian = await as("guardian", "p5");
  const { schoolId } = who;
  await db.update(students).set({ userId: student.userId });
  const contact = { schoolId, id: uuidv7(), userId: guardian.userId, name: "Mor", sortName: "mor" };
  await db.insert(contacts).values({ ...contact, createdAt: "2026-01-01T00:00:00.000Z" });
  await db
    .insert(studentContacts)
    .values({ schoolId, studentId: id, contactId: contact.id, role: "guardian" });
  const hers = async (person: Person) => (await person.get("/me/training")).text();
  for (const person of [student, guardian]) {
    const html = await hers(person);
    expect(html).toContain("Nora Vik");
    expect(html).toContain("Neste:");
    expect(html).not.toContain("/records/new");
    expect(html).not.toContain("/plans/");
  }
  expect(await hers(await as("student", "p6"))).toContain("Ingen opplæring å vise");
  expect((await student.get(`/students/${id}/training`)).status).toBe(403);
  const own = OwnTraining.parse(await (await student.get("/api/v1/me/training")).json());
  expect(own.items.map((one) => one.id)).toEqual([id]);
  expect(own.items[0]?.classes[0]?.stages).toEqual([
    { stage: 1, done: 0, of: 3 },
    { stage: 2, done: 0, of: 1 },
    { stage: 3, done: 0, of: 2 },
    { stage: 4, done: 0, of: 4 },
  ]);
  const spent = await cost(student.ctx, readOwnTraining);
  expect(spent.trips).toBe(2);
  expect(spent.rowsRead).toBeLessThanOrEqual(30);
});
