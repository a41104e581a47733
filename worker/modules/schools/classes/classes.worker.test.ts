import { expect, test } from "vitest";
import { as, auditRows, cost } from "#worker/test/harness.ts";
import { Classes } from "./input.ts";
import { getClasses, offeredClasses } from "./queries.ts";

const url = "/api/v1/school/classes";

test("PUT makes the set the school's, in the order of the law; what stays keeps its day", async () => {
  const early = await as("owner", "s1", { now: "2026-02-01T10:00:00.000Z" });
  const owner = await as("owner");
  const tag = (version: number) => `"${owner.schoolId}-${version}"`;
  const first = await owner.put(url, { codes: ["B", "A1", "B"] }, tag(1));
  expect(first.status).toBe(200);
  const set = Classes.parse(await first.json());
  expect(set.items.map((item) => item.code)).toEqual(["A1", "B"]);
  const since = set.items[1]?.since;
  const second = await owner.put(url, { codes: ["B", "T"] }, tag(2));
  expect(second.headers.get("etag")).toBe(tag(3));
  expect(await offeredClasses(early.ctx)).toEqual(["B", "T"]);
  expect((await getClasses(owner.ctx)).items[0]).toEqual({ code: "B", since });
  expect((await auditRows()).map((row) => row.action)).toEqual([
    "schools.classes_changed",
    "schools.classes_changed",
  ]);
  expect((await owner.put(url, { codes: [] }, tag(2))).status).toBe(412);
  expect((await owner.put(url, { codes: [] }, tag(3))).status).toBe(200);
  expect(await offeredClasses(owner.ctx)).toEqual([]);
});

test("PUT refuses a class that is switched off, and says why", async () => {
  const owner = await as("owner", "s2");
  const refused = await owner.put(url, { codes: ["B", "CE"] }, `"${owner.schoolId}-1"`);
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    errors: { codes: "schools.class_off" },
    reasons: [{ code: "curriculum.unverified", params: { class: "CE" } }],
  });
  const unknown = await owner.put(url, { codes: ["X"] }, `"${owner.schoolId}-1"`);
  expect(unknown.status).toBe(422);
  expect(await offeredClasses(owner.ctx)).toEqual([]);
});

test("PUT is the owner's; one school's classes are not another's", async () => {
  const owner = await as("owner", "s3");
  await owner.put(url, { codes: ["B"] }, `"${owner.schoolId}-1"`);
  const office = await as("office", "s3");
  expect((await office.put(url, { codes: [] }, `"${office.schoolId}-2"`)).status).toBe(403);
  expect(await offeredClasses((await as("owner", "s4")).ctx)).toEqual([]);
  const spent = await cost(owner.ctx, getClasses);
  expect(spent.trips).toBe(1);
  expect(spent.rowsRead).toBeLessThanOrEqual(5);
});

test("the form: ticked boxes are saved, an old form shows what holds now", async () => {
  const owner = await as("owner", "s5");
  const page = "/school/classes";
  const html = await (await owner.get(page)).text();
  expect(html).toContain("B – Personbil");
  expect(html).not.toContain("CE – Lastebil"); // switched off: no box to tick
  expect(html).toContain("er slått av fordi reglene ikke er kontrollert");
  const saved = await owner.submit(page, { codes: ["B", "BE"], version: "1" });
  expect(saved.status).toBe(303);
  expect(await offeredClasses(owner.ctx)).toEqual(["B", "BE"]);
  const stale = await owner.submit(page, { codes: "T", version: "1" });
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain("Noen andre har endret dette imens");
  expect((await owner.submit(page, { version: "2" })).status).toBe(303);
  expect(await offeredClasses(owner.ctx)).toEqual([]);
});
