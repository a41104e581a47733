import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { commit } from "#worker/lib/commit.ts";
import { as, auditRows, cost, db, school } from "#worker/test/harness.ts";
import { insertContacts } from "./arrivals/queries.ts";
import { linkContacts } from "./queries.ts";
import { ContactList, ContactPage } from "./register/input.ts";
import { listContacts } from "./register/queries.ts";
import { contacts } from "./schema.ts";

const url = "/api/v1/contacts";
type Person = Awaited<ReturnType<typeof as>>;

async function studentOf(person: Person, firstName: string): Promise<string> {
  const body = { firstName, lastName: "Ås", birthDate: "2011-05-12" };
  const response = await person.post("/api/v1/students", body);
  return (await response.json<{ id: string }>()).id;
}

async function contactOf(person: Person, student: string, body: object): Promise<void> {
  const response = await person.post(`/api/v1/students/${student}/contacts`, body);
  expect(response.status, await response.clone().text()).toBe(201);
}

async function ask(person: Person, query = "") {
  const response = await person.get(url + query);
  expect(response.status, await response.clone().text()).toBe(200);
  return ContactPage.parse(await response.json());
}
const names = async (person: Person, query = "") =>
  (await ask(person, query)).items.map((row) => row.name);

let office: Person;
beforeAll(async () => {
  office = await as("office", "k1");
  const [one, two] = [await studentOf(office, "Lille"), await studentOf(office, "Store")];
  const phone = "900 11 222";
  await contactOf(office, one, { name: "Åse Mor", phone, roles: ["guardian", "payer"] });
  await contactOf(office, two, { name: "Arne Far", roles: ["guardian"] });
  await contactOf(office, two, { name: "Bedriften AS", orgnr: "971 032 081", roles: ["payer"] });
});

test("the list stands by name, with what each is and to whom; a tab is one role", async () => {
  const { items } = await ask(office);
  expect(items.map(({ name, roles }) => [name, roles])).toEqual([
    ["Arne Far", ["guardian"]],
    ["Bedriften AS", ["payer"]],
    ["Åse Mor", ["guardian", "payer"]],
  ]);
  expect(items[2]?.students.map(({ name }) => name)).toEqual(["Lille Ås"]);
  expect(await names(office, "?role=payer&sort=-name")).toEqual(["Åse Mor", "Bedriften AS"]);
  expect(await names(office, "?role=guardian")).toEqual(["Arne Far", "Åse Mor"]);
  expect(await names(office, "?role=none")).toEqual([]);
  expect(await names(office, "?q=900%2011%20222")).toEqual(["Åse Mor"]);
  expect(await names(office, "?q=arne&role=payer")).toEqual([]);
});

test("who is let go of by her last student is no student's, and is found so", async () => {
  const person = await as("office", "k2");
  const [one, two] = [await studentOf(person, "Lille"), await studentOf(person, "Store")];
  await contactOf(person, one, { name: "Mor", roles: ["guardian"] });
  const [mother] = (await ask(person)).items;
  const link = { contactId: mother?.id ?? "", roles: ["payer"] };
  expect((await person.submit(`/students/${two}/contacts/link`, link)).status).toBe(303);
  expect((await ask(person)).items[0]?.roles).toEqual(["guardian", "payer"]);
  await person.submit(`/students/${one}/contacts/${mother?.id}/detachment`, {});
  expect((await ask(person)).items[0]?.roles).toEqual(["payer"]);
  await person.submit(`/students/${two}/contacts/${mother?.id}/detachment`, {});
  expect(await names(person, "?role=none")).toEqual(["Mor"]);
  expect(await names(person, "?role=payer")).toEqual([]);
});

test("the page shows it, finds by a name, and is for staff alone", async () => {
  const html = await (await office.get("/contacts?q=mor")).text();
  for (const text of ["Åse Mor", "Lille Ås", "Foresatt", "Uten elev", "/contacts/export?"])
    expect(html).toContain(text);
  expect(html).not.toContain("Arne Far");
  const instructor = await as("instructor", "k1");
  const read = await (await instructor.get("/contacts")).text();
  expect(read).toContain("Arne Far");
  expect(read).not.toContain("/contacts/export");
  expect((await instructor.get("/contacts/export")).status).toBe(403);
  expect((await (await as("guardian", "k1")).get("/contacts")).status).toBe(403);
  expect(await names(await as("office", "k3"))).toEqual([]);
});

test("the file holds the list as it is filtered, and is on record", async () => {
  const answer = await office.get(`${url}/export?format=csv&role=payer`);
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toMatch(/kontakter-\d{4}-\d\d-\d\d\.csv/);
  const lines = (await answer.text()).trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[2]).toBe("Åse Mor;Foresatt, Betaler;Lille Ås;90011222;;;;;");
  const book = new Uint8Array(
    await (await office.get("/contacts/export?format=xlsx")).arrayBuffer(),
  );
  expect([...book.slice(0, 2)]).toEqual([0x50, 0x4b]);
  const told = (await auditRows()).filter((row) => row.action === "contacts.exported");
  expect(told).toHaveLength(2);
  expect((await (await as("guardian", "k1")).get(`${url}/export`)).status).toBe(403);
});

test("a page reads its own rows, whatever is asked for, in a school of thousands", async () => {
  const schoolId = await school("k4");
  const person = await as("office", "k4");
  const student = await studentOf(person, "Eneste");
  for (let from = 0; from < 3000; from += 300) {
    const rows = Array.from({ length: 300 }, (_, i) => ({
      id: uuidv7(),
      name: `Kontakt ${10_000 + from + i}`,
      ...{ phone: null, email: null, address: null, postalCode: null, orgnr: null },
    }));
    const links = rows.slice(0, 280).map(({ id }, i) => ({
      studentId: student,
      contactId: id,
      role: i === 0 ? ("payer" as const) : ("guardian" as const),
    }));
    await commit(person.ctx, {
      action: "contacts.arrived",
      entity: "import",
      entityId: "many",
      write: [...insertContacts(person.ctx, rows), linkContacts(person.ctx, links)],
    });
  }
  expect(await db.$count(contacts, eq(contacts.schoolId, schoolId))).toBe(3000);
  for (const query of [
    {},
    { sort: "-name" },
    { role: "payer" },
    { role: "none" },
    { q: "12999" },
  ]) {
    const list = ContactList.parse(query);
    const { rowsRead, trips } = await cost(person.ctx, (ctx) => listContacts(ctx, list));
    expect([query, rowsRead <= 300, trips <= 2]).toEqual([query, true, true]);
  }
});
