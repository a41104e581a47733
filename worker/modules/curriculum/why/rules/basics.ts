import type { Requirement } from "../../steps/input.ts";
import { isSettled, type StepCase, willBeSettled } from "../case.ts";
import type { Why } from "../input/why.ts";
import { refuse, warn } from "../say.ts";
import { darkness } from "./season.ts";

const drives: readonly Requirement["kind"][] = [
  "practice",
  "lesson",
  "driving",
  "track",
  "assessment",
];

/** The basic traffic course before the first metre, and the dark part before a dark month. */
export function whyNotTheBasics(c: StepCase): Why[] {
  const { step, steps, facts, on } = c;
  if (!drives.includes(step.kind)) return [];
  const basics = steps.filter((one) => one.stage === 1 && one.minAge !== null);
  const open = basics.filter((one) => !isSettled(facts, one, on));
  // Whoever is let off the course by her age takes first aid and the dark before the test only.
  const course = basics.find((one) => one.name === "tgk");
  if (!course) return [];
  const asked = !isSettledByAge(c, course);
  const missing = open.filter((one) => !one.dark);
  const dark = open.find((one) => one.dark);
  return [
    ...(asked ? missing.map((one) => missingWhy(c, one)) : []),
    ...(asked && dark ? darkWhy(c, dark) : []),
    ...(step.kind === "practice" ? permitWhy(c) : []),
  ];
}

function isSettledByAge({ facts, on }: StepCase, course: Requirement): boolean {
  const nothingDone = { ...facts, records: [], papers: [] };
  return isSettled(nothingDone, course, on);
}

function missingWhy({ facts, on, step }: StepCase, missing: Requirement): Why {
  const params = { step: missing.step };
  if (step.kind !== "practice" && willBeSettled(facts, missing, on))
    return warn({ rule: "planned_first", source: missing.source, params });
  const rule = missing.name === "first_aid" ? "first_aid_missing" : "tgk_missing";
  return refuse({ rule, source: missing.source, params });
}

function darkWhy({ facts, on }: StepCase, dark: Requirement): Why[] {
  const { inside, source, begins, lightFrom } = darkness(on);
  if (!inside)
    return [warn({ rule: "dark_later", source, params: { step: dark.step, on: begins } })];
  if (willBeSettled(facts, dark, on))
    return [warn({ rule: "planned_first", source, params: { step: dark.step } })];
  return [refuse({ rule: "dark_missing", source, params: { step: dark.step, on: lightFrom } })];
}

function permitWhy({ facts, on, classCode }: StepCase): Why[] {
  const has = facts.papers.some(
    (paper) =>
      paper.kind === "practice_permit" &&
      (paper.classCode === null || paper.classCode === classCode) &&
      paper.on <= on &&
      (paper.until === null || paper.until >= on),
  );
  if (has) return [];
  const params = { class: classCode };
  return [warn({ rule: "permit_missing", source: "law.training_practice", params })];
}
