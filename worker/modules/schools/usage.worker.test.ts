import { expect, test } from "vitest";
import { studentClasses, students } from "#worker/modules/students/schema.ts";
import { as, auditRows, cost, db } from "#worker/test/harness.ts";
import { getBranch } from "./branches/queries.ts";
import { offeredClasses } from "./classes/queries.ts";
import { MANY } from "./usage/input.ts";
import { branchUsage, classUsage } from "./usage/queries.ts";

type Person = Awaited<ReturnType<typeof as>>;

async function many(person: Person, n: number, more: object = {}) {
  const { schoolId } = person;
  for (let number = 1; number <= n; number++) {
    const studentId = `0190cccc-0000-7000-8000-${String(number).padStart(12, "0")}`;
    const name = { firstName: "Kari", lastName: `Nr${number}`, sortName: `nr${number}` };
    await db.insert(students).values({
      ...{ schoolId, id: studentId, number, ...name, birthDate: "2008-01-01" },
      ...{ status: "active" as const, createdAt: person.ctx.now, ...more },
    });
    await db
      .insert(studentClasses)
      .values({ schoolId, studentId, classCode: "T", sortName: name.sortName, number });
  }
}

test("a class that somebody has goes only when it is confirmed, and nobody loses it", async () => {
  const owner = await as("owner", "u1");
  const page = "/school/classes";
  await owner.submit(page, { codes: ["A1", "B", "T"], version: "1" });
  await many(owner, MANY + 5);
  const car = { plate: "EB 12345", kind: "car", gearbox: "manual", classes: ["B"] };
  expect((await owner.post("/api/v1/vehicles", car)).status).toBe(201);

  const asked = await owner.submit(page, { codes: ["A1"], version: "2" });
  expect(asked.status).toBe(422);
  const html = await asked.text();
  for (const text of [
    "Slutte å tilby B, T?",
    "mer enn 100",
    "/students?class=T",
    "/vehicles?class=B",
  ])
    expect(html).toContain(text);
  expect(html).toMatch(/name="sure" value="true"/);
  expect(await offeredClasses(owner.ctx)).toEqual(["A1", "B", "T"]);

  const sure = { codes: ["A1"], version: "2", sure: "true" };
  expect((await owner.submit(page, sure)).status).toBe(303);
  expect(await offeredClasses(owner.ctx)).toEqual(["A1"]);
  expect(await db.$count(studentClasses)).toBe(MANY + 5);
  expect((await owner.submit(page, { codes: [], version: "3" })).status).toBe(303); // nobody has A1
  expect(
    (await auditRows()).filter((row) => row.action === "schools.classes_changed"),
  ).toHaveLength(3);
});

test("a branch that somebody belongs to is closed only when it is confirmed", async () => {
  const owner = await as("owner", "u2");
  const made = await owner.post("/api/v1/branches", { name: "Sentrum" });
  const { id } = await made.json<{ id: string }>();
  const where = `/school/branches/${id}/closure`;
  const worker = { firstName: "Per", lastName: "Lærer", branchId: id, teaches: true };
  expect((await owner.post("/api/v1/employees", worker)).status).toBe(201);
  const asked = await owner.submit(where, { version: "1" });
  expect(asked.status).toBe(422);
  const html = await asked.text();
  for (const text of ["Legge ned Sentrum?", `/employees?branch=${id}`])
    expect(html).toContain(text);
  expect((await getBranch(owner.ctx, id)).closedOn).toBe(null);
  expect((await owner.submit(where, { version: "1", sure: "true" })).status).toBe(303);
  expect((await getBranch(owner.ctx, id)).closedOn).not.toBe(null);
  const other = await as("owner", "u3");
  expect((await other.submit(where, { version: "1" })).status).toBe(404);
});

test("it is counted in one trip, and no further than it is told", async () => {
  const owner = await as("owner", "u4");
  const codes = ["B", "T"];
  expect(await classUsage(owner.ctx, codes)).toEqual([]);
  const classes = await cost(owner.ctx, (ctx) => classUsage(ctx, codes));
  expect([classes.trips, classes.rowsRead <= 20]).toEqual([1, true]);
  const branch = await cost(owner.ctx, (ctx) => branchUsage(ctx, owner.userId));
  expect([branch.trips, branch.rowsRead <= 20]).toEqual([1, true]);
});
