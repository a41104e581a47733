import { expect, test } from "vitest";
import { sourceText } from "#web/words.ts";
import { classCodes } from "#worker/lib/fields.ts";
import { classOn } from "../rules.ts";
import type { Curriculum, Route } from "./input.ts";
import { curricula } from "./law.ts";
import { curriculaOf, curriculumOn, mandatoryOf, stepsOf } from "./rules.ts";

const today = "2026-11-23";

/** Name and minutes of each mandatory step, stage by stage. */
function asked(code: (typeof classCodes)[number], on = today, route: Route = "full") {
  const curriculum = curriculumOn(code, on);
  const steps = curriculum ? mandatoryOf(stepsOf(curriculum, route)) : [];
  const stages = Map.groupBy(steps, (step) => step.stage);
  return Object.fromEntries(
    [...stages].map(([stage, all]) => [
      stage,
      Object.fromEntries(all.map((s) => [s.name, s.minutes])),
    ]),
  );
}

const tgk = { tgk: 450, first_aid: 180, dark: 135 }; // 17 lessons
const assessments = { 2: { assessment: 45 }, 3: { assessment: 60 } };

test.each([
  [
    "AM146",
    {
      1: tgk,
      2: { basic: 135, assessment: 45 },
      3: { traffic: 180, assessment: 60 },
      4: { road: 180 },
    },
  ],
  [
    "A1",
    {
      1: tgk,
      2: { basic: 135, assessment: 45 },
      3: { traffic: 180, assessment: 60 },
      4: { road: 225 },
    },
  ],
  [
    "A2",
    {
      1: tgk,
      2: { basic: 135, assessment: 45 },
      3: { precise: 180, assessment: 60 },
      4: { road: 225 },
    },
  ],
  [
    "A",
    {
      1: tgk,
      2: { basic: 135, assessment: 45 },
      3: { precise: 180, assessment: 60 },
      4: { road: 360 },
    },
  ],
  [
    "B",
    {
      1: tgk,
      2: { assessment: 45 },
      3: { track: 180, assessment: 60 },
      4: { risk: 90, rural: 225, varied: 180, summary: 90 },
    },
  ],
  ["B96", { ...assessments, 4: { load: 90, road: 135 } }],
  ["BE", { ...assessments, 4: { load: 90, road: 135 } }],
  ["T", { 1: tgk, ...assessments, 4: { load: 90 } }],
  [
    "D",
    {
      1: { basic: 135 },
      2: { assessment: 45 },
      3: { track: null, assessment: 60 },
      4: { accident: 405, road: 270 },
    },
  ],
  [
    "C",
    {
      1: { basic: 135 },
      2: { assessment: 45 },
      3: { track: null, assessment: 60 },
      4: { road: 270, load: 405, accident: 405 },
    },
  ],
  ["CE", { 2: { assessment: 45 }, 3: { track: 405, assessment: 60 }, 4: { road: 450 } }],
] as const)("class %s asks for what the regulation asks for", (code, wanted) => {
  expect(asked(code)).toEqual(wanted);
});

test("class B asks for a little more than 36 lessons in all", () => {
  const b = curriculumOn("B", today);
  const minutes = mandatoryOf(b?.steps ?? []).reduce((sum, step) => sum + (step.minutes ?? 0), 0);
  expect(minutes).toBe((17 + 1 + 4 + 13) * 45 + 60);
});

test("the assessment of stage 3 took 45 minutes for whoever started before 20 June 2024", () => {
  expect(asked("B", "2024-06-19")[3]).toMatchObject({ assessment: 45 });
  expect(asked("B", "2024-06-20")[3]).toMatchObject({ assessment: 60 });
  expect(asked("B", "2016-05-05")[3]).toMatchObject({ assessment: 45 }); // the oldest that is known
});

test("the short ways: 7 lessons from A2 to A, three parts from A1 to A2", () => {
  expect(asked("A", today, "upgrade")).toEqual({ 4: { upgrade: 315 } });
  expect(asked("A2", today, "upgrade")).toEqual({
    2: { upgrade: 90 },
    3: { upgrade_track: 180 },
    4: { upgrade_road: 225 },
  });
});

test("groups, days, themes and months are as the regulation has them", () => {
  const step = (code: string) => {
    const all = curricula.filter((one) => one.validFrom >= "2024").flatMap((one) => one.steps);
    const found = all.find((one) => one.step === code);
    if (!found) throw new Error(`No step ${code}`);
    return found;
  };
  expect(step("B.1.tgk")).toMatchObject({
    sessions: 3,
    themes: ["1.1", "1.2", "1.3", "1.4"],
    group: { max: 16, extra: 2 },
    minAge: 15,
    exempt: { age: 25 },
  });
  expect(step("B.1.first_aid")).toMatchObject({ themes: ["1.5", "1.6"], exempt: { age: null } });
  expect(step("B.1.dark")).toMatchObject({ themes: ["1.7"], dark: true });
  const days = ["tgk", "first_aid", "dark"].map((name) => step(`B.1.${name}`).sessions);
  expect(days.reduce((a, b) => a + b)).toBe(5);
  expect(step("B.4.risk").group).toEqual({ max: 16, extra: 0 });
  expect(step("B.4.rural").group).toEqual({ max: 2, extra: 0 });
  expect(step("B.4.varied")).toMatchObject({ driving: 135, group: { max: 2, extra: 0 } });
  expect(step("BE.4.load")).toMatchObject({ driving: 45, group: { max: 4, extra: 0 } });
  expect(step("BE.4.load").exempt.holding).toEqual(["C1", "C"]);
  expect(step("BE.4.road").group).toEqual({ max: 2, extra: 0 });
  expect(step("A1.4.road")).toMatchObject({ driving: 180, group: { max: 1, extra: 1 } });
  expect(step("A.4.road")).toMatchObject({ driving: 225 });
  expect(step("AM146.3.traffic").driving).toBe(135);
  expect(step("B.3.assessment")).toMatchObject({ whole: true, group: { max: 1, extra: 0 } });
});

test("tests follow the class: BE has no theory test, the moped and B96 no practical one", () => {
  const tests = (code: (typeof classCodes)[number]) =>
    (curriculumOn(code, today)?.steps ?? []).filter((s) => s.stage === 5).map((s) => s.name);
  for (const code of classCodes) {
    const law = classOn(code, today);
    expect([code, tests(code).includes("theory")]).toEqual([code, law?.theoryTest]);
    expect([code, tests(code).includes("practical")]).toEqual([code, law?.practicalTest]);
  }
});

test("every class has its curriculum; what nobody has checked says so", () => {
  for (const code of classCodes) expect(curriculaOf(code).length).toBeGreaterThan(0);
  const checked = classCodes.filter((code) =>
    curriculumOn(code, today)?.steps.some((step) => step.verified),
  );
  expect(checked).toEqual(["AM146", "A1", "A2", "A", "B", "B96", "BE", "T"]);
  const unknown = curricula.flatMap((one) => one.steps).filter((step) => step.minutes === null);
  expect(unknown.every((step) => !step.verified)).toBe(true);
});

test("every step is named once in its curriculum, belongs to it and rests on a source", () => {
  for (const { classCode, steps } of curricula as readonly Curriculum[]) {
    const codes = steps.map((step) => step.step);
    expect(new Set(codes).size).toBe(codes.length);
    for (const step of steps) {
      expect(step.step).toBe(`${classCode}.${step.stage}.${step.name}`);
      expect(sourceText("en", step.source)).not.toBe(step.source);
      for (const before of step.before) expect(codes).toContain(before.step);
    }
  }
});
