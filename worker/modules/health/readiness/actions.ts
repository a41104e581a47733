import { openDiff } from "#worker/lib/audit.ts";
import { HOUR, MINUTE } from "#worker/lib/clock.ts";
import { documentsAnswer } from "#worker/lib/documents.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { currentKey, keysFor, macOf } from "#worker/lib/keys.ts";
import { limiterAnswers } from "#worker/lib/limits.ts";
import { log } from "#worker/lib/log.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { faultsOf, inWords } from "#worker/lib/settings/faults.ts";
import { faultOfRing } from "#worker/lib/settings/strength.ts";
import { lastBackup } from "#worker/modules/backups/mod.ts";
import { liveOf } from "#worker/modules/calendar/mod.ts";
import {
  databaseReads,
  databaseWrites,
  head,
  longestWaiting,
  newestAudit,
  schemaIsAtHead,
} from "./queries.ts";
import { type Checked, type CheckName, judged, type Readiness, weights } from "./rules.ts";

const TIMEOUT = 1_000;
const KEPT = 5_000;
const LAG = 5 * MINUTE;
const A_NIGHT = 26 * HOUR;

let usable: string | undefined; // asked at every request, worked out once

/** Whether KEYS is there and can be used, and in production is no sample and no pattern. */
export function keysAreUsable({
  KEYS,
  ENVIRONMENT,
}: Pick<Bindings, "KEYS" | "ENVIRONMENT">): boolean {
  const asked = `${ENVIRONMENT} ${KEYS}`;
  if (KEYS && asked === usable) return true;
  try {
    macOf(currentKey(KEYS, "form"), "ready");
  } catch {
    return false;
  }
  if (ENVIRONMENT !== "local" && faultOfRing(KEYS)) return false;
  usable = asked;
  return true;
}

type Probe = (env: Bindings, now: string) => boolean | Promise<boolean>;

const probes: Record<Exclude<CheckName, "settings">, Probe> = {
  database_read: (env) => databaseReads(env.DB),
  database_write: (env) => databaseWrites(env.DB),
  schema: (env) => schemaIsAtHead(env.DB),
  sessions: async (env, now) => {
    // An object of nobody: it answers, and knows no such session.
    const found = await sessionsOf(env, "readiness").check("", now);
    return found === null;
  },
  limits: limiterAnswers,
  keys: async (env) => {
    if (!keysAreUsable(env)) return false;
    // Keys that open nothing of what is there are the wrong ones, however well made.
    const row = await newestAudit(env.DB);
    if (!row) return true;
    openDiff(env.KEYS, row);
    return keysFor(env.KEYS, "audit").some(({ kid }) => kid === row.kid);
  },
  outbox: async (env, now) => {
    const since = await longestWaiting(env.DB);
    return since === undefined || Date.parse(now) - Date.parse(since) < LAG;
  },
  backup: async (env, now) => {
    const at = await lastBackup(env.DB);
    return at !== undefined && Date.parse(now) - Date.parse(at) < A_NIGHT;
  },
  live: async (env) => (await liveOf(env, "readiness").viewers()) === 0, // a school of nobody
  documents: documentsAnswer,
};

let last: { at: number; answer: Promise<Readiness> } | undefined;

/** Whether this deployment can serve people. Asked often, it answers what it found 5 s ago. */
export function readiness(env: Bindings, now: string): Promise<Readiness> {
  const at = Date.parse(now);
  if (!last || at - last.at > KEPT || at < last.at) last = { at, answer: checkAll(env, now) };
  return last.answer;
}

/** Every check, each within a second; what fails is logged by its name. */
export async function checkAll(env: Bindings, now: string): Promise<Readiness> {
  const settings = faultsOf(env);
  if (settings.length) log("error", "readiness.settings", { subject: inWords(settings) });
  const names = Object.keys(weights) as CheckName[];
  const checks = await Promise.all(
    names.map(async (name): Promise<Checked> => {
      const began = Date.now();
      const probe = name === "settings" ? () => settings.length === 0 : probes[name];
      const passed = await inTime(async () => probe(env, now)).catch(() => false);
      if (!passed) log("error", "readiness.failed", { subject: name });
      return { name, passed, weight: weights[name], ms: Date.now() - began };
    }),
  );
  return { ...judged(checks), schema: head, checks, settings };
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
