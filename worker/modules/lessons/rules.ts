import { MINUTE } from "#worker/lib/clock.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { holdsNationalId } from "#worker/lib/national_id.ts";
import type { FieldErrors, Reason } from "#worker/lib/problem.ts";
import type { Booking } from "#worker/modules/bookings/mod.ts";
import { curriculumOn, type Requirement } from "#worker/modules/curriculum/mod.ts";
import { goalsOf } from "./goals/rules.ts";
import type { Attestation, Attested, Lesson, Levels } from "./input.ts";

const school = "lessons.school_record";
const law = "lessons.law_documentation";

/** What is attested lesson by lesson; meetings and blocks are nobody's training. */
export const attestable = ["lesson", "assessment", "course", "test"] as const;

/** Minutes a lesson may have lasted longer than it was booked for. */
const LONGER = 60;

type Held = Pick<Booking, "kind" | "classCode" | "step" | "startsAt">;

/** What can be said of a lesson: the goals of its stage, the parts of its course, its steps. */
export function subjectsOf({ kind, classCode, step, startsAt }: Held) {
  const on = dayOf(startsAt);
  if (!classCode || kind === "test") return { goals: [], parts: [], steps: [] };
  const all = curriculumOn(classCode, on)?.steps ?? [];
  const found = all.find((one) => one.step === step);
  const stage = step === null ? undefined : Number(step.split(".")[1]);
  return {
    goals: found?.kind === "course" ? [] : goalsOf(classCode, stage, on),
    parts: found?.themes ?? [],
    steps: step === null ? all.filter(taught(kind)).map((one) => one.step) : [],
  };
}

const taught = (kind: Booking["kind"]) => (step: Requirement) =>
  step.stage < 5 &&
  step.kind !== "practice" &&
  (step.kind === "assessment") === (kind === "assessment");

type State = Pick<Lesson, "status" | "startsAt" | "attested">;

/** Why a lesson cannot be attested; nothing when it can. */
export function whyNotAttest({ status, startsAt, attested }: State, now: string): Reason[] {
  if (startsAt > now) {
    const params = { from: startsAt };
    return [{ code: "lessons.not_begun", source: law, params, help: "lessons.not_begun_help" }];
  }
  if (status === "held") return [{ code: "lessons.not_confirmed", source: school }];
  if (status === "cancelled" && !attested) return [{ code: "lessons.called_off", source: school }];
  return [];
}

type Who = { own: boolean; any: boolean };

/** Why somebody may not attest it: it is the instructor's to say, or the academic leader's. */
export function whyNotYours({ own, any }: Who, instructor: string | null): Reason[] {
  if (own || any) return [];
  const params = { name: instructor ?? "–" };
  return [{ code: "lessons.not_yours", source: law, params, help: "lessons.not_yours_help" }];
}

type Subject = Pick<
  Lesson,
  "kind" | "step" | "startsAt" | "endsAt" | "attested" | "goals" | "parts" | "steps"
>;

/** Whether the lesson ends a stage: then it carries advice and the student's own view. */
export const isAssessment = ({ kind, step }: Pick<Lesson, "kind" | "step">): boolean =>
  kind === "assessment" || (step?.endsWith(".assessment") ?? false);

export const minutesOf = ({ startsAt, endsAt }: Pick<Lesson, "startsAt" | "endsAt">): number =>
  Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE);

/** What a text may not hold, by field: a national id has a sealed place of its own. */
export function wrongTexts(texts: Record<string, string | null>): FieldErrors {
  const held = Object.entries(texts).filter(([, text]) => text !== null && holdsNationalId(text));
  return Object.fromEntries(held.map(([field]) => [field, "national_id.in_text"]));
}

/** What is wrong with what was said, by field. */
export function wrongFields(said: Attestation, lesson: Subject): FieldErrors {
  const { note, reason } = said;
  const correcting: FieldErrors = {
    ...(lesson.attested && !reason ? { reason: "lessons.reason_wanted" } : {}),
    ...wrongTexts({ note, reason }),
  };
  switch (said.outcome) {
    case "no_show":
      return correcting;
    case "cancelled":
      return { ...(said.cancelReason ? {} : { cancelReason: "required" }), ...correcting };
    case "delivered":
      return { ...wrongDelivery(said, lesson), ...correcting };
  }
}

function wrongDelivery(said: Attestation, lesson: Subject): FieldErrors {
  const errors: FieldErrors = {};
  const step = lesson.step ?? said.step;
  if ((said.minutes ?? 0) > minutesOf(lesson) + LONGER) errors.minutes = "lessons.too_long";
  if (lesson.step === null && lesson.steps.length > 0) {
    if (said.step === null) errors.step = "lessons.step_wanted";
    else if (!lesson.steps.includes(said.step)) errors.step = "lessons.no_such_step";
  } else if (said.step !== null && said.step !== lesson.step)
    errors.step = "lessons.step_is_booked";
  if (said.themes.some((theme) => !lesson.parts.includes(theme))) errors.themes = "not_a_choice";
  else if (lesson.parts.length > 0 && said.themes.length === 0)
    errors.themes = "lessons.parts_wanted";
  if (Object.keys(said.levels).some((goal) => !lesson.goals.includes(goal)))
    errors.levels = "lessons.other_goals";
  const advises = isAssessment({ kind: lesson.kind, step });
  if (advises && !said.recommendation) errors.recommendation = "lessons.recommendation_wanted";
  if (!advises && said.recommendation) errors.recommendation = "lessons.only_assessments";
  return errors;
}

/** What is kept of what was said: a lesson that was not held has no minutes and no goals. */
export function keptOf(said: Attestation, lesson: Subject) {
  const { outcome, note } = said;
  const step = lesson.step ?? said.step;
  const nothing = { themes: [], levels: {}, recommendation: null, cancelReason: null };
  if (outcome !== "delivered") {
    const cancelReason = outcome === "cancelled" ? said.cancelReason : null;
    return { outcome, note, step: lesson.step, minutes: 0, ...nothing, cancelReason };
  }
  const minutes = said.minutes ?? minutesOf(lesson);
  const { themes, levels, recommendation } = said;
  return { outcome, note, step, minutes, themes, levels, recommendation, cancelReason: null };
}

/** How well each goal was reached when it was last spoken of; the newest lesson comes first. */
export function latestLevels(lessons: readonly { levels: Levels }[]): Levels {
  return Object.assign({}, ...lessons.map(({ levels }) => levels).toReversed());
}

const signed = (at: string): Reason[] => [
  { code: "lessons.signed", source: school, params: { on: dayOf(at) } },
];

/** Why a student cannot object to what was attested; nothing when she can. */
export function whyNotObject(attested: Pick<Attested, "signedAt" | "objectedAt">): Reason[] {
  if (attested.signedAt !== null) return signed(attested.signedAt);
  if (attested.objectedAt === null) return [];
  const params = { on: dayOf(attested.objectedAt) };
  return [{ code: "lessons.objected", source: school, params }];
}

type Ending = Pick<Lesson, "kind" | "step" | "status" | "attested" | "history">;

/** Why a student cannot say how she sees herself; what she has signed includes it. */
export function whyNotSelf({ attested, history, ...lesson }: Ending): Reason[] {
  if (!isAssessment(lesson)) return [{ code: "lessons.only_assessments", source: law }];
  const under = [attested, ...history].find((one) => one !== null && one.signedAt !== null);
  if (under?.signedAt) return signed(under.signedAt);
  const off = lesson.status === "cancelled" || lesson.status === "no_show";
  return off ? [{ code: "lessons.called_off", source: school }] : [];
}
