import { beforeAll, expect, test } from "vitest";
import { as, auditRows, type Person } from "#worker/test/harness.ts";
import { getEmployee } from "./mod.ts";

let owner: Person;
beforeAll(async () => {
  owner = await as("owner");
});

const fields = { firstName: "Ola", lastName: "Lærer", teaches: "true" };
const html = async (response: Response) => ({
  status: response.status,
  text: await response.text(),
});
const hire = async (lastName: string) => {
  const answer = await owner.post("/api/v1/employees", { ...fields, teaches: true, lastName });
  return (await answer.json<{ id: string }>()).id;
};

test("GET shows every page; who may only read gets no buttons to write", async () => {
  const id = await hire("Sider");
  const paths = ["", "/new", `/${id}`, `/${id}/edit`, `/${id}/approvals`, `/${id}/hours`];
  for (const path of paths) expect((await owner.get(`/employees${path}`)).status).toBe(200);
  const { text } = await html(await (await as("office")).get(`/employees/${id}`));
  expect(text).toContain("Ola Sider");
  expect(text).not.toContain(`/employees/${id}/edit`);
});

test("POST makes one employee however often the form is sent, and keeps what was refused", async () => {
  const _once = "0190aaaa-0000-7000-8000-000000000003";
  for (const _ of [1, 2]) {
    const sent = await owner.submit("/employees", { ...fields, email: "ola@example.no", _once });
    expect([sent.status, sent.headers.get("location")]).toEqual([303, `/employees/${_once}`]);
  }
  expect((await auditRows()).filter((row) => row.entityId === _once)).toHaveLength(1);
  const refused = await html(await owner.submit("/employees", { ...fields, email: "ola@" }));
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('value="ola@"');
  expect(refused.text).toContain("Skriv en e-postadresse");
});

test("an unticked box means that somebody does not teach", async () => {
  const id = await hire("Hake");
  const { teaches, ...rest } = fields;
  expect((await owner.submit(`/employees/${id}`, { ...rest, version: "1" })).status).toBe(303);
  expect((await getEmployee(owner.ctx, id)).teaches).toBe(false);
});

test("a form over a newer version shows both, then saves knowingly", async () => {
  const id = await hire("Gammel");
  const change = (lastName: string, version: string) =>
    owner.submit(`/employees/${id}`, { ...fields, lastName, version });
  expect((await change("Ny", "1")).status).toBe(303);
  const conflict = await html(await change("Nyest", "1"));
  expect(conflict.status).toBe(409);
  expect(conflict.text).toContain(">Ny</strong>");
  expect(conflict.text).toContain('value="Nyest"');
  expect((await change("Nyest", "2")).status).toBe(303);
});

test("the week is one form: saved whole, or shown again with the line that is wrong", async () => {
  const id = await hire("Uke");
  const save = (days: Record<string, string>) =>
    owner.submit(`/employees/${id}/hours`, { version: "1", ...days });
  const wrong = await html(await save({ day1: "8-12", day3: "12-8" }));
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('value="12-8"');
  expect(wrong.text).toContain("Onsdag: En økt må slutte etter at den begynner");
  expect((await save({ day1: "8-12, 12.30-16", day3: "10-18" })).status).toBe(303);
  const page = await html(await owner.get(`/employees/${id}`));
  expect(page.text).toContain("08:00–12:00, 12:30–16:00");
  expect(page.text).toContain("15,5 timer");
  const stale = await html(await save({ day5: "9-10" }));
  expect(stale.status).toBe(409);
  expect(stale.text).toContain('value="9-10"');
});

test("a class is added and removed on its page", async () => {
  const id = await hire("Klasse");
  const add = (days: Record<string, string>) =>
    owner.submit(`/employees/${id}/approvals`, { version: "1", classCode: "B", ...days });
  const wrong = await html(await add({ approvedFrom: "2026-02-01", approvedTo: "2026-01-01" }));
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("Siste dag må være samme dag som første");
  expect((await add({ approvedFrom: "01.02.2026" })).status).toBe(303);
  expect((await getEmployee(owner.ctx, id)).approvals[0]?.approvedFrom).toBe("2026-02-01");
  const removal = `/employees/${id}/approvals/B/removal`;
  expect((await owner.submit(removal, { version: "1" })).status).toBe(409);
  expect((await owner.submit(removal, { version: "2" })).status).toBe(303);
  expect((await owner.submit(removal, { version: "3" })).status).toBe(404);
});

test("the last day of work is asked for, refused with the reason, and taken back", async () => {
  const id = await hire("Slutt");
  const leave = (leftOn: string, version: string) =>
    owner.submit(`/employees/${id}/departure`, { leftOn, version });
  const wrong = await html(await leave("i morgen", "1"));
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("Skriv en dato som finnes");
  expect((await leave("2026-01-31", "1")).status).toBe(303);
  const again = await html(await leave("2026-02-28", "2"));
  expect(again.status).toBe(409);
  expect(again.text).toContain("Siste arbeidsdag var 31. jan. 2026");
  expect((await owner.submit(`/employees/${id}/return`, { version: "2" })).status).toBe(303);
});
