import { addDays, birthday } from "#worker/lib/dates.ts";
import { testRules } from "../../law.ts";
import { newest } from "../../newest.ts";
import type { Requirement } from "../../steps/input.ts";
import { mandatoryOf } from "../../steps/rules.ts";
import { doneOf, isExempt, isSettled, type StepCase, stateOf, willBeSettled } from "../case.ts";
import type { Paper, PaperKind, Why } from "../input/why.ts";
import { refuse, warn } from "../say.ts";
import { darkness } from "./season.ts";

const rulesOn = (on: string) => newest(testRules, on) ?? testRules[0];

/** What keeps her from a test on that day. */
export function whyNotTheTest(c: StepCase): Why[] {
  if (c.step.kind === "theory_test") return theory(c);
  return c.step.kind === "practical_test" ? practical(c) : [];
}

/** Her tests of a kind until that day, the last one first. */
function testsOf(c: StepCase, kind: PaperKind): Paper[] {
  return c.facts.papers
    .filter((one) => one.kind === kind && one.classCode === c.classCode && one.on <= c.on)
    .toSorted((a, b) => (a.on < b.on ? 1 : -1));
}

function theory(c: StepCase): Why[] {
  const { on, classCode } = c;
  const rules = rulesOn(on);
  const source = rules.theorySource;
  const about = { class: classCode };
  const [last] = testsOf(c, "theory_test");
  const again = last?.passed === false ? addDays(last.on, rules.theoryWaitDays) : on;
  const applied = testsOf(c, "application").some((one) => one.until === null || one.until >= on);
  const valid = passedTheory(c);
  return [
    ...(applied ? [] : [refuse({ rule: "no_application", source, params: about })]),
    ...(again > on
      ? [
          refuse({
            rule: "theory_wait",
            source,
            params: { ...about, days: rules.theoryWaitDays, on: again },
          }),
        ]
      : []),
    ...(valid && valid.until >= on
      ? [warn({ rule: "theory_passed", source, params: { ...about, on: valid.until } })]
      : []),
    // Where there is no practical test, this is the last one: all training comes first.
    ...(c.law.practicalTest ? [] : mandatory(c, source)),
  ];
}

function practical(c: StepCase): Why[] {
  const { on, classCode, law, facts, at } = c;
  const rules = rulesOn(on);
  const source = rules.practicalSource;
  const about = { class: classCode };
  const [last] = testsOf(c, "practical_test");
  const again = last?.passed === false ? addDays(last.on, rules.practicalWaitDays) : on;
  const valid = passedTheory(c);
  return [
    ...(law.theoryTest && !valid
      ? [refuse({ rule: "theory_missing", source, params: about })]
      : []),
    ...(law.theoryTest && valid && valid.until < on
      ? [
          refuse({
            rule: "theory_expired",
            source: rules.theorySource,
            params: { ...about, years: rules.theoryYears, on: valid.until },
          }),
        ]
      : []),
    ...(again > on
      ? [
          refuse({
            rule: "practical_wait",
            source,
            params: { ...about, days: rules.practicalWaitDays, on: again },
          }),
        ]
      : []),
    ...(last?.passed
      ? [warn({ rule: "practical_passed", source, params: { ...about, on: last.on } })]
      : []),
    ...mandatory(c, source),
    ...(at.gearbox === "automatic" && !facts.automaticOnly.includes(classCode)
      ? [warn({ rule: "code_78", source: law.source, params: about })]
      : []),
  ];
}

/** The last day on which her passed theory test holds; nothing where she has passed none. */
function passedTheory(c: StepCase): { until: string } | undefined {
  const passed = testsOf(c, "theory_test").find((one) => one.passed);
  if (!passed) return undefined;
  return { until: birthday(passed.on, rulesOn(passed.on).theoryYears) };
}

/** All mandatory training, done before the test. */
function mandatory(c: StepCase, source: string): Why[] {
  const { facts, on, steps } = c;
  const open = mandatoryOf(steps).filter((step) => !isSettled(facts, step, on));
  return [
    ...open.map((step) => {
      const params = { step: step.step };
      if (mayWait(c, step))
        return warn({
          rule: "dark_after_test",
          source: step.source,
          params: { ...params, on: darkness(on).begins },
        });
      if (willBeSettled(facts, step, on)) return warn({ rule: "planned_first", source, params });
      return refuse({ rule: "mandatory_missing", source, params });
    }),
    ...takenOver(c),
  ];
}

// In the light months a licence is given before the part in the dark, which is then taken later.
const mayWait = ({ on, facts, steps }: StepCase, step: Requirement): boolean => {
  const course = steps.find((one) => one.stage === 1 && one.name === "tgk");
  const byAge = course ? isExempt({ ...facts, papers: [] }, course, on) : false;
  return step.dark && !darkness(on).inside && !byAge;
};

/** With another licence the basic course is behind her, unless that licence came without parts of it. */
function takenOver({ facts, on, steps }: StepCase): Why[] {
  return steps
    .filter((step) => step.stage === 1 && ["first_aid", "dark"].includes(step.name))
    .filter((step) => isExempt(facts, step, on) && !stateOf(step, doneOf(facts, step, on)).complete)
    .map((step) =>
      warn({ rule: "check_basics", source: step.source, params: { step: step.step } }),
    );
}
