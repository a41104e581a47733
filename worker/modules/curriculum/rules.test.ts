import { expect, test } from "vitest";
import { ClassCode, classCodes } from "#worker/lib/fields.ts";
import { licenceClasses } from "./law.ts";
import { classesOn, classOn, stepsTo, whyNotClass } from "./rules.ts";

const today = "2026-11-23";
const steps = (birthDate: string, code: ClassCode, on = today) =>
  Object.fromEntries(stepsTo(birthDate, code, on).map((s) => [s.name, `${s.from} ${s.open}`]));
const codes = (birthDate: string, code: ClassCode, on = today) =>
  whyNotClass(birthDate, code, on).map((reason) => reason.code);

test("every class of the regulation has its row, and one only", () => {
  expect(licenceClasses.map((row) => row.code).sort()).toEqual([...classCodes].sort());
  expect(classesOn(today).map((row) => ClassCode.parse(row.code))).toHaveLength(classCodes.length);
  const { available, verified } = classOn("CE", today) ?? {};
  expect({ available, verified }).toEqual({ available: false, verified: false });
});

test("stepsTo() says from which day each step of class B is open", () => {
  expect(steps("2010-03-31", "B")).toEqual({
    tgk: "2025-03-31 true",
    practice: "2026-03-31 true",
    theory: "2027-09-30 false", // half a year before, and September has no 31st
    test: "2028-03-31 false",
  });
});

test("a step opens on the birthday itself, not the day before", () => {
  const open = (on: string) => stepsTo("2008-11-23", "B", on).find((s) => s.name === "test")?.open;
  expect([open("2026-11-22"), open("2026-11-23")]).toEqual([false, true]);
});

test("somebody born on 29 February is old enough on 28 February", () => {
  expect(steps("2008-02-29", "B").test).toBe("2026-02-28 true");
});

test("the basic course is not asked of whoever is 25, nor where another licence comes first", () => {
  expect(steps("2001-11-24", "B").tgk).toBeDefined();
  expect(steps("2001-11-23", "B").tgk).toBeUndefined();
  expect(Object.keys(steps("1990-01-01", "BE"))).toEqual(["test"]);
});

test("moped: the theory test waits for the age, and there is no practical one", () => {
  expect(steps("2011-01-15", "AM146").theory).toBe("2027-01-15 false");
  expect(classOn("AM146", today)?.practicalTest).toBe(false);
});

test("whyNotClass() gives each closed step with its day and its source", () => {
  const reasons = whyNotClass("2011-06-01", "B", today);
  expect(reasons.map((r) => [r.code, r.params?.on])).toEqual([
    ["curriculum.too_young_practice", "2027-06-01"],
    ["curriculum.too_young_theory", "2028-12-01"],
    ["curriculum.too_young_test", "2029-06-01"],
  ]);
  expect(reasons.every((r) => r.source.startsWith("law."))).toBe(true);
  expect(codes("2000-01-01", "B")).toEqual([]);
});

test("whyNotClass() tells of the shorter way to class A", () => {
  const sooner = whyNotClass("2005-05-05", "A", today).find((r) => r.code === "curriculum.sooner");
  expect(sooner?.params).toEqual({
    age: 20,
    holding: "A2",
    years: 2,
    class: "A",
    on: "2025-05-05",
  });
  expect(codes("2000-01-01", "A")).toEqual([]);
});

test("whyNotClass() says that nobody has checked the heavy classes", () => {
  expect(codes("1990-01-01", "C")).toEqual(["curriculum.unverified"]);
});

test("a new row of the law holds from its day and changes nothing before it", () => {
  const [b] = licenceClasses.filter((row) => row.code === "B");
  if (!b) throw new Error("Cannot find class B");
  const law = [...licenceClasses, { ...b, validFrom: "2027-07-01", minAge: 17 }];
  expect(classOn("B", "2027-06-30", law)?.minAge).toBe(18);
  expect(classOn("B", "2027-07-01", law)?.minAge).toBe(17);
  expect(classOn("B", "2000-01-01", law)).toBeUndefined();
  expect(classesOn("2027-07-01", law)).toHaveLength(classCodes.length);
});
