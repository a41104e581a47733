import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { type Filled, formIn } from "./test/forms.ts";
import { as, auditRows, type Person } from "./test/harness.ts";

// Two people have the same form open. The second to save must not write over what she did not
// touch, must be asked about what both have changed, and leave no trace when she changed nothing.

type Case = {
  name: string;
  /** Makes a row; answers the address of its form's page and the one it posts to. */
  make: (owner: Person) => Promise<{ page: string; action: string }>;
  /** A field for each of the two, and one that they both change. */
  mine: Filled;
  theirs: Filled;
  both: readonly [field: string, mine: string, theirs: string];
};

const made = async (owner: Person, url: string, body: object) => {
  const response = await owner.post(`/api/v1/${url}`, body);
  expect(response.status).toBe(201);
  return (await response.json<{ id: string }>()).id;
};
const student = { firstName: "Kari", lastName: "Nordmann", birthDate: "2008-02-01" };
const rowPages = (path: string) => ({ page: `${path}/edit`, action: path });

const cases: Case[] = [
  {
    name: "student",
    make: async (owner) => {
      const body = { ...student, phone: "90012345", status: "active", classes: ["B"] };
      return rowPages(`/students/${await made(owner, "students", body)}`);
    },
    mine: { email: "kari@example.no", classes: ["B", "BE"] },
    theirs: { address: "Storgata 1", phone: "911 22 333", classes: ["B", "A"] },
    both: ["note", "Min merknad\nover to linjer", "Den andres"],
  },
  {
    name: "contact",
    make: async (owner) => {
      const body = { ...student, status: "active", classes: [] };
      const id = await made(owner, "students", body);
      const guardian = { name: "Mor Ek", phone: "90099111", roles: ["guardian"] };
      const added = await owner.post(`/api/v1/students/${id}/contacts`, guardian);
      const { items } = await added.json<{ items: { id: string }[] }>();
      return rowPages(`/contacts/${items[0]?.id}`);
    },
    mine: { email: "ek@example.no" },
    theirs: { phone: "911 22 333" },
    both: ["name", "Mor Eik", "Mor Ekh"],
  },
  {
    name: "vehicle",
    make: async (owner) => {
      const id = await made(owner, "vehicles", {
        ...{ plate: "EK10101", kind: "car", gearbox: "manual", make: "VW", model: "Golf" },
        ...{ classes: ["B"], dualControls: false },
      });
      return rowPages(`/vehicles/${id}`);
    },
    mine: { year: "2021", dualControls: "true" },
    theirs: { inspectBy: "31.01.2031", gearbox: "automatic" },
    both: ["insurer", "Gjensidige", "Fremtind"],
  },
  {
    name: "employee",
    make: async (owner) => {
      const body = { firstName: "Ola", lastName: "Lærer", teaches: true };
      return rowPages(`/employees/${await made(owner, "employees", body)}`);
    },
    mine: { email: "ola.l@example.no" },
    theirs: { phone: "911 22 333" },
    both: ["title", "Lærer", "Kjørelærer"],
  },
  {
    name: "working week",
    make: async (owner) => {
      const body = { firstName: "Uke", lastName: "Lærer", teaches: true };
      const path = `/employees/${await made(owner, "employees", body)}/hours`;
      return { page: path, action: path };
    },
    mine: { day1: "08-12" },
    theirs: { day2: "10.00-14.00" },
    both: ["day3", "09:00–10:00", "11:00–12:00"],
  },
  {
    name: "school",
    make: async () => ({ page: "/school/edit", action: "/school" }),
    mine: { email: "post@example.no" },
    theirs: { address: "Storgata 1" },
    both: ["name", "Vår skole", "Deres skole"],
  },
  {
    name: "branch",
    make: async (owner) => {
      const path = `/school/branches/${await made(owner, "branches", { name: "Nord" })}`;
      return { page: path, action: path };
    },
    mine: { address: "Veien 2" },
    theirs: { phone: "911 22 333" },
    both: ["name", "Nordre", "Nordvest"],
  },
];

