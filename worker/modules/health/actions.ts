import { documentsAnswer } from "#worker/lib/documents.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { unsoundServices } from "#worker/lib/fetch_out.ts";
import { currentKey, macOf } from "#worker/lib/keys.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { liveOf } from "#worker/modules/calendar/mod.ts";
import { schemaIsAtHead } from "./queries.ts";
import { isContact } from "./rules.ts";

const TIMEOUT = 1_000;
const KEPT = 5_000;

let usable: string | undefined; // asked at every request, worked out once

/** Whether KEYS is there and can be used. */
export function keysAreUsable({ KEYS }: Pick<Bindings, "KEYS">): boolean {
  if (KEYS && KEYS === usable) return true;
  try {
    macOf(currentKey(KEYS, "form"), "ready");
    usable = KEYS;
    return true;
  } catch {
    return false;
  }
}

/** Whether what is set is set right: what would fail silently, late and in few people's hands. */
function settingsAreSound(env: Bindings): boolean {
  const { SECURITY_CONTACT } = env;
  const wrong = [
    ...unsoundServices(env),
    ...(SECURITY_CONTACT && !isContact(SECURITY_CONTACT) ? ["SECURITY_CONTACT"] : []),
  ];
  if (wrong.length) console.error(`settings that cannot be used: ${wrong.join(", ")}`);
  return wrong.length === 0;
}

type Checks = Record<string, (env: Bindings, now: string) => boolean | Promise<boolean>>;

/** Without one of these nobody can be served. */
const needed: Checks = {
  keys: keysAreUsable,
  schema: (env) => schemaIsAtHead(env.DB), // reads D1 too
  settings: settingsAreSound,
  sessions: async (env, now) => {
    // An object of nobody: it answers, and knows no such session.
    const found = await sessionsOf(env, "readiness").check("", now);
    return found === null;
  },
  live: async (env) => (await liveOf(env, "readiness").viewers()) === 0, // a school of nobody
};

/** Without these the pages go on, and say for themselves what they cannot do. */
const helpful: Checks = { documents: documentsAnswer };

/** `degraded` serves people all the same; `without` names what does not answer. */
export type Readiness = { status: "ready" | "degraded" | "down"; without: string[] };

let last: { at: number; answer: Promise<Readiness> } | undefined;

/** Whether this deployment can serve people. Asked often, it answers what it found 5 s ago. */
export function readiness(env: Bindings, now: string): Promise<Readiness> {
  const at = Date.parse(now);
  if (!last || at - last.at > KEPT || at < last.at) last = { at, answer: checkAll(env, now) };
  return last.answer;
}

/** Every check, each within a second; what fails is logged by its name. */
export async function checkAll(env: Bindings, now: string): Promise<Readiness> {
  const failing = async (checks: Checks) => {
    const names = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        const fine = await inTime(async () => check(env, now)).catch(() => false);
        if (!fine) console.error(`not ready: ${name}`);
        return fine ? [] : [name];
      }),
    );
    return names.flat();
  };
  const [down, without] = await Promise.all([failing(needed), failing(helpful)]);
  // What is down is for the log alone: strangers ask here too.
  if (down.length > 0) return { status: "down", without: [] };
  return { status: without.length > 0 ? "degraded" : "ready", without };
}

async function inTime(check: () => Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), TIMEOUT);
  });
  try {
    return await Promise.race([check(), late]);
  } finally {
    clearTimeout(timer);
  }
}
