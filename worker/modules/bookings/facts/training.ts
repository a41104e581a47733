import { dayOf } from "#worker/lib/dates.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { refusals, whyNotStep } from "#worker/modules/curriculum/mod.ts";
import { lasts } from "./planned.ts";
import type { Facts } from "./queries.ts";

// What the booking's own rules say already, in their words.
const said = ["not_her_class", "has_left", "not_approved"];

type Asked = { startsAt: string; endsAt: string; step: string | null };

/** Why the curriculum does not let the student take that step on that day; nothing when it does. */
export function whyNotTrain({ training }: Facts, { step, startsAt, endsAt }: Asked): Reason[] {
  if (!training || step === null) return [];
  const at = { on: dayOf(startsAt), minutes: lasts(startsAt, endsAt) };
  return refusals(whyNotStep(training, step, at))
    .filter(({ rule }) => !said.includes(rule))
    .map(({ code, source, params, help }) => ({ code, source, params, help }));
}