const filledIn = async (owner: Person, { page, action }: { page: string; action: string }) =>
  formIn(await (await owner.get(page)).text(), action);
// A change may be told to several: a guardian's is told to her children too.
const trail = async () => new Set((await auditRows()).map((row) => row.requestId)).size;

for (const { name, make, mine, theirs, both } of cases) {
  const [field, ours, hers] = both;

  test(`${name}: saving again writes over nothing that was not touched, and asks about the rest`, async () => {
    const owner = await as("owner", `c${name.slice(0, 4)}`);
    const where = await make(owner);
    const opened = await filledIn(owner, where);
    const other = await owner.submit(where.action, { ...opened, ...theirs, [field]: hers });
    expect(other.status).toBe(303);
    const afterOther = await filledIn(owner, where);

    const late = await owner.submit(where.action, { ...opened, ...mine, [field]: ours });
    expect(late.status).toBe(409);
    const html = await late.text();
    expect(html).toContain("Noen andre har endret dette imens");
    expect(html.match(/class="ds-fieldset choices clash"/g)).toHaveLength(1); // and only this field
    const merged = await formIn(html, where.action);
    expect(merged[field]).toBe(ours.replaceAll("\r", ""));
    const choices = html.slice(html.indexOf("choices clash"));
    expect(choices).toContain(`value="${hers}"`);

    const rows = await trail();
    expect((await owner.submit(where.action, merged)).status).toBe(303);
    expect(await trail()).toBe(rows + 1);
    const now = await filledIn(owner, where);
    const only = ({ version, _was, classes, ...rest }: Filled) => rest;
    expect(only(now)).toEqual(
      only({ ...afterOther, ...(await asShown(owner, where, mine, opened)), [field]: ours }),
    );
    if (opened.classes && mine.classes)
      expect([now.classes].flat().toSorted()).toEqual(["A", "B", "BE"]);
  });

  test(`${name}: choosing the other's takes hers`, async () => {
    const owner = await as("owner", `d${name.slice(0, 4)}`);
    const where = await make(owner);
    const opened = await filledIn(owner, where);
    await owner.submit(where.action, { ...opened, [field]: hers });
    const late = await owner.submit(where.action, { ...opened, [field]: ours });
    const merged = await formIn(await late.text(), where.action);
    const rows = await trail();
    const saved = await owner.submit(where.action, { ...merged, [field]: hers });
    expect(saved.status).toBe(303);
    expect(saved.headers.get("set-cookie")).toContain("generic.unchanged");
    expect(await trail()).toBe(rows);
  });

  test(`${name}: a form without a change, or sent twice, leaves no trace`, async () => {
    const owner = await as("owner", `e${name.slice(0, 4)}`);
    const where = await make(owner);
    const opened = await filledIn(owner, where);
    const rows = await trail();
    const same = await owner.submit(where.action, opened);
    expect([same.status, same.headers.get("set-cookie")]).toEqual([
      303,
      expect.stringContaining("generic.unchanged"),
    ]);
    expect(await trail()).toBe(rows);
    expect((await filledIn(owner, where)).version).toBe(opened.version);

    const change = { ...opened, [field]: ours };
    const sent = await Promise.all([1, 2].map(() => owner.submit(where.action, change)));
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    const again = await owner.submit(where.action, change);
    expect(again.status).toBe(303);
    expect(again.headers.get("set-cookie")).not.toContain("generic.unchanged");
    expect(again.headers.get("location")).toBe(sent[0]?.headers.get("location"));
    expect(await trail()).toBe(rows + 1);

    const late = await owner.submit(where.action, opened); // older, and nothing typed over
    expect(late.headers.get("set-cookie")).toContain("generic.unchanged");
    expect(await trail()).toBe(rows + 1);
  });
}

