import * as z from "zod";

export const checkStates = ["running", "whole", "broken"] as const;
/** How a walk through the log stands: on its way, nothing found, something found. */
export type CheckState = (typeof checkStates)[number];

/** A button without fields. */
export const NoInput = z.strictObject({});

/** A seal as the page shows it. */
export type SealShown = { n: number; fromSeq: number; toSeq: number; hash: string; at: string };

/** What does not fit, by what it is, and where. */
export type FindingShown = { what: string; seq?: number; n?: number };

/** A walk through the log as the page shows it. */
export type Check = {
  id: string;
  state: CheckState;
  startedAt: string;
  finishedAt: string | null;
  fromSeq: number;
  toSeq: number;
  nextSeq: number;
  findings: readonly FindingShown[];
};

/** The state of the whole log: how long it is, how far it is sealed, and when it was looked through. */
export type LogState = { lastSeq: number; seals: SealShown[]; checks: Check[] };
