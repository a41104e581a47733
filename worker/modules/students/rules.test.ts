import { expect, test } from "vitest";
import {
  classRules,
  wantsReason,
  whyGuardian,
  whyNotActivate,
  whyNotDeactivate,
  wrongFacts,
  wrongNationalId,
} from "./rules.ts";

const today = "2026-11-23";
const facts = { birthDate: "2009-05-12", classes: ["B"], automaticOnly: [] } as const;
const fits = (more: object, place: object = {}) =>
  wrongFacts(
    { ...facts, classes: ["B"], automaticOnly: [], ...more },
    {
      today,
      offered: ["B"],
      ...place,
    },
  );

test("wrongFacts() takes somebody born today or in 1900, and nobody outside of that", () => {
  expect(fits({ birthDate: today })).toEqual({});
  expect(fits({ birthDate: "1900-01-01" })).toEqual({});
  expect(fits({ birthDate: "2026-11-24" })).toEqual({ birthDate: "students.born_later" });
  expect(fits({ birthDate: "1899-12-31" })).toEqual({ birthDate: "students.born_long_ago" });
});

test("wrongFacts() wants classes that the school offers, or that she has already", () => {
  expect(fits({ classes: ["A"] })).toEqual({ classes: "students.class_not_offered" });
  expect(fits({ classes: ["A"] }, { has: ["A"] })).toEqual({});
  expect(fits({ classes: ["A"] }, { offered: [] })).toEqual({}); // a school that has not said
  expect(fits({ automaticOnly: ["BE"] })).toEqual({
    automaticOnly: "students.automatic_without_class",
  });
});

test("wrongNationalId() checks the number, then whose birthday it tells", () => {
  const check = (birthDate: string, synthetic = true) =>
    wrongNationalId("02870468744", { birthDate, today, synthetic });
  expect(check("2004-07-02")).toBeUndefined();
  expect(check("2004-07-03")).toBe("students.national_id_other_birth_date");
  expect(check("2004-07-02", false)).toBe("national_id.synthetic");
});

test("a student leaves once, comes back for a reason, and has a status only once", () => {
  expect(whyNotDeactivate({ status: "active" })).toEqual([]);
  expect(whyNotDeactivate({ status: "quit" })).toMatchObject([{ code: "students.left_already" }]);
  expect(whyNotActivate({ status: "waiting" }, "active")).toEqual([]);
  expect(whyNotActivate({ status: "active" }, "active")).toMatchObject([
    { code: "students.same_status", source: "students.register" },
  ]);
  expect([wantsReason({ status: "finished" }), wantsReason({ status: "waiting" })]).toEqual([
    true,
    false,
  ]);
});

test("whyGuardian() asks for one until the eighteenth birthday", () => {
  const asks = (birthDate: string, guardians = 0) =>
    whyGuardian(birthDate, guardians, today).map((reason) => reason.code);
  expect(asks("2008-11-24")).toEqual(["students.minor_without_guardian"]);
  expect(asks("2008-11-23")).toEqual([]);
  expect(asks("2015-01-01", 1)).toEqual([]);
});

test("classRules() gives each class its steps, its reasons with source, and its needs", () => {
  const [b, be] = classRules({ birthDate: "2009-05-12", classes: ["B", "BE"] }, today);
  expect(b?.steps.find((step) => step.name === "test")).toMatchObject({
    from: "2027-05-12",
    open: false,
  });
  expect(b?.reasons.every((reason) => reason.source !== "")).toBe(true);
  expect(b?.reasons.length).toBeGreaterThan(0);
  expect(be?.needs).toEqual(["B"]);
});
