import type { Context } from "hono";
import { uuidv7 } from "uuidv7";
import { labelOf } from "./browser.ts";
import { platform } from "./can.ts";
import { everyDatabase } from "./databases.ts";
import type { Bindings, Env } from "./env.ts";
import { currentKey, macOf } from "./keys.ts";
import { log, setLogLevel } from "./log.ts";
import { count, countRequest, countSpent, flushIsDue, flushMetrics } from "./metrics.ts";
import { callerOf, networkOf } from "./network.ts";
import { Problem } from "./problem.ts";
import { templateOf } from "./route.ts";
import { report } from "./signals.ts";
import { countDatabase, type Spent, spending, unspent } from "./spent.ts";

// Machines ask these all day: they say nothing of how people fare.
const ofMachines = new Set(["/healthz", "/readyz", "/metrics", "/robots.txt", "/favicon.ico"]);
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** The release that runs, as it is named in logs and metrics. */
export const versionOf = ({ VERSION }: Pick<Bindings, "VERSION">) =>
  VERSION?.id.slice(0, 8) || "unnamed";

/** Counts every request and writes its one line: the first of all, so that nothing escapes it. */
export const watched = platform(async (c, next) => {
  setLogLevel(c.env.LOG_LEVEL);
  for (const { DB } of everyDatabase(c.env)) countDatabase(DB);
  const began = performance.now();
  const spent = unspent(c.var.requestId);
  await spending(spent, next);
  const ms = performance.now() - began;
  writeDown(c, spent, ms);
  if (flushIsDue(Date.now())) later(c, flushMetrics(c.env, versionOf(c.env), Date.now()));
});

/** The same for what no request asks for: a batch of the queue, a cron. */
export async function watchedJob(
  env: Bindings,
  job: "queue" | "minute" | "daily",
  work: () => Promise<void>,
): Promise<void> {
  setLogLevel(env.LOG_LEVEL);
  for (const { DB } of everyDatabase(env)) countDatabase(DB);
  const spent = unspent(uuidv7());
  let outcome: "ok" | "failed" = "failed";
  try {
    await spending(spent, work);
    outcome = "ok";
  } finally {
    count("job_runs_total", { job, outcome });
    countSpent(`job:${job}`, spent);
    const { rowsRead, rowsWritten, trips } = spent;
    const cost = { rows_read: rowsRead, rows_written: rowsWritten, round_trips: trips };
    log(outcome === "ok" ? "debug" : "error", "job.ran", {
      ...{ request_id: spent.requestId, version: versionOf(env), subject: job, outcome },
      ...cost,
    });
    await flushMetrics(env, versionOf(env), Date.now());
  }
}

function writeDown(c: Context<Env>, spent: Spent, ms: number): void {
  const route = templateOf(c);
  const { status } = c.res;
  const problem = c.error instanceof Problem ? c.error : undefined;
  const outcome = outcomeOf(c.error ? (problem?.status ?? 500) : status);
  const method = methods.has(c.req.method) ? c.req.method : "OTHER";
  const version = versionOf(c.env);
  const kind = route.startsWith("/api/") ? "api" : "page";
  if (problem?.code === "forbidden") count("authz_deny_total", { kind });
  if (problem) reportRefusal(c, problem, route);
  const quiet = ofMachines.has(route) && status < 500;
  if (!ofMachines.has(route))
    countRequest({ route, method, status, ms, version, kind, spent }, c.var.now ?? instant());
  const level = status >= 500 ? "error" : quiet ? "debug" : "info";
  log(level, "request.answered", {
    ...{ request_id: c.var.requestId, version, colo: coloOf(c), route, method, status, ms },
    ...{ rows_read: spent.rowsRead, rows_written: spent.rowsWritten, round_trips: spent.trips },
    ...whoIn(c),
    ip_prefix: networkOf(c.req.header("cf-connecting-ip")),
    ua_family: labelOf(c.req.header("user-agent")),
    ...{ outcome, reason: problem?.code },
  });
}

const instant = () => new Date().toISOString();

// Somebody signed in who lacks the right, or who names a row that her school does not have.
function reportRefusal(c: Context<Env>, { status, code }: Problem, route: string): void {
  const { session, now } = c.var;
  const kind =
    code === "forbidden"
      ? "denied"
      : status === 404 && code.endsWith(".not_found")
        ? "not_found"
        : undefined;
  if (!kind || !session) return;
  const who = { env: c.env, now, later: (work: Promise<unknown>) => later(c, work) };
  report(who, [session.schoolId], {
    ...{ kind, account: session.userId, about: `${c.req.method} ${route}` },
    address: callerOf(c.req.header("cf-connecting-ip")),
  });
}

function outcomeOf(status: number): string {
  if (status >= 500) return "failed";
  if (status === 401 || status === 403) return "denied";
  if (status === 429) return "limited";
  return status >= 400 ? "refused" : "ok";
}

// Somebody who can be told apart from others, and whom only our keys could name.
function whoIn(c: Context<Env>) {
  const { session, claim } = c.var;
  if (!session || !claim) return {};
  const key = currentKey(c.env.KEYS, "log");
  return {
    school_id: session.schoolId,
    actor: macOf(key, session.userId).slice(0, 12),
    session_ref: macOf(key, claim.secret).slice(0, 8),
  };
}

function coloOf(c: Context<Env>): string | undefined {
  const colo: unknown = c.req.raw.cf?.colo;
  return typeof colo === "string" && /^[A-Z]{3}$/.test(colo) ? colo : undefined;
}

// A call without an execution context, as of tests, has nobody who would wait.
function later(c: Context<Env>, work: Promise<unknown>): void {
  try {
    c.executionCtx.waitUntil(work);
  } catch {
    void work;
  }
}
