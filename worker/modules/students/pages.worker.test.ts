import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { schoolClasses } from "#worker/modules/schools/schema.ts";
import { bornAgo } from "#worker/test/days.ts";
import { as, auditRows, db } from "#worker/test/harness.ts";
import { students } from "./schema.ts";

const typed = {
  firstName: "Ola",
  lastName: "Brekke",
  birthDate: "2007-02-28",
  phone: "900 11 222",
  status: "active",
};

async function register(person: Awaited<ReturnType<typeof as>>, more: object = {}) {
  const answer = await person.submit("/students", { ...typed, _once: uuidv7(), ...more });
  expect(answer.status, await answer.clone().text()).toBe(303);
  return answer.headers.get("location") ?? "";
}

test("the form registers, a double click makes one row, and the page shows her", async () => {
  const office = await as("office", "p1");
  const _once = uuidv7();
  const send = () => office.submit("/students", { ...typed, classes: ["B", "BE"], _once });
  const [one, two] = await Promise.all([send(), send()]);
  expect([one.status, two.status]).toEqual([303, 303]);
  expect(one.headers.get("location")).toBe(`/students/${_once}`);
  expect(two.headers.get("location")).toBe(`/students/${_once}`);
  expect(await db.$count(students, eq(students.schoolId, office.schoolId))).toBe(1);
  const html = await (await office.get(`/students/${_once}`)).text();
  for (const text of ["Ola Brekke", "900 11 222", "Personbil", "Førerkortforskriften"])
    expect(html).toContain(text);
});

test("the form keeps what was typed and says what is wrong by the field", async () => {
  const office = await as("office", "p2");
  const answer = await office.submit("/students", { ...typed, birthDate: "31.02.2007" });
  expect(answer.status).toBe(422);
  const html = await answer.text();
  expect(html).toContain('value="Brekke"');
  expect(html).toContain('id="field-birthDate-error"');
  expect(html).toMatch(/<select[^>]*name="status"/);
});

test("somebody who may be there already is shown, and can be registered all the same", async () => {
  const office = await as("office", "p3");
  const first = await register(office);
  const again = await office.submit("/students", { ...typed, phone: "", _once: uuidv7() });
  expect(again.status).toBe(422);
  const html = await again.text();
  expect(html).toContain(`href="${first}"`);
  expect(html).toContain('name="sure"');
  const samePhone = { ...typed, firstName: "Per", birthDate: "1990-01-01", _once: uuidv7() };
  expect((await office.submit("/students", samePhone)).status).toBe(422);
  expect((await office.submit("/students", { ...samePhone, sure: "on" })).status).toBe(303);
  const other = await as("office", "p4"); // another school's student is nobody's double
  await register(other);
});

test("an edit over an older version shows both, and can be sent again", async () => {
  const office = await as("office", "p5");
  const path = await register(office);
  const first = await office.submit(path, { ...change, firstName: "Olav", version: "1" });
  expect(first.status).toBe(303);
  const stale = await office.submit(path, { ...change, firstName: "Olai", version: "1" });
  expect(stale.status).toBe(409);
  const html = await stale.text();
  expect(html).toContain(">Olav</strong>");
  expect(html).toContain('value="Olai"');
  expect(html).toMatch(/name="version" value="2"/);
  expect((await office.submit(path, { ...change, firstName: "Olai", version: "2" })).status).toBe(
    303,
  );
});

const { status: _, ...change } = typed;

test("a minor without a guardian is told of, until she has one", async () => {
  const office = await as("office", "p6");
  const path = await register(office, { birthDate: bornAgo(16) });
  expect(await (await office.get(path)).text()).toContain("under 18");
  const guardian = { name: "Mor Brekke", phone: "900 11 333", roles: "guardian" };
  const added = await office.submit(`${path}/contacts`, { ...guardian, _once: uuidv7() });
  expect(added.status).toBe(303);
  const html = await (await office.get(path)).text();
  expect(html).not.toContain("under 18");
  expect(html).toContain("Mor Brekke");
});

test("leaving asks for a reason, and an old button shows how she is now", async () => {
  const office = await as("office", "p7");
  const path = await register(office);
  const leave = (fields: Record<string, string>) =>
    office.submit(`${path}/deactivation`, { status: "quit", version: "1", ...fields });
  expect((await leave({})).status).toBe(422);
  expect((await leave({ reason: "Flyttet" })).status).toBe(303);
  const late = await office.submit(`${path}/activation`, {
    status: "active",
    version: "1",
    reason: "Kom tilbake",
  });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain("imens");
  const rows = (await auditRows()).filter((row) => path.endsWith(row.entityId));
  expect(rows.map((row) => row.action)).toEqual(["students.registered", "students.deactivated"]);
});

test("the list remembers the columns that were chosen, on this device", async () => {
  const office = await as("office", "p8");
  await register(office, { email: "ola@example.no" });
  const usual = await (await office.get("/students")).text();
  expect(usual).not.toContain("ola@example.no");
  const chosen = await office.get("/students?cols=email&cols=status");
  expect(await chosen.text()).toContain("ola@example.no");
  const cookie = chosen.headers.get("set-cookie") ?? "";
  expect(cookie).toContain("__Host-students-columns=email.status");
});

test("the list offers the classes that are taught or in use, and the one that is asked for", async () => {
  const office = await as("office", "p9");
  await register(office, { classes: ["BE"] });
  const since = "2026-01-01";
  await db.insert(schoolClasses).values({ schoolId: office.schoolId, code: "B", since });
  const offered = async (query = "") => {
    const html = await (await office.get(`/students${query}`)).text();
    const [select = ""] = /<select[^>]* name="class">.*?<\/select>/s.exec(html) ?? [];
    return [...select.matchAll(/<option[^>]* value="(\w+)"/g)].map(([, code]) => code);
  };
  expect(await offered()).toEqual(["B", "BE"]);
  expect(await offered("?class=T&q=ola")).toEqual(["B", "BE", "T"]);
});

test("a search for one letter says why it finds nothing", async () => {
  const office = await as("office", "p10");
  await register(office);
  for (const path of ["/students?q=å", "/employees?q=å", "/vehicles?q=å", "/search?q=å"])
    expect([path, await (await office.get(path)).text()]).toEqual([
      path,
      expect.stringContaining("Skriv minst to bokstaver"),
    ]);
  expect(await (await office.get("/students?q=zzz")).text()).toContain("Ingen elever passer");
});
