import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { auditRow } from "#worker/lib/audit.ts";
import { students } from "#worker/modules/students/schema.ts";
import { as, auditRows, cost, db, idOf, type Person } from "#worker/test/harness.ts";
import { ReadList } from "./input.ts";
import { listReads } from "./queries.ts";

const at = "2026-03-02T10:00:00.000Z";

/** A student of that school; `userId` is her account. */
async function student(person: Person, name: string, userId: string | null = null) {
  const row = { id: idOf(name), number: 7, firstName: name, lastName: "Ås", status: "active" };
  await db.insert(students).values({
    ...{ ...row, schoolId: person.schoolId, userId, sortName: name, birthDate: "2000-01-01" },
    createdAt: at,
  } as typeof students.$inferInsert);
  return row.id;
}

const saw = (person: Person, id: string, action: `${string}.${string}`, now = at) =>
  db.batch([auditRow({ ...person.ctx, now }, { action, entity: "student", entityId: id })]);

test("those who lead see who looked at what, newest first, by kind and by day", async () => {
  const owner = await as("owner", "reads");
  const clerk = await as("office", "reads");
  const id = await student(owner, "Emma");
  await saw(clerk, id, "students.national_id_revealed");
  await saw(clerk, id, "privacy.copied", "2026-03-04T10:00:00.000Z");
  await saw(clerk, id, "students.changed"); // nothing was looked at
  const other = await as("owner", "elsewhere");
  await saw(other, id, "privacy.copied");

  const items = async (query: object) =>
    (await listReads(owner.ctx, ReadList.parse(query))).items.map(({ action }) => action);
  expect(await items({})).toEqual(["privacy.copied", "students.national_id_revealed"]);
  expect(await items({ kind: "national_id" })).toEqual(["students.national_id_revealed"]);
  expect(await items({ from: "2026-03-03" })).toEqual(["privacy.copied"]);
  expect(await items({ to: "2026-03-02" })).toEqual(["students.national_id_revealed"]);
  const first = await listReads(owner.ctx, ReadList.parse({ per: 1 }));
  expect(await items({ per: 1, after: first.after })).toEqual(["students.national_id_revealed"]);

  const html = await (await (await as("academic_leader", "reads")).get("/privacy/reads")).text();
  for (const word of ["office reads", "Emma Ås", "Viste hele fødselsnummeret"])
    expect(html).toContain(word);
  for (const role of ["office", "instructor", "student"] as const)
    expect((await (await as(role, "reads")).get("/privacy/reads")).status).toBe(403);
});

test("a student sees who has seen her own, and nobody else's", async () => {
  const pupil = await as("student", "own");
  const clerk = await as("office", "own");
  const id = await student(pupil, "Nora", pupil.userId);
  await saw(clerk, id, "students.national_id_revealed");
  const other = await student({ ...pupil, schoolId: (await as("owner", "third")).schoolId }, "Ola");
  await saw(clerk, other, "privacy.copied");
  const html = await (await pupil.get("/me/privacy/reads")).text();
  expect(html).toContain("office own");
  expect(html).toContain("Viste hele fødselsnummeret");
  expect(html).not.toContain("Tok ut alt");
  expect(await (await pupil.get("/me")).text()).toContain("/me/privacy/reads");
});

test("the file is on record before it is sent, and stands in the next one", async () => {
  const owner = await as("owner", "file");
  await saw(owner, await student(owner, "Ida"), "privacy.copied");
  const response = await owner.get("/privacy/reads/export?kind=copy");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/csv");
  const text = await response.text();
  expect(text).toContain("Ida Ås");
  expect(text).not.toContain("fødselsnummer");
  expect((await auditRows()).at(-1)).toMatchObject({
    ...{ action: "privacy.reads_exported", actor: owner.userId, schoolId: owner.schoolId },
  });
  const next = await (await owner.get("/privacy/reads?kind=list")).text();
  expect(next).toContain("Lastet ned listen over hvem som har sett hva");
});

test("a page reads its own rows of a long log, in one trip", async () => {
  const owner = await as("owner", "long");
  const id = await student(owner, "Lang");
  const rows = (action: `${string}.${string}`, n: number) =>
    Array.from({ length: n }, () =>
      auditRow(owner.ctx, { action, entity: "student", entityId: id }),
    );
  const [first, ...rest] = [...rows("students.changed", 400), ...rows("privacy.copied", 40)];
  if (first) await db.batch([first, ...rest]);
  const spent = await cost(owner.ctx, (ctx) => listReads(ctx, ReadList.parse({})));
  expect(spent).toMatchObject({ trips: 1, queries: 1 });
  expect(spent.rowsRead).toBeLessThan(150);
  const plan = await env.DB.prepare(
    "select name from sqlite_master where type = 'index' and name = 'audit_reads'",
  ).all();
  expect(plan.results).toHaveLength(1);
});
