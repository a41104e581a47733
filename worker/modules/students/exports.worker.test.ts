import { eq } from "drizzle-orm";
import Papa from "papaparse";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { commit } from "#worker/lib/commit.ts";
import { contacts, studentContacts } from "#worker/modules/contacts/mod.ts";
import { as, auditRows, db } from "#worker/test/harness.ts";
import { insertStudents } from "./arrivals/queries.ts";
import { StudentInput } from "./input.ts";
import { insertStudent } from "./queries.ts";
import { students } from "./schema.ts";

type Person = Awaited<ReturnType<typeof as>>;
const parsed = (more: object) =>
  StudentInput.parse({ firstName: "Kari", lastName: "Ås", birthDate: "2009-05-12", ...more });

async function fill(person: Person, rows: object[]): Promise<string[]> {
  const all = rows.map((row) => ({ ...parsed(row), id: uuidv7() }));
  await commit(person.ctx, {
    action: "students.registered",
    entity: "student",
    entityId: "many",
    write: insertStudents(person.ctx, all),
  });
  return all.map((row) => row.id);
}

async function csv(person: Person, query = "") {
  const response = await person.get(`/students/export?format=csv${query}`);
  expect(response.status).toBe(200);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  const [, ...rows] = Papa.parse<string[]>(text, { delimiter: ";", skipEmptyLines: true }).data;
  return { response, text, rows };
}

test("the CSV is what Norwegian spreadsheets read, and runs nothing", async () => {
  const office = await as("office", "x1");
  await fill(office, [
    { firstName: "=HYPERLINK(1)", lastName: "Ås; og", phone: "900 11 222", classes: ["B"] },
    { firstName: "＋1", lastName: '@"SUM"', phone: "+46701234567", automaticOnly: [] },
  ]);
  const { response, text, rows } = await csv(office, "&sort=number");
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toMatch(/attachment; filename="elever-/);
  expect(text).toContain("\r\n1;");
  expect(rows.map((row) => row.slice(0, 3))).toEqual([
    ["1", "Ås; og", "'=HYPERLINK(1)"],
    ["2", '\'@"SUM"', "'＋1"],
  ]);
  expect(rows.map((row) => row[8])).toEqual(["90011222", "0046701234567"]);
  const rows2 = (await auditRows()).filter((row) => row.action === "students.exported");
  expect(rows2).toMatchObject([{ actor: office.userId, entity: "student_list" }]);
});

test("the whole register comes, filtered as asked, in the order of the list", async () => {
  const office = await as("office", "x2");
  await fill(
    office,
    Array.from({ length: 700 }, (_, n) => ({
      firstName: `F${n}`,
      status: n % 7 ? "active" : "quit",
      classes: n % 2 ? ["B"] : ["A1"],
    })),
  );
  expect((await csv(office)).rows).toHaveLength(700);
  expect((await csv(office, "&status=quit")).rows).toHaveLength(100);
  expect((await csv(office, "&class=B&sort=-number")).rows.map((row) => Number(row[0]))).toEqual(
    Array.from({ length: 350 }, (_, n) => 700 - 2 * n),
  );
  expect((await csv(office, "&q=f699")).rows).toHaveLength(1);
});

test("the XLSX is a workbook", async () => {
  const office = await as("office", "x3");
  await fill(office, [{}]);
  const response = await office.get("/students/export?format=xlsx");
  expect(response.headers.get("content-type")).toContain("spreadsheetml");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b]);
});

test("taking the register out wants the right and a fresh proof", async () => {
  const office = await as("office", "x4");
  expect((await (await as("academic_leader", "x4")).get("/students/export")).status).toBe(403);
  const old = { now: new Date(Date.now() - 600_000).toISOString() };
  const stale = await (await as("office", "x4", old)).get("/students/export?format=csv&q=k");
  expect(stale.status).toBe(303);
  expect(stale.headers.get("location")).toMatch(/^\/step-up\?next=/);
  const rows = (await auditRows()).filter((row) => row.schoolId === office.schoolId);
  expect(rows).toEqual([]);
});

test("a student sees herself, a guardian her minor children, and nobody else's", async () => {
  const office = await as("office", "x5");
  const { ctx, schoolId } = office;
  const [child, grown, stranger] = [uuidv7(), uuidv7(), uuidv7()];
  const rows = [
    [
      child,
      parsed({ firstName: "Lille", birthDate: "2012-01-01", classes: ["AM146"], note: "Internt" }),
    ],
    [grown, parsed({ firstName: "Store", birthDate: "2000-01-01", classes: ["B"] })],
    [stranger, parsed({ firstName: "Ukjent" })],
  ] as const;
  for (const [id, row] of rows)
    await commit(ctx, {
      action: "students.registered",
      entity: "student",
      entityId: id,
      write: insertStudent(ctx, id, row),
    });
  const self = await as("student", "x5");
  await db.update(students).set({ userId: self.userId }).where(eq(students.id, grown));
  const mine = await (await self.get("/me")).text();
  for (const text of ["Store Ås", "Personbil", "kan begynne"]) expect(mine).toContain(text);
  for (const text of ["Lille", "Ukjent"]) expect(mine).not.toContain(text);

  const guardian = await as("guardian", "x5");
  const contactId = uuidv7();
  const now = "2026-01-01T00:00:00.000Z";
  const contact = { schoolId, id: contactId, userId: guardian.userId, createdAt: now };
  await db.insert(contacts).values({ ...contact, name: "Mor", sortName: "mor" });
  await db.insert(studentContacts).values([
    { schoolId, studentId: child, contactId, role: "guardian" },
    { schoolId, studentId: grown, contactId, role: "guardian" },
    { schoolId, studentId: stranger, contactId, role: "payer" },
  ]);
  const hers = await (await guardian.get("/me")).text();
  expect(hers).toContain("Lille Ås");
  expect(hers).toContain("Store er fylt 18 år");
  // It speaks of the child by name, and to nobody as if she were the child.
  expect(hers).toContain("registrert om Lille, og hva Lille kan begynne på");
  const said = hers.slice(hers.indexOf("<h1")); // before it is what the frame says to whoever reads
  expect(said).not.toMatch(/\b(du|deg|din|ditt) /);
  expect(mine).toContain("registrert om deg");
  for (const text of ["Store Ås", "Ukjent", "Internt"]) expect(hers).not.toContain(text);
  const nobody = await (await (await as("student", "x5")).get("/me")).text();
  expect(nobody).toContain("Vi finner ingen elev");
  expect((await office.get("/me")).status).toBe(403);
});

test("the API gives the same file, to whoever may have it", async () => {
  const office = await as("office", "x6");
  await office.post("/api/v1/students", parsed({ firstName: "Eneste" }));
  const query = "export?format=csv&status=active";
  const own = await office.get(`/api/v1/students/${query}`);
  expect(own.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(await own.text()).toBe(await (await office.get(`/students/${query}`)).text());
  expect((await (await as("instructor", "x6")).get(`/api/v1/students/${query}`)).status).toBe(403);
  const api = await (await office.get("/api/v1/openapi.json")).json<{ paths: object }>();
  expect(api.paths).toMatchObject({
    "/api/v1/students/export": {
      get: { "x-step-up": true, responses: { 200: { content: { "text/csv": {} } } } },
    },
  });
});
