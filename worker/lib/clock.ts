import type { Bindings } from "./env.ts";

/** The instant a request or job counts from. Only a local run may move it, by `TEST_NOW`. */
export function clock(env: Bindings): string {
  if (LOCAL && env.ENVIRONMENT === "local" && env.TEST_NOW)
    return new Date(env.TEST_NOW).toISOString();
  return new Date().toISOString();
}

/** An instant some milliseconds away from another; same format. */
export function shift(at: string, milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
