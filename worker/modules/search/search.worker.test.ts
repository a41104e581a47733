import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { sortKey } from "#worker/lib/fold.ts";
import { indexWords } from "#worker/lib/search.ts";
import { studentClasses, students } from "#worker/modules/students/schema.ts";
import { as, cost, db, type Person, school } from "#worker/test/harness.ts";
import { Found } from "./input.ts";
import { find, PAGE, PALETTE } from "./queries.ts";

let owner: Person;
let number = 0;
beforeAll(async () => {
  owner = await as(["owner", "office"]);
});

async function student(who: Person, firstName: string, lastName: string, more: object = {}) {
  const id = `0190bbbb-0000-7000-8000-${String(++number).padStart(12, "0")}`;
  const sortName = sortKey(lastName, firstName);
  const row = { schoolId: who.schoolId, id, number, firstName, lastName, sortName };
  const fixed = { birthDate: "2008-05-01", status: "active", createdAt: who.ctx.now } as const;
  const text = `${firstName} ${lastName} ${number} 41234567`;
  await db.insert(students).values({ ...row, ...fixed, phone: "+4741234567", ...more });
  await db
    .insert(studentClasses)
    .values({ schoolId: who.schoolId, studentId: id, classCode: "B", sortName, number });
  for (const statement of indexWords(who.ctx, "student", { id, text })) await statement;
  return id;
}

async function ask(who: Person, q: string): Promise<Found> {
  const response = await who.get(`/api/v1/search?${new URLSearchParams({ q })}`);
  expect(response.status).toBe(200);
  return Found.parse(await response.json());
}

test("finds students, staff and vehicles at once, each with what tells it from its likes", async () => {
  const id = await student(owner, "Solveig", "Åsheim", { status: "waiting" });
  const made = { firstName: "Solfrid", lastName: "Lien", title: "Trafikklærer", teaches: true };
  expect((await owner.post("/api/v1/employees", made)).status).toBe(201);
  const car = { plate: "SO 12345", kind: "car", gearbox: "manual", classes: ["B", "BE"] };
  expect((await owner.post("/api/v1/vehicles", { ...car, make: "Kia" })).status).toBe(201);
  const { items, more } = await ask(owner, "so");
  expect(more).toEqual([]);
  expect(items.map(({ kind, title, facts, state }) => [kind, title, facts, state])).toEqual([
    ["student", "Solveig Åsheim", [`#${number}`, "B", "412 34 567"], "waiting"],
    ["employee", "Solfrid Lien", ["Trafikklærer"], null],
    ["vehicle", "SO12345", ["Kia", "B, BE"], null],
  ]);
  expect(items[0]?.href).toBe(`/students/${id}`);
});

test("knows names however they are spelled, and telephone numbers however they are spaced", async () => {
  const titles = async (q: string) => (await ask(owner, q)).items.map((hit) => hit.title);
  for (const q of ["aasheim", "ÅSHEIM sol", "41234567", "+47 412 34 567", "412 34 567"])
    expect([q, await titles(q)]).toEqual([q, ["Solveig Åsheim"]]);
  expect(await titles("SO 12345")).toEqual(["SO12345"]);
  for (const q of ["", "s", "%", "_", "' or 1=1 --", "ø".repeat(200)])
    expect([q, await titles(q)]).toEqual([q, []]);
});

test("says what is not in the middle of it any more", async () => {
  const gone = { firstName: "Sluttet", lastName: "Nå", teaches: true };
  const { id } = await (await owner.post("/api/v1/employees", gone)).json<{ id: string }>();
  const left = `/api/v1/employees/${id}/departure`;
  expect((await owner.put(left, { leftOn: "2025-01-01" }, `"${id}-1"`)).status).toBe(200);
  expect((await ask(owner, "sluttet")).items[0]?.state).toBe("left");
});

test("finds nothing of another school, and needs the right to search", async () => {
  const elsewhere = await as("owner", "s2");
  expect((await ask(elsewhere, "solveig")).items).toEqual([]);
  const guardian = await as("guardian");
  expect((await guardian.get("/api/v1/search?q=sol")).status).toBe(403);
  expect((await guardian.get("/search?q=sol")).status).toBe(403);
  expect((await (await as("instructor")).get("/search?q=sol")).status).toBe(200);
});

test("never searches for a national id, nor keeps one in the address", async () => {
  const api = await owner.get("/api/v1/search?q=010190%2012345");
  expect([api.status, (await api.json<{ errors: object }>()).errors]).toEqual([
    422,
    { q: "search.national_id" },
  ]);
  const page = await owner.get("/search?q=01019012345");
  expect([page.status, page.headers.get("location")]).toEqual([303, "/search?refused=national_id"]);
  const told = await (await owner.get("/search?refused=national_id")).text();
  expect(told).toContain("Fødselsnummer kan ikke søkes opp her");
  expect(told).toContain('href="/students/find"');
  const instructor = await (await as("instructor")).get("/search?refused=national_id");
  expect(await instructor.text()).not.toContain('href="/students/find"');
});

test("the page groups what it found, says what it did not, and links to the lists", async () => {
  const who = await as("owner", "s3");
  for (let i = 0; i < PAGE + 1; i++) await student(who, "Mange", `Nr${i}`);
  const html = await (await who.get("/search?q=mange")).text();
  expect(html.match(/class="find"/g)).toHaveLength(PAGE);
  expect(html).toContain('href="/students?q=mange"');
  expect((await ask(who, "mange")).more).toEqual(["student"]);
  expect((await ask(who, "mange")).items).toHaveLength(PALETTE);
  expect(await (await who.get("/search?q=ingen")).text()).toContain("Ingen treff på «ingen»");
});

test("a staff page carries the palette, a guardian's does not", async () => {
  const staff = await (await owner.get("/search")).text();
  expect(staff).toContain('data-name="search/palette"');
  expect(staff).toMatch(/data-islands="[^"]*search\/palette[^"]*palette-/);
  const other = await (await (await as("guardian")).get("/api/docs")).text();
  expect(other).not.toContain("search/palette");
});

test("a search costs one trip and the rows it shows, in a school of thousands", async () => {
  const schoolId = await school("s4");
  const numbers =
    "with recursive n(i) as (select 10000 union all select i + 1 from n where i < 12999)";
  await env.DB.batch([
    env.DB.prepare(`insert into students (school_id, id, number, first_name, last_name, sort_name,
        birth_date, status, created_at) ${numbers}
      select '${schoolId}', 'x' || i, i, 'Anna', 'A' || i, 'a' || i, '2008-01-01', 'active',
        '2026-01-01T00:00:00.000Z' from n`),
    env.DB.prepare(`insert into search_terms (school_id, kind, term, id) ${numbers}
      select '${schoolId}', 'student', 'anna', 'x' || i from n`),
    env.DB.prepare(`insert into search_terms (school_id, kind, term, id) ${numbers}
      select '${schoolId}', 'student', 'a' || i, 'x' || i from n`),
  ]);
  const who = await as("owner", "s4");
  for (const q of ["anna", "an", "a12345", "anna a1234"]) {
    const { rowsRead, trips } = await cost(who.ctx, (ctx) => find(ctx, q, PAGE));
    expect([q, trips, rowsRead <= 300]).toEqual([q, 1, true]);
  }
});
