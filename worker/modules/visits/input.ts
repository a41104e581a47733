import * as z from "zod";
import { Email, optional, text } from "#worker/lib/fields.ts";
import { listQuery, type Paged } from "#worker/lib/list.ts";

export const states = ["asked", "approved", "refused", "running", "ended", "lapsed"] as const;
/** How a visit stands: asked for, allowed or not, on its way, over, or never used in time. */
export type State = (typeof states)[number];
/** Those that something can still come of. */
export const openStates = ["asked", "approved", "running"] as const;

/** What support asks: as whom she wants to see, and why. The case tells her the address. */
export const NewVisit = z.strictObject({
  email: Email,
  reason: text(300),
  caseNumber: optional(text(40)),
});
export type NewVisit = z.output<typeof NewVisit>;

/** A button without fields. */
export const NoInput = z.strictObject({});

/** A visit as both sides see it, with the state that it has now, whatever its row says still. */
export type Visit = {
  id: string;
  schoolId: string;
  school: string;
  personId: string;
  person: string;
  askedBy: string;
  asker: string;
  askedAt: string;
  reason: string;
  caseNumber: string | null;
  state: State;
  decider: string | null;
  decidedAt: string | null;
  startedAt: string | null;
  until: string;
  endedAt: string | null;
  version: number;
};

/** What was done about a visit, or on it: `page` is the address that was looked at. */
export type Step = {
  id: string;
  at: string;
  who: string | null;
  onBehalfOf: string | null;
  action: string;
  page: string | null;
};

/** Which page of what was looked at, the newest first. */
export const LookList = listQuery(["-seq"]);
export type LookList = z.output<typeof LookList>;

/** A visit with all that was done about it, and a page of what was looked at on it. */
export type VisitDetail = { visit: Visit; steps: Step[]; looks: Paged<Step> };
