import { env } from "cloudflare:workers";
import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { openDiff } from "#worker/lib/audit.ts";
import { blindIndex } from "#worker/lib/seal.ts";
import { dump } from "#worker/test/dump.ts";
import { as, auditRows, send } from "#worker/test/harness.ts";
import { Student } from "./input.ts";

const url = "/api/v1/students";
// Made-up numbers (month + 80) of 2 July 2004 and 30 March 2002.
const [hers, birthDate] = ["02870468744", "2004-07-02"];
const [other, otherDate] = ["30830279896", "2002-03-30"];
const kari = { firstName: "Kari", lastName: "Ås", birthDate, nationalId: hers };
type Person = Awaited<ReturnType<typeof as>>;

async function make(person: Person, more: object = {}): Promise<Student> {
  const response = await person.post(url, { ...kari, ...more });
  expect(response.status, await response.clone().text()).toBe(201);
  return Student.parse(await response.json());
}

test("a national id is checked, unique in its school, and says which field, not whose", async () => {
  const office = await as("office", "n1");
  const refused = async (more: object) => {
    const response = await office.post(url, { ...kari, ...more });
    expect(response.status).toBe(422);
    return (await response.json<{ errors: object }>()).errors;
  };
  expect(await refused({ nationalId: "123" })).toEqual({ nationalId: "national_id.format" });
  expect(await refused({ nationalId: "02870468745" })).toEqual({
    nationalId: "national_id.check_digits",
  });
  expect(await refused({ birthDate: otherDate })).toEqual({
    nationalId: "students.national_id_other_birth_date",
  });
  const { id } = await make(office, { nationalId: "028704 68744" });
  const taken = await office.post(url, { ...kari, firstName: "Per" });
  const body = await taken.text();
  expect(JSON.parse(body)).toMatchObject({
    errors: { nationalId: "students.national_id_taken" },
  });
  expect(body).not.toContain(id);
  await make(await as("office", "n2")); // another school may have her too
});

test("it is found by its digits in a form, set and removed by version, and shown on record", async () => {
  const owner = await as("owner", "n3");
  const { id } = await make(owner);
  const found = await owner.submit("/students/find", { nationalId: "028704 68744" });
  expect(found.headers.get("location")).toBe(`/students/${id}`);
  const stranger = await as("owner", "n4");
  const nothing = await stranger.submit("/students/find", { nationalId: hers });
  expect(nothing.status).toBe(422);
  const [row, ...more] = (await auditRows()).filter((r) => r.schoolId === stranger.schoolId);
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    action: "students.national_id_not_found",
    actor: stranger.userId,
    entity: "student_list",
    entityId: stranger.schoolId,
    changed: ["index"],
  });
  expect(JSON.stringify(row)).not.toMatch(/028704|68744/);
  const asked = row && openDiff(env.KEYS, row);
  expect(asked).toEqual({ index: [null, blindIndex(env.KEYS, stranger.schoolId, hers)] });
  const page = await (await owner.get(`/students/${id}`)).text();
  expect(page).toContain("028704*****");
  expect(page).not.toContain(hers);
  const path = `/students/${id}/national-id`;
  const revealed = await owner.submit(`${path}/reveal`, {});
  expect(revealed.status).toBe(200);
  expect(await revealed.text()).toContain("028704 68744");
  expect((await owner.submit(path, { nationalId: other, version: "1" })).status).toBe(422);
  expect((await owner.submit(path, { nationalId: "", version: "1" })).status).toBe(303);
  expect((await owner.submit(path, { nationalId: hers, version: "1" })).status).toBe(409);
  expect((await owner.submit(path, { nationalId: hers, version: "2" })).status).toBe(303);
  const mine = (await auditRows()).filter((row) => row.entityId === id);
  expect(mine.map((row) => row.action)).toEqual([
    "students.registered",
    "students.national_id_searched",
    "students.national_id_revealed",
    "students.national_id_removed",
    "students.national_id_set",
  ]);
});

