import { exports } from "cloudflare:workers";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { employees } from "#worker/modules/employees/mod.ts";
import { as, auditRows, db, origin } from "#worker/test/harness.ts";
import { BulkChange } from "./bulk/input.ts";
import { Student } from "./input.ts";

const url = "/api/v1/students";
type Person = Awaited<ReturnType<typeof as>>;

async function make(person: Person, firstName: string): Promise<Student> {
  const body = { firstName, lastName: "Ås", birthDate: "2007-05-12" };
  return Student.parse(await (await person.post(url, body)).json());
}
const read = async (person: Person, id: string) =>
  Student.parse(await (await person.get(`${url}/${id}`)).json());

const items = (all: readonly Student[]) => all.map(({ id, version }) => `${id}:${version}`);

test("a choice is shown before it is done, is one change, and can be undone", async () => {
  const office = await as("office", "b1");
  const all = [await make(office, "Per"), await make(office, "Pål"), await make(office, "Espen")];
  const ids = all.map((s) => s.id);
  const preview = await office.submit("/students/changes/preview", { ids, change: "status:quit" });
  expect(preview.status).toBe(200);
  const html = await preview.text();
  for (const name of ["Per", "Pål", "Espen"]) expect(html).toContain(`Ås, ${name}`);
  expect(html).toContain("Endre 3 elever");
  const _once = uuidv7();
  const send = () =>
    office.submit("/students/changes", { items: items(all), change: "status:quit", _once });
  expect((await send()).headers.get("location")).toBe(`/students/changes/${_once}`);
  expect((await send()).headers.get("location")).toBe(`/students/changes/${_once}`); // once
  for (const { id } of all)
    expect(await read(office, id)).toMatchObject({ status: "quit", version: 2 });
  const rows = (await auditRows()).filter((row) => row.action === "students.changed_together");
  expect(rows.map((row) => row.entity).sort()).toEqual([
    "bulk_change",
    "student",
    "student",
    "student",
  ]);
  expect(await (await office.get("/students/changes")).text()).toContain(_once);

  // Somebody changes Pål meanwhile: undoing leaves him alone, and says so.
  const paal = await read(office, all[1]?.id ?? "");
  const back = { status: "waiting", reason: "Venter på plass" };
  await office.put(`${url}/${paal.id}/activation`, back, `"${paal.id}-2"`);
  const undone = await office.submit(`/students/changes/${_once}/reversal`, {});
  expect(undone.status).toBe(303);
  const statuses = await Promise.all(ids.map(async (id) => (await read(office, id)).status));
  expect(statuses).toEqual(["active", "waiting", "active"]);
  const page = await (await office.get(`/students/changes/${_once}`)).text();
  expect(page.slice(page.indexOf("ble som de er"), page.indexOf("<table"))).toMatch(/Pål Ås/);
  expect(page.slice(page.indexOf("ble som de er"), page.indexOf("<table"))).not.toMatch(/Per Ås/);
  const before = (await auditRows()).length;
  const twice = await office.submit(`/students/changes/${_once}/reversal`, {});
  expect(twice.headers.get("location")).toBe(`/students/changes/${_once}`); // a second click
  expect((await auditRows()).length).toBe(before);
  const history = await (await office.get(`/students/${ids[0]}/timeline`)).text();
  for (const text of ["Endret sammen med flere", "Angret en endring", "Aktiv → Sluttet"])
    expect(history).toContain(text);
});

test("a change over older versions changes nobody, and shows them as they are", async () => {
  const office = await as("office", "b2");
  const [per, paal] = [await make(office, "Per"), await make(office, "Pål")];
  const shown = items([per, paal]);
  await office.put(
    `${url}/${per.id}`,
    { firstName: "Peder", lastName: "Ås", birthDate: "2007-05-12" },
    `"${per.id}-1"`,
  );
  const late = await office.submit("/students/changes", { items: shown, change: "status:waiting" });
  expect(late.status).toBe(409);
  const html = await late.text();
  expect(html).toContain("Ås, Peder");
  expect(html).toContain(`${per.id}:2`);
  expect((await read(office, paal.id)).status).toBe("active");
});

test("an instructor is given to many and taken again, and must be the school's own", async () => {
  const office = await as("office", "b3");
  const stranger = await as("office", "b4");
  const person = { firstName: "Lise", lastName: "Lærer", sortName: "laerer", teaches: true };
  const [own, foreign] = [uuidv7(), uuidv7()];
  await db.insert(employees).values({ ...person, schoolId: office.schoolId, id: own });
  await db.insert(employees).values({ ...person, schoolId: stranger.schoolId, id: foreign });
  const per = await make(office, "Per");
  const set = (id: string, student: Student) =>
    office.submit("/students/changes", {
      items: items([student]),
      change: `instructorId:${id}`,
    });
  expect((await set(foreign, per)).status).toBe(422);
  expect((await set(own, per)).status).toBe(303);
  const now = await read(office, per.id);
  expect(now.instructorId).toBe(own);
  expect((await set("", now)).status).toBe(303);
  expect((await read(office, per.id)).instructorId).toBeNull();
});

