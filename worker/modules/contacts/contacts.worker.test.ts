import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { Student } from "#worker/modules/students/input.ts";
import { as, auditRows, db } from "#worker/test/harness.ts";
import { newStudent } from "#worker/test/money.ts";
import { Contact, LinkedContacts } from "./input.ts";
import { ContactPage } from "./register/input.ts";
import { studentContacts } from "./schema.ts";

const students = "/api/v1/students";
const url = "/api/v1/contacts";
const mother = { name: "Mor Ås", phone: "900 11 222", email: "mor@example.no" };
type Person = Awaited<ReturnType<typeof as>>;

async function student(person: Person, firstName = "Kari"): Promise<Student> {
  const response = await person.post(students, {
    firstName,
    lastName: "Ås",
    birthDate: "2010-05-12",
  });
  expect(response.status).toBe(201);
  return Student.parse(await response.json());
}

async function linked(response: Response) {
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return LinkedContacts.parse(await response.json()).items;
}

test("POST adds a guardian, counts the student's version, and records it with her", async () => {
  const office = await as("office", "c1");
  const { id } = await student(office);
  const response = await office.post(`${students}/${id}/contacts`, {
    ...mother,
    roles: ["guardian", "payer"],
  });
  expect(response.status).toBe(201);
  expect(response.headers.get("etag")).toBe(`"${id}-2"`);
  expect(await linked(response)).toMatchObject([
    { name: "Mor Ås", phone: "+4790011222", roles: ["guardian", "payer"] },
  ]);
  const rows = (await auditRows()).filter((row) => row.entityId === id);
  expect(rows.map((row) => row.action)).toEqual(["students.registered", "contacts.added"]);
});

test("POST refuses what a contact is not, by field", async () => {
  const office = await as("office", "c2");
  const { id } = await student(office);
  const refused = async (body: object) => {
    const response = await office.post(`${students}/${id}/contacts`, body);
    expect(response.status).toBe(422);
    return (await response.json<{ errors: object }>()).errors;
  };
  expect(await refused({ ...mother, roles: [] })).toEqual({ roles: "contacts.role_wanted" });
  expect(await refused({ ...mother, roles: ["payer"], orgnr: "123456789" })).toEqual({
    orgnr: "orgnr.format",
  });
  expect(await refused({ ...mother, roles: ["payer"], schoolId: "s" })).toEqual({
    schoolId: "unknown",
  });
  const company = { name: "Bedriften AS", roles: ["payer"], orgnr: "971 032 081" };
  const made = await office.post(`${students}/${id}/contacts`, company);
  expect(await linked(made)).toMatchObject([{ orgnr: "971032081" }]);
});

test("siblings share a contact; roles change and it is let go of by the student's version", async () => {
  const office = await as("office", "c3");
  const [older, younger] = [await student(office, "Per"), await student(office, "Pål")];
  const add = { ...mother, roles: ["guardian"] };
  const [contact] = await linked(await office.post(`${students}/${older.id}/contacts`, add));
  const found = ContactPage.parse(await (await office.get(`${url}?q=mor%20900`)).json());
  expect(found.items.map((one) => one.id)).toEqual([contact?.id]);
  const path = `${students}/${younger.id}/contacts/${contact?.id}`;
  expect((await office.put(path, { roles: ["guardian"] })).status).toBe(428);
  const tag = (version: number) => `"${younger.id}-${version}"`;
  const tied = await linked(await office.put(path, { roles: ["guardian", "payer"] }, tag(1)));
  expect(tied.map((one) => one.roles)).toEqual([["guardian", "payer"]]);
  expect((await office.put(path, { roles: ["payer"] }, tag(1))).status).toBe(412);
  expect(await linked(await office.put(path, { roles: ["payer"] }, tag(2)))).toMatchObject([
    { roles: ["payer"] },
  ]);
  expect(await linked(await office.delete(path, tag(3)))).toEqual([]);
  const still = await linked(await office.get(`${students}/${older.id}/contacts`));
  expect(still.map((one) => one.name)).toEqual(["Mor Ås"]);
});

test("PUT changes a contact for all her students, and stands in each one's history", async () => {
  const office = await as("office", "c4");
  const { id } = await student(office);
  const add = { ...mother, roles: ["guardian"] };
  const [contact] = await linked(await office.post(`${students}/${id}/contacts`, add));
  const path = `${url}/${contact?.id}`;
  const saved = await office.put(path, { ...mother, name: "Mor Øye" }, `"${contact?.id}-1"`);
  expect(Contact.parse(await saved.json())).toMatchObject({ name: "Mor Øye", version: 2 });
  expect((await office.put(path, mother, `"${contact?.id}-1"`)).status).toBe(412);
  const rows = (await auditRows()).filter((row) => row.action === "contacts.changed");
  expect(rows.map((row) => [row.entity, row.entityId]).sort()).toEqual(
    [
      ["contact", contact?.id],
      ["student", id],
    ].sort(),
  );
  const history = await (await office.get(`/students/${id}/timeline`)).text();
  expect(history).toContain("Mor Ås → Mor Øye");
});

