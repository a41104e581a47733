import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, addMonths, birthday } from "#worker/lib/dates.ts";
import { classOn } from "../../rules.ts";
import { curriculumOn, mandatoryOf, stepsOf } from "../../steps/rules.ts";
import { stateOf } from "../case.ts";
import type { Done, Facts } from "../input/why.ts";
import { progressOf } from "./progress.ts";
import { darkness } from "./season.ts";
import { refusals, whyNotStep } from "./step.ts";

const shipped = ["AM146", "A1", "A2", "A", "B", "B96", "BE", "T"] as const;
const day = (min: string, max: string) =>
  fc
    .date({ min: new Date(min), max: new Date(max), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const born = day("1999-01-01", "2012-12-31"); // fifteen after the classes of today began
const anyDay = day("2024-06-20", "2035-12-31");
const aClass = fc.constantFrom(...shipped);

const girl = (
  birthDate: string,
  classCode: (typeof shipped)[number],
  more: Partial<Facts> = {},
) => ({
  ...{ birthDate, left: false, classes: [classCode], automaticOnly: [], offered: [] },
  ...{ plans: [], records: [], papers: [], overrides: [] },
  ...more,
});
const rulesOf = (facts: Facts, step: string, on: string) =>
  refusals(whyNotStep(facts, step, { on })).map((why) => why.rule);

test("a step is closed by age the day before, and open from the day itself", () => {
  const opens = (birthDate: string, code: (typeof shipped)[number], step: string, from: string) => {
    const young = (on: string) =>
      rulesOf(girl(birthDate, code), step, on).some((rule) => rule.startsWith("too_young"));
    expect([step, birthDate, young(addDays(from, -1)), young(from)]).toEqual([
      ...[step, birthDate],
      ...[true, false],
    ]);
  };
  fc.assert(
    fc.property(born, aClass, (birthDate, code) => {
      const law = classOn(code, "2026-11-23");
      if (!law) throw new Error(`No class ${code}`);
      if (law.practiceAge !== null) {
        opens(birthDate, code, `${code}.1.tgk`, birthday(birthDate, 15));
        opens(birthDate, code, `${code}.2.lesson`, birthday(birthDate, law.practiceAge));
      }
      const test = birthday(birthDate, law.minAge);
      if (law.theoryTest)
        opens(birthDate, code, `${code}.5.theory`, addMonths(test, -law.theoryMonthsBefore));
      if (law.practicalTest) opens(birthDate, code, `${code}.5.practical`, test);
    }),
    { seed: 20_261_123, numRuns: 300 },
  );
});

test("a day is dark from 1 November to 15 March, and the next ends and beginnings follow it", () => {
  fc.assert(
    fc.property(anyDay, (on) => {
      const { inside, begins, ends, lightFrom } = darkness(on);
      const month = Number(on.slice(5, 7));
      const date = Number(on.slice(8));
      expect(inside).toBe(month >= 11 || month <= 2 || (month === 3 && date <= 15));
      expect(begins >= on && begins.endsWith("-11-01")).toBe(true);
      expect(ends >= on && ends.endsWith("-03-15")).toBe(true);
      expect(lightFrom.endsWith("-03-16")).toBe(true);
      expect(darkness(lightFrom).inside).toBe(false);
      expect(darkness(begins).inside && darkness(ends).inside).toBe(true);
    }),
    { seed: 20_261_123, numRuns: 1000 },
  );
});

test("the more is done the less is missing; when all is credited nothing is", () => {
  fc.assert(
    fc.property(born, aClass, anyDay, fc.nat(20), (birthDate, code, on, much) => {
      const curriculum = curriculumOn(code, on);
      const steps = curriculum ? mandatoryOf(stepsOf(curriculum, "full")) : [];
      const credit = (step: string): Done => ({
        ...{ step, minutes: 1, on, source: "credit", themes: [], recommendation: null },
      });
      const all = steps.map((step) => credit(step.step));
      const missing = (records: Done[]) =>
        progressOf(girl(birthDate, code, { records }), code, on)?.missing.length ?? -1;
      expect(missing(all.slice(0, much + 1))).toBeLessThanOrEqual(missing(all.slice(0, much)));
      expect(missing(all)).toBe(0);
    }),
    { seed: 20_261_123, numRuns: 200 },
  );
});

test("a step is complete exactly when its minutes, days and themes are all there", () => {
  const tgk = curriculumOn("B", "2026-01-01")?.steps.find((step) => step.name === "tgk");
  if (!tgk) throw new Error("No basic course");
  const sitting = fc.record({
    minutes: fc.integer({ min: 1, max: 300 }),
    on: fc.constantFrom("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"),
    themes: fc.uniqueArray(fc.constantFrom(...tgk.themes)),
  });
  fc.assert(
    fc.property(fc.array(sitting, { maxLength: 8 }), (sittings) => {
      const rows = sittings.map(
        (row): Done => ({
          ...{ ...row, step: tgk.step, source: "manual", recommendation: null },
        }),
      );
      const enough =
        rows.reduce((sum, row) => sum + row.minutes, 0) >= 450 &&
        new Set(rows.map((row) => row.on)).size >= 3 &&
        new Set(rows.flatMap((row) => row.themes)).size === 4;
      expect(stateOf(tgk, rows).complete).toBe(enough);
    }),
    { seed: 20_261_123, numRuns: 500 },
  );
});

test("a failed test keeps her from the next for exactly the days of the law", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (failed, later) => {
      const on = addDays(failed, later);
      const paper = (kind: "theory_test" | "practical_test") => ({
        ...{ kind, classCode: "B" as const, on: failed, until: null, passed: false },
      });
      const facts = (kind: "theory_test" | "practical_test") =>
        girl("1990-01-01", "B" as const, { papers: [paper(kind)] });
      const waits = (kind: "theory_test" | "practical_test", step: string) =>
        rulesOf(facts(kind), step, on).some((rule) => rule.endsWith("_wait"));
      expect(waits("theory_test", "B.5.theory")).toBe(later < 14);
      expect(waits("practical_test", "B.5.practical")).toBe(later < 28);
    }),
    { seed: 20_261_123, numRuns: 200 },
  );
});
