import { DAY, MINUTE } from "#worker/lib/clock.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { openStates, type State, type Visit } from "./input.ts";

/** How long support may look, once she has come in. */
export const VISIT_LASTS = 30 * MINUTE;
/** How long somebody may wait for an answer, and how long a yes waits to be used. */
export const WAITS = DAY;

/** How a visit stands at that instant: what is over is over, also before the row says so. */
export function stateAt({ state, until }: Pick<Visit, "state" | "until">, now: string): State {
  if (until > now || !openStates.some((open) => open === state)) return state;
  return state === "running" ? "ended" : "lapsed";
}

const no = (code: string): Reason[] => [
  { code: `visits.${code}`, source: "visits.rule", help: `visits.${code}_help` },
];

/** Why somebody cannot say yes or no to a visit. */
export function whyNotDecide({ state, askedBy }: Pick<Visit, "state" | "askedBy">, id: string) {
  if (askedBy === id) return no("own_request");
  return state === "asked" ? [] : no("not_asked");
}

/** Why a visit cannot begin. */
export const whyNotStart = ({ state }: Pick<Visit, "state">): Reason[] =>
  state === "approved" ? [] : no("not_approved");

/** Why a yes lets nobody in any more: whoever said it could not say it now. */
export const yesIsGone = (): Reason[] => no("yes_is_gone");

/** Why there is nothing to end. */
export const whyNotEnd = ({ state }: Pick<Visit, "state">): Reason[] =>
  openStates.some((open) => open === state) ? [] : no("over_already");
