import type { SettingFault } from "#worker/lib/settings/faults.ts";

/** What is asked before people are let in, and what each is worth in the score. */
export const weights = {
  database_read: 20,
  database_write: 20,
  schema: 15,
  sessions: 15,
  limits: 10,
  keys: 10,
  outbox: 5,
  backup: 5,
  // Without score: what must hold anyhow, and what the pages can say that they lack.
  settings: 0,
  live: 0,
  documents: 0,
} as const;

export type CheckName = keyof typeof weights;

/** Without one of these nobody can be served, whatever the score. */
const needed: readonly CheckName[] = ["database_read", "schema", "sessions", "keys", "settings"];

/** One question and its answer; `ms` is how long it took, at most a second. */
export type Checked = { name: CheckName; passed: boolean; weight: number; ms: number };

export type Status = "ready" | "degraded" | "down";

/** What the operator is told; strangers hear the status alone. */
export type Readiness = {
  status: Status;
  score: number;
  schema: string;
  checks: readonly Checked[];
  settings: readonly SettingFault[];
};

const READY = 90;
const SERVES = 60;

/** From 90 on ready, from 60 on degraded; a needed one that fails takes it down. */
export function judged(checks: readonly Checked[]): { status: Status; score: number } {
  const score = checks.reduce((sum, { passed, weight }) => sum + (passed ? weight : 0), 0);
  const fails = checks.filter(({ passed }) => !passed).map(({ name }) => name);
  if (score < SERVES || fails.some((name) => needed.includes(name)))
    return { status: "down", score };
  const lacking = fails.some((name) => weights[name] === 0);
  return { status: score < READY || lacking ? "degraded" : "ready", score };
}
