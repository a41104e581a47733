import type { Bindings } from "./env.ts";
import { currentKey, macOf } from "./keys.ts";
import { log } from "./log.ts";
import { forLog } from "./log_error.ts";
import { inTheEu } from "./place.ts";

/** What somebody who watches over a school may want to know. */
export type SignalKind =
  | "sign_in_failed" // a wrong password, or one that a limit did not let through
  | "signed_in"
  | "new_device" // of somebody who works there
  | "code_failed" // whoever sent it has the password already
  | "denied" // lacks the right
  | "not_found" // named a row that is not in her school
  | "exported"
  | "revealed" // a national id
  | "factor_removed"
  | "owner_added";

/** One thing that happened, as the monitor of a school is told of it. */
export type Signal = {
  kind: SignalKind;
  /** Milliseconds since 1970. */
  at: number;
  /** Whose account or act it is: her id, or something blind where nobody has the address typed. */
  account?: string;
  /** As exact as it is known: the caller's address, or its network. */
  address?: string;
  /** The template of a route, or what was taken out. */
  about?: string;
  /** How many records; 1 when left out. */
  weight?: number;
};

type Who = { env: Bindings; now: string; later: (work: Promise<unknown>) => void };

const SOON = 100;
const GIVEN_UP = 2_000;
// Of more in a tenth of a second nobody learns anything.
const MOST = 500;

// What this isolate has not told yet: a burst is told in one call, and no answer waits for it.
let waiting = new Map<string, Signal[]>();
let carriedUntil = 0;

/**
 * Tells the monitors of these schools, a moment after the answer has gone. What gets lost on the
 * way is missed by a count, and stands in the audit log all the same.
 */
export function report(who: Who, schoolIds: readonly string[], signal: Omit<Signal, "at">): void {
  const at = Date.parse(who.now);
  for (const id of new Set(schoolIds)) {
    const list = waiting.get(id) ?? [];
    if (list.length < MOST) list.push({ ...signal, at });
    waiting.set(id, list);
  }
  // Somebody is about to go; if she never came back, the next one goes instead.
  if (Date.now() < carriedUntil) return;
  carriedUntil = Date.now() + GIVEN_UP;
  who.later(carry(who.env));
}

/** An address as it was typed, where it is nobody's: told apart from others, and not readable. */
export const blindAccount = (env: Pick<Bindings, "KEYS">, email: string): string =>
  `?${macOf(currentKey(env.KEYS, "limit"), `account|${email}`).slice(0, 16)}`;

/** The object that watches over one school. In production it stays in the EU. */
export function monitorOf(env: Bindings, schoolId: string) {
  return inTheEu(env, env.SECURITY).getByName(schoolId);
}

async function carry(env: Bindings): Promise<void> {
  await new Promise((done) => setTimeout(done, SOON));
  const told = waiting;
  waiting = new Map();
  carriedUntil = 0;
  for (const [schoolId, signals] of told)
    try {
      await monitorOf(env, schoolId).hear(schoolId, signals);
    } catch (error) {
      log("error", "security.not_told", { school_id: schoolId, error: forLog(error) });
    }
}