test("whoever pays for sixty is shown with them all, and changes in the history of each", async () => {
  const office = await as("office", "c60");
  const { schoolId } = office;
  const first = await student(office);
  const add = { ...mother, roles: ["payer"] };
  const [contact] = await linked(await office.post(`${students}/${first.id}/contacts`, add));
  const contactId = contact?.id ?? "";
  for (let n = 0; n < 59; n++) {
    const studentId = await newStudent(office);
    await db.insert(studentContacts).values({ schoolId, studentId, contactId, role: "payer" });
  }
  const shown = await (await office.get(`/contacts/${contactId}`)).text();
  expect(new Set(shown.match(/\/students\/[\da-f-]{36}/g)).size).toBe(60);
  const saved = await office.put(
    `${url}/${contactId}`,
    { ...mother, name: "X" },
    `"${contactId}-1"`,
  );
  expect(saved.status).toBe(200);
  const rows = (await auditRows()).filter(
    (row) => row.schoolId === schoolId && row.action === "contacts.changed",
  );
  expect(rows.filter(({ entity }) => entity === "student")).toHaveLength(60);
});

test("the pages find one who is here, add a new one once, and let go", async () => {
  const office = await as("office", "c5");
  const [per, paal] = [await student(office, "Per"), await student(office, "Pål")];
  const _once = uuidv7();
  const form = { ...mother, roles: "guardian", _once };
  const add = () => office.submit(`/students/${per.id}/contacts`, form);
  expect((await Promise.all([add(), add()])).map((r) => r.status)).toEqual([303, 303]);
  expect(await linked(await office.get(`${students}/${per.id}/contacts`))).toHaveLength(1);
  const page = await (await office.get(`/students/${paal.id}/contacts/new?q=mor`)).text();
  expect(page).toContain(_once);
  const link = (roles: string) =>
    office.submit(`/students/${paal.id}/contacts/link`, { contactId: _once, roles });
  expect((await link("guardian")).status).toBe(303);
  expect((await link("payer")).status).toBe(303); // and stays guardian
  const both = await linked(await office.get(`${students}/${paal.id}/contacts`));
  expect(both.map((one) => one.roles)).toEqual([["guardian", "payer"]]);
  const own = await (await office.get(`/contacts/${_once}`)).text();
  for (const name of ["Per Ås", "Pål Ås"]) expect(own).toContain(name);
  const gone = await office.submit(`/students/${paal.id}/contacts/${_once}/detachment`, {});
  expect(gone.status).toBe(303);
  expect(await linked(await office.get(`${students}/${paal.id}/contacts`))).toEqual([]);
  const empty = await office.submit(`/students/${per.id}/contacts`, { name: "" });
  expect(empty.status).toBe(422);
  expect(await empty.text()).toContain('id="field-name-error"');
});

test("a stale form shows both versions of a contact", async () => {
  const office = await as("office", "c6");
  const { id } = await student(office);
  const [contact] = await linked(
    await office.post(`${students}/${id}/contacts`, { ...mother, roles: ["guardian"] }),
  );
  const path = `/contacts/${contact?.id}`;
  const send = (name: string) => office.submit(path, { ...mother, name, version: "1" });
  expect((await send("Mor Øye")).status).toBe(303);
  const stale = await send("Mor Ek");
  expect(stale.status).toBe(409);
  const html = await stale.text();
  expect(html).toContain("Mor Øye");
  expect(html).toContain('value="Mor Ek"');
});

test("another school's contact is unknown, and an instructor only reads", async () => {
  const office = await as("office", "c7");
  const { id } = await student(office);
  const [contact] = await linked(
    await office.post(`${students}/${id}/contacts`, { ...mother, roles: ["guardian"] }),
  );
  const stranger = await as("owner", "c8");
  const theirs = await student(stranger);
  for (const one of [contact?.id ?? "", uuidv7()]) {
    const tag = `"${one}-1"`;
    const path = `${students}/${theirs.id}/contacts/${one}`;
    const answers = [
      await stranger.get(`${url}/${one}`),
      await stranger.put(`${url}/${one}`, mother, tag),
      await stranger.put(path, { roles: ["payer"] }, `"${theirs.id}-1"`),
      await stranger.delete(path, `"${theirs.id}-1"`),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: "contacts.not_found" });
    }
  }
  const instructor = await as("instructor", "c7");
  expect((await instructor.get(`${students}/${id}/contacts`)).status).toBe(200);
  expect((await instructor.post(`${students}/${id}/contacts`, mother)).status).toBe(403);
});