test("a number that meets another student's is on record, and says so to a second click only", async () => {
  const office = await as("office", "n10");
  const { id } = await make(office);
  const before = (await auditRows()).length;
  expect((await office.post(url, { ...kari, firstName: "Per" })).status).toBe(422);
  const mine = (await auditRows()).slice(before);
  expect(mine).toMatchObject([
    { action: "students.national_id_met", entity: "student", entityId: id, actor: office.userId },
  ]);
  expect(mine).toHaveLength(1);
  const history = await (await office.get(`/students/${id}/timeline`)).text();
  expect(history).toContain("det ble avvist");

  // Over an old version a guess must not tell whether it is right.
  const colleague = await as("office", "n10");
  const path = `/students/${id}/national-id`;
  await office.submit(path, { nationalId: "", version: "1" });
  const twice = () => office.submit(path, { nationalId: hers, version: "2" });
  expect([(await twice()).status, (await twice()).status]).toEqual([303, 303]);
  for (const nationalId of [hers, "02870499992"]) {
    const answer = await colleague.submit(path, { nationalId, version: "2" });
    expect(answer.status, nationalId).toBe(nationalId === hers ? 409 : 422);
  }
  expect((await colleague.submit(path, { nationalId: "", version: "1" })).status).toBe(409);
});

test("numbers cannot be tried out by writing them: sixty an hour, said beside the field", async () => {
  const office = await as("office", "n11");
  await make(office);
  const again = () => office.post(url, { ...kari, firstName: "Per" });
  const answers = await Promise.all(Array.from({ length: 61 }, again));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 422)).toHaveLength(59);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  const refused = await office.submit("/students", { ...kari, firstName: "Per", sure: "on" });
  expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
  const page = await refused.text();
  expect(page).toContain('value="Per"');
  expect(page).toContain("for mange forsøk");
  // Without a number there is nothing to guess.
  const without = { ...kari, firstName: "Per", nationalId: null };
  expect((await office.post(url, without)).status).toBe(201);
});

test("showing it wants a fresh proof and the right; an instructor has neither", async () => {
  const owner = await as("owner", "n5");
  const { id } = await make(owner);
  const instructor = await as("instructor", "n5");
  for (const path of ["/students/find", `/students/${id}/national-id`])
    expect((await instructor.get(path)).status).toBe(403);
  const ask = { nationalId: hers };
  expect((await instructor.submit("/students/find", ask)).status).toBe(403);
  expect((await instructor.submit(`/students/${id}/national-id/reveal`, {})).status).toBe(403);
  const page = await (await instructor.get(`/students/${id}`)).text();
  expect(page).not.toContain("028704");
  const stale = await as("owner", "n5", { now: new Date(Date.now() - 600_000).toISOString() });
  const refused = await stale.submit(`/students/${id}/national-id/reveal`, {});
  expect(refused.status).toBe(403);
  expect(await refused.text()).not.toContain("68744");
});

test("no page, answer, audit row or table but the sealed column ever holds it", async () => {
  const owner = await as("owner", "n6");
  const { id } = await make(owner, { email: "kari@example.no", classes: ["B"] });
  await owner.put(`${url}/${id}`, { ...kari, nationalId: undefined, note: "x" }, `"${id}-1"`);
  await owner.submit("/students/find", { nationalId: hers });
  const paths = [
    url,
    `${url}?q=${id.slice(0, 8)}`,
    `${url}/${id}`,
    `${url}/${id}/timeline`,
    "/students",
    `/students/${id}`,
    `/students/${id}/edit`,
    `/students/${id}/timeline`,
    `/students/${id}/national-id`,
    "/students/export?format=csv",
  ];
  for (const path of paths) {
    const response = await owner.get(path);
    expect(response.status, path).toBe(200);
    const text = await response.text();
    expect(text, path).not.toContain(hers);
    expect(text, path).not.toContain("68744");
  }
  const tables = await dump();
  expect(tables).toContain(id);
  expect(tables).not.toContain(hers);
  const search = await owner.get(`${url}?q=${hers}`);
  expect((await search.json<{ items: unknown[] }>()).items).toEqual([]);
});

test("without the setting for made-up numbers a real check stands", async () => {
  const { nationalIdProblem } = await import("./actions.ts");
  const { ctx } = await as("office", "n7");
  const strict = { ...ctx, env: { ...ctx.env, SYNTHETIC_IDS: "no" } };
  expect(nationalIdProblem(ctx, hers, birthDate)).toBeUndefined();
  expect(nationalIdProblem(strict, hers, birthDate)).toBe("national_id.synthetic");
});

test("strangers learn nothing of a national id's page", async () => {
  const { id } = await make(await as("owner", "n8"));
  const stranger = await as("owner", "n9");
  for (const one of [id, uuidv7()]) {
    const page = await stranger.get(`/students/${one}/national-id`);
    expect(page.status).toBe(404);
    const tag = `"${one}-1"`;
    const set = await stranger.put(`${url}/${one}/national-id`, { nationalId: hers }, tag);
    expect(set.status).toBe(404);
  }
  expect((await send("GET", `/students/${id}/national-id`)).status).toBe(303);
});
