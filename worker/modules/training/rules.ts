import type { FieldErrors, Reason } from "#worker/lib/problem.ts";
import {
  type ClassProgress,
  classOfStep,
  type Facts,
  type Requirement,
  type Why,
  whyNotStep,
} from "#worker/modules/curriculum/mod.ts";
import type { CreditInput, OverrideInput, PaperInput, PlanInput, RecordInput } from "./input.ts";

const school = "training.school_record";

/** A step of hers as her curriculum has it. */
export function stepIn(classes: readonly ClassProgress[], step: string): Requirement | undefined {
  const all = classes.flatMap((one) => one.steps);
  return all.find(({ requirement }) => requirement.step === step)?.requirement;
}

type Day = { today: string; birthDate: string };

const wrongDay = (on: string, { today, birthDate }: Day): FieldErrors => ({
  ...(on > today ? { onDate: "training.in_future" } : {}),
  ...(on < birthDate ? { onDate: "training.before_birth" } : {}),
});

/** What is wrong with a record, by field, before the rules of the law are asked. */
export function wrongRecord(
  input: RecordInput,
  step: Requirement | undefined,
  day: Day,
): FieldErrors {
  const strange = input.themes.some((theme) => !step?.themes.includes(theme));
  return {
    ...wrongDay(input.onDate, day),
    ...(step?.stage === 5 ? { step: "training.test_is_a_paper" } : {}),
    ...(step && strange ? { themes: "training.no_such_theme" } : {}),
    ...(step && step.themes.length > 0 && input.themes.length === 0
      ? { themes: "training.themes_wanted" }
      : {}),
    ...(step && step.kind !== "assessment" && input.recommendation
      ? { recommendation: "training.only_assessments" }
      : {}),
    ...(step?.kind === "assessment" && !input.recommendation
      ? { recommendation: "training.recommendation_wanted" }
      : {}),
  };
}

/** What is wrong with a credit, by field. */
export function wrongCredit(
  input: CreditInput,
  step: Requirement | undefined,
  day: Day,
): FieldErrors {
  return {
    ...wrongDay(input.onDate, day),
    ...(step?.stage === 5 ? { step: "training.test_is_a_paper" } : {}),
    ...(step && step.stage < 5 && step.minutes === 0 ? { step: "training.nothing_to_credit" } : {}),
  };
}

/** What is wrong with a paper, by field. */
export function wrongPaper(input: PaperInput, { today, birthDate }: Day): FieldErrors {
  const isTest = input.kind === "theory_test" || input.kind === "practical_test";
  return {
    ...wrongDay(input.onDate, { today, birthDate }),
    ...(input.until !== null && input.until < input.onDate
      ? { until: "training.ends_before_start" }
      : {}),
    ...(isTest && input.result === null ? { result: "training.result_wanted" } : {}),
    ...(!isTest && input.result !== null ? { result: "training.no_result" } : {}),
    ...(input.classCode === null && input.kind !== "health"
      ? { classCode: "training.class_wanted" }
      : {}),
  };
}

/** Why a plan cannot be that one. */
export function wrongPlan(
  plan: PlanInput,
  progress: ClassProgress | undefined,
  day: Day,
): FieldErrors {
  return {
    ...(progress?.versions.includes(plan.version) ? {} : { version: "curriculum.not_a_version" }),
    ...(plan.route === "upgrade" && !progress?.upgrade ? { route: "training.no_short_way" } : {}),
    ...(plan.startedOn < day.birthDate ? { startedOn: "training.before_birth" } : {}),
  };
}

/** Why a rule cannot be set aside: nothing, when it stands against the step today. */
export function whyNotOverride(facts: Facts, input: OverrideInput, on: string): Reason[] {
  const against = whyNotStep(facts, input.step, { on });
  const fits = against.some((why) => why.rule === input.rule && why.weight === "refuse");
  if (fits) return [];
  const params = { step: input.step };
  return [{ code: "training.nothing_to_override", source: school, params }];
}

/** Why a class is no class of hers. */
export function whyNotHers(facts: Facts, step: string): Why[] {
  const code = classOfStep(step);
  const hers = code !== undefined && facts.classes.includes(code);
  return hers ? [] : whyNotStep(facts, step, { on: "9999-12-31" }).slice(0, 1);
}
