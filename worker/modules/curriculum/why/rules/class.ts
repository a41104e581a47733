import { addMonths, birthday } from "#worker/lib/dates.ts";
import { upgrades } from "../../law.ts";
import { newest } from "../../newest.ts";
import { holds, type StepCase } from "../case.ts";
import type { Why } from "../input/why.ts";
import { refuse, warn } from "../say.ts";

const school = "curriculum.school_offer";

/** The class itself: whether it is taught at all, here, and to her. */
export function whyNotTheClass({ facts, classCode, law, step }: StepCase): Why[] {
  const about = { class: classCode };
  const source = law.source;
  return [
    ...(law.available ? [] : [refuse({ rule: "unverified", source, params: about })]),
    ...(facts.offered.length > 0 && !facts.offered.includes(classCode)
      ? [refuse({ rule: "not_offered", source: school, params: about })]
      : []),
    ...(facts.classes.includes(classCode)
      ? []
      : [refuse({ rule: "not_her_class", source: school, params: about })]),
    ...(facts.left ? [refuse({ rule: "has_left", source: school })] : []),
    ...(law.available && !step.verified
      ? [warn({ rule: "step_unverified", source: step.source, params: { step: step.step } })]
      : []),
  ];
}

/** Whether she is old enough for the step on that day. */
export function whyNotTheAge(c: StepCase): Why[] {
  const { facts, step, law, on, classCode } = c;
  const young = (name: string, age: number, from: string, source: string) =>
    from > on
      ? [refuse({ rule: `too_young_${name}`, source, params: { class: classCode, age, on: from } })]
      : [];
  const at = (age: number) => birthday(facts.birthDate, age);
  if (step.minAge !== null) return young("tgk", step.minAge, at(step.minAge), step.source);
  if (step.kind === "theory_test") {
    const from = addMonths(at(law.minAge), -law.theoryMonthsBefore);
    return young("theory", law.minAge, from, step.source);
  }
  if (step.kind === "practical_test") return young("test", law.minAge, at(law.minAge), law.source);
  if (c.route === "upgrade") {
    const age = law.sooner?.age ?? law.minAge;
    return young("test", age, at(age), law.source);
  }
  if (law.practiceAge === null || step.stage === 1) return [];
  return young("practice", law.practiceAge, at(law.practiceAge), "law.training_practice");
}

/** Licences and certificates that must be there first. */
export function whyNotThePapers({ facts, law, route, step, on, classCode }: StepCase): Why[] {
  if (step.stage === 1 && step.minAge !== null) return [];
  const upgrade = newest(
    upgrades.filter((row) => row.classCode === classCode),
    on,
  );
  const held = law.needs.flatMap((need) => {
    if (need === "tgk" || need === "tgk_or_licence" || need === "health") return [];
    return holds(facts, [need], on)
      ? []
      : [
          refuse({
            rule: "licence_missing",
            source: law.source,
            params: { class: classCode, holding: need },
          }),
        ];
  });
  const healthy = facts.papers.some(
    (paper) =>
      paper.kind === "health" && paper.on <= on && (paper.until === null || paper.until >= on),
  );
  return [
    ...held,
    ...(law.needs.includes("health") && !healthy
      ? [refuse({ rule: "health_missing", source: law.source, params: { class: classCode } })]
      : []),
    ...(route === "upgrade" && upgrade && !holds(facts, [upgrade.holding], on, upgrade.years)
      ? [
          refuse({
            rule: "upgrade_too_early",
            source: upgrade.source,
            params: { class: classCode, holding: upgrade.holding, years: upgrade.years },
          }),
        ]
      : []),
  ];
}
