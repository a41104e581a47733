import type { Curriculum } from "../../steps/input.ts";
import { type StepCase, stepCase } from "../case.ts";
import type { Facts, Occasion, Why } from "../input/why.ts";
import { refuse } from "../say.ts";
import { whyNotTheAmount, whyNotTheInstructor } from "./amount.ts";
import { whyNotTheBasics } from "./basics.ts";
import { whyNotTheAge, whyNotTheClass, whyNotThePapers } from "./class.ts";
import { whyNotTheOrder, whyNotTheTrack } from "./order.ts";
import { whyNotTheTest } from "./tests.ts";

const rules: readonly ((c: StepCase) => Why[])[] = [
  whyNotTheClass,
  whyNotTheAge,
  whyNotThePapers,
  whyNotTheBasics,
  whyNotTheOrder,
  whyNotTheTrack,
  whyNotTheAmount,
  whyNotTheInstructor,
  whyNotTheTest,
];

/**
 * Every reason against a step for a student on an occasion, what refuses first; nothing when
 * nothing speaks against it. Pages, bookings and the API all ask this one function.
 */
export function whyNotStep(
  facts: Facts,
  step: string,
  at: Occasion,
  law?: readonly Curriculum[],
): Why[] {
  const found = stepCase(facts, step, at, law);
  if (!found) return [refuse({ rule: "no_such_step", source: "law.training", params: { step } })];
  const all = rules.flatMap((rule) => rule(found)).map((why) => setAside(why, facts, step));
  const unlike = new Map(all.map((why) => [`${why.rule} ${JSON.stringify(why.params)}`, why]));
  return [...unlike.values()].toSorted((a, b) => weight(a) - weight(b));
}

const weight = (why: Why) => (why.weight === "refuse" ? 0 : 1);

/** What stops a step; the rest only warns. */
export const refusals = (reasons: readonly Why[]): Why[] =>
  reasons.filter((why) => why.weight === "refuse");

function setAside(why: Why, { overrides }: Facts, step: string): Why {
  const found = overrides.find((one) => one.step === step && one.rule === why.rule);
  if (!found || !why.overridable) return why;
  return { ...why, weight: "warn", overridden: found.reason };
}
