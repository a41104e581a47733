import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { employees } from "#worker/modules/employees/mod.ts";
import { as, db } from "#worker/test/harness.ts";
import { Student } from "./input.ts";
import { Happenings } from "./timeline/input.ts";

const url = "/api/v1/students";
const kari = { firstName: "Kari", lastName: "Ås", birthDate: "2004-07-02" };

test("the history says who, when, what and why, newest first, a page at a time", async () => {
  const office = await as("office");
  const lise = { id: uuidv7(), firstName: "Lise", lastName: "Berg", sortName: "berg" };
  await db.insert(employees).values({ ...lise, schoolId: office.schoolId, teaches: true });
  const made = await office.post(url, { ...kari, nationalId: "02870468744" });
  const { id } = Student.parse(await made.json());
  const changed = { ...kari, lastName: "Øye", instructorId: lise.id, classes: ["B"] };
  await office.put(`${url}/${id}`, changed, `"${id}-1"`);
  const why = { status: "quit", reason: "Flyttet" };
  await office.put(`${url}/${id}/deactivation`, why, `"${id}-2"`);
  await office.put(`${url}/${id}/national-id`, { nationalId: null }, `"${id}-3"`);

  const first = Happenings.parse(await (await office.get(`${url}/${id}/timeline?per=3`)).json());
  expect(first.items.map((item) => item.action)).toEqual([
    "students.national_id_removed",
    "students.deactivated",
    "students.changed",
  ]);
  const [hidden, left, change] = first.items;
  expect(hidden?.changes).toEqual([
    { field: "nationalId", hidden: true, before: null, after: null },
  ]);
  expect(left).toMatchObject({
    who: "office s1",
    reason: "Flyttet",
    changes: [{ field: "status", before: "active", after: "quit" }],
  });
  expect(change?.changes).toEqual([
    { field: "lastName", hidden: false, before: "Ås", after: "Øye" },
    { field: "classes", hidden: false, before: [], after: ["B"] },
    { field: "instructorId", hidden: false, before: null, after: "Lise Berg" },
  ]);
  const next = `${url}/${id}/timeline?per=3&after=${encodeURIComponent(first.after ?? "")}`;
  const second = Happenings.parse(await (await office.get(next)).json());
  expect(second.items.map((item) => item.action)).toEqual(["students.registered"]);
  expect(second.after).toBeNull();

  const html = await (await office.get(`/students/${id}/timeline`)).text();
  for (const text of ["Etternavn: Ås → Øye", "Lærer: Lise Berg", "Grunn: Flyttet", "vises ikke"])
    expect(html).toContain(text);
});

test("a note that looks like a day and is none is shown as it was typed", async () => {
  const office = await as("office");
  const notes = ["2026-13-45", "2026-02-30", "2026-02-28"];
  const made = await office.post(url, { ...kari, note: notes[0] });
  const { id } = Student.parse(await made.json());
  for (const [n, note] of notes.slice(1).entries())
    expect((await office.put(`${url}/${id}`, { ...kari, note }, `"${id}-${n + 1}"`)).status).toBe(
      200,
    );
  const page = await office.get(`/students/${id}/timeline`);
  expect(page.status).toBe(200);
  const text = await page.text();
  for (const shown of ["2026-13-45", "2026-02-30", "28. feb. 2026"]) expect(text).toContain(shown);
});