test("nothing chosen, too many, or another school's student changes nobody", async () => {
  const office = await as("office", "b5");
  const per = await make(office, "Per");
  const preview = async (fields: Record<string, string | string[]>) => {
    const answer = await office.submit("/students/changes/preview", fields);
    return { status: answer.status, html: await answer.text() };
  };
  expect((await preview({ change: "status:quit" })).html).toContain("Velg minst én elev");
  const asked = await preview({ ids: [per.id], change: "" });
  expect(asked.html).toContain("Velg hva som skal endres");
  expect(asked.html).toContain(`name="ids" value="${per.id}"`); // who was ticked stays so
  expect(asked.html).toContain('value="status:quit"');
  const many = Array.from({ length: 101 }, () => uuidv7());
  const refused = await preview({ ids: many, change: "status:quit" });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain("høyst 100");
  const stranger = await as("office", "b6");
  const theirs = await stranger.submit("/students/changes", {
    items: items([per]),
    change: "status:quit",
  });
  expect(theirs.status).toBe(409);
  expect((await read(office, per.id)).version).toBe(1);
  const instructor = await as("instructor", "b5");
  expect((await instructor.get("/students/changes")).status).toBe(403);
});

test("the API changes many, once, and takes it back", async () => {
  const office = await as("office", "b6");
  const all = [await make(office, "Per"), await make(office, "Pål")];
  const seen = all.map(({ id, version }) => ({ id, version }));
  const change = { field: "status", value: "waiting" };
  const once = uuidv7();
  const send = () =>
    exports.default.fetch(`${origin}${url}/bulk`, {
      method: "POST",
      headers: { ...office.headers, "content-type": "application/json", "idempotency-key": once },
      body: JSON.stringify({ items: seen, change, reason: "Kurset er fullt" }),
    });
  for (const answer of [await send(), await send()]) {
    expect(answer.status, await answer.clone().text()).toBe(201);
    const made = BulkChange.parse(await answer.json());
    expect(made).toMatchObject({ id: once, ...change, undoneAt: null, kept: null });
    expect(made.items.map(({ before, version }) => [before, version])).toEqual([
      ["active", 2],
      ["active", 2],
    ]);
  }
  const rows = (await auditRows()).filter((row) => row.entityId === once);
  expect(rows.map(({ action, reason }) => [action, reason])).toEqual([
    ["students.changed_together", "Kurset er fullt"],
  ]);
  const stale = await office.post(`${url}/bulk`, { items: seen, change });
  expect([stale.status, (await stale.json<{ code: string }>()).code]).toEqual([412, "stale"]);

  const where = `${url}/bulk/${once}`;
  expect((await (await as("owner", "b7")).put(`${where}/reversal`, {})).status).toBe(404);
  expect((await (await as("instructor", "b6")).put(`${where}/reversal`, {})).status).toBe(403);
  const undone = BulkChange.parse(await (await office.put(`${where}/reversal`, {})).json());
  expect(undone.kept).toEqual([]);
  expect(await (await office.get(where)).json()).toEqual(undone);
  expect((await read(office, all[0]?.id ?? "")).status).toBe("active");
  const twice = await office.put(`${where}/reversal`, {});
  expect(await twice.json()).toMatchObject({
    status: 409,
    reasons: [{ code: "students.already_undone" }],
  });
});

test("the API says by field what a change of many is not", async () => {
  const office = await as("office", "b8");
  const { id, version } = await make(office, "Per");
  const items = [{ id, version }];
  const refused = async (body: object) => {
    const answer = await office.post(`${url}/bulk`, body);
    return [answer.status, Object.keys((await answer.json<{ errors: object }>()).errors)];
  };
  const status = { field: "status", value: "quit" };
  expect(await refused({ items: [], change: status })).toEqual([422, ["items"]]);
  expect(await refused({ items, change: { ...status, value: "gone" } })).toEqual([
    422,
    ["change.value"],
  ]);
  expect(await refused({ items, change: { field: "note", value: "x" } })).toEqual([
    422,
    ["change.field"],
  ]);
  const nobody = { field: "instructorId", value: uuidv7() };
  expect(await refused({ items, change: nobody })).toEqual([422, ["change"]]);
});