/** How the page writes what was typed: asked of another row of the same school. */
async function asShown(
  owner: Person,
  where: { page: string; action: string },
  fields: Filled,
  opened: Filled,
): Promise<Filled> {
  const now = await filledIn(owner, where);
  const read = Object.keys(fields).filter((name) => now[name] !== opened[name]);
  expect(read.toSorted()).toEqual(Object.keys(fields).toSorted()); // each of mine has arrived
  return Object.fromEntries(read.map((name) => [name, now[name] ?? ""]));
}

test("a form that does not say what it showed is asked about every difference", async () => {
  const owner = await as("owner", "cbare");
  const id = await made(owner, "vehicles", {
    ...{ plate: "EK20202", kind: "car", gearbox: "manual", make: "VW", model: "Golf" },
    ...{ classes: ["B"], dualControls: false },
  });
  const where = rowPages(`/vehicles/${id}`);
  const { _was, ...opened } = await filledIn(owner, where);
  await owner.submit(where.action, { ...opened, make: "Audi", classes: ["B", "BE"] });
  for (const forged of ["", "{", "[]", '{"make":1}', "null"]) {
    const late = await owner.submit(where.action, { ...opened, model: "Polo", _was: forged });
    expect(late.status).toBe(409);
    const html = await late.text();
    expect(html.match(/class="ds-fieldset choices clash"/g)).toHaveLength(2); // make and model
    expect((await formIn(html, where.action)).classes).toEqual(["B", "BE"]);
  }
});

test("roles that two people change at once are merged role by role", async () => {
  const owner = await as("owner", "croll");
  const { userId } = await as("instructor", "croll");
  const where = { page: `/people/${userId}`, action: `/people/${userId}/roles` };
  const opened = await filledIn(owner, where);
  await owner.submit(where.action, { ...opened, roles: ["instructor", "office"] });
  const mine = { ...opened, roles: ["instructor", "academic_leader"] };
  const late = await owner.submit(where.action, mine);
  expect(late.status).toBe(409);
  const merged = await formIn(await late.text(), where.action);
  expect([merged.roles].flat().toSorted()).toEqual(["academic_leader", "instructor", "office"]);
  expect((await owner.submit(where.action, merged)).status).toBe(303);
  expect((await filledIn(owner, where)).roles).toHaveLength(3);
});

test("a change of many, undone by many while others change the same: each student has one history", async () => {
  const [owner, other] = [await as("owner", "cbulk"), await as("office", "cbulk")];
  const ids: string[] = [];
  for (let n = 0; n < 4; n++)
    ids.push(await made(owner, "students", { ...student, status: "active", classes: [] }));
  const first = uuidv7();
  const change = (version: number, status: string, once: string, who = owner) =>
    who.submit("/students/changes", {
      items: ids.map((id) => `${id}:${version}`),
      change: `status:${status}`,
      _once: once,
    });
  expect((await change(1, "waiting", first)).status).toBe(303);
  const [id = ""] = ids;
  const second = uuidv7();
  const answers = await Promise.all([
    ...Array.from({ length: 5 }, () => owner.submit(`/students/changes/${first}/reversal`, {})),
    change(2, "active", second, other),
    change(2, "active", second, other),
    other.put(`/api/v1/students/${id}/activation`, { status: "active" }, `"${id}-2"`),
  ]);
  for (const answer of answers) expect([200, 303, 409, 412]).toContain(answer.status);
  const rows = await auditRows();
  const of = (entityId: string) => rows.filter((row) => row.entityId === entityId);
  // Whatever came first, it is done whole, once, and every version has its row.
  expect(of(first).filter((row) => row.action === "students.change_undone").length).toBeLessThan(2);
  expect(of(second).length).toBeLessThan(2);
  for (const one of ids) {
    const { version } = await (await owner.get(`/api/v1/students/${one}`)).json<{
      version: number;
    }>();
    expect([one, of(one).length]).toEqual([one, version]);
  }
});
