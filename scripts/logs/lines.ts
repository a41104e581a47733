import { createWriteStream, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { logKeys } from "../../worker/lib/log.ts";

/** A line of the product's log, as worker/lib/log.ts writes it. */
export type Line = Readonly<Record<string, string | number>>;

/** Where what runs on this machine leaves its log. */
export const LOG_FILE = ".wrangler/logs/tms.jsonl";
const ROOM = 20_000_000;

/** The line that a piece of output is; undefined for everything else that is said there. */
export function readLine(text: string): Line | undefined {
  // Wrangler puts the name of the Worker before what it says, when there are two.
  const [, json] = /^(?:\[\S+\] )?(\{"ts":.*\})$/.exec(text.trim()) ?? [];
  if (!json) return undefined;
  try {
    const line = JSON.parse(json) as Line;
    const known = Object.keys(line).every((key) => (logKeys as readonly string[]).includes(key));
    return known && typeof line.event === "string" ? line : undefined;
  } catch {
    return undefined;
  }
}

const levels = ["debug", "info", "warn", "error"];

export type Filter = {
  /** This level and those above it. */
  level?: string | undefined;
  /** The start of a route's template. */
  route?: string | undefined;
  request?: string | undefined;
  event?: string | undefined;
  school?: string | undefined;
};

/** Whether somebody who asked for this wants to see the line. */
export function matches(line: Line, { level, route, request, event, school }: Filter): boolean {
  if (level && levels.indexOf(String(line.level)) < levels.indexOf(level)) return false;
  if (route && !String(line.route ?? "").startsWith(route)) return false;
  if (request && line.request_id !== request) return false;
  if (event && line.event !== event) return false;
  return !school || line.school_id === school;
}

/**
 * A line as a person reads it: when, how bad, what, and the rest by its key. What a stranger may have
 * put into it moves no cursor, and makes no line that looks like another one.
 */
export function human(line: Line): string {
  const { ts, level, event, method, route, status, ms, error, ...rest } = line;
  const when = String(ts).slice(11, 23);
  const what =
    event === "request.answered"
      ? `${status} ${method} ${route} ${Math.round(Number(ms))} ms`
      : String(event);
  const more = Object.entries(rest).map(([key, value]) => `${key}=${value}`);
  const head = [when, String(level).toUpperCase().padEnd(5), what, ...more].join(" ");
  const first = head.replaceAll(/\p{Cc}/gu, "");
  if (error === undefined) return first;
  return `${first}\n  ${String(error)
    .replaceAll(/[^\P{Cc}\n]/gu, "")
    .replaceAll("\n", "\n  ")}`;
}

type Speaker = { stdout: Readable | null; stderr: Readable | null };

/** Keeps the lines of the log that a process says, and hands on all of it for who watches. */
export function keepLog(
  { stdout, stderr }: Speaker,
  show: (text: string, from: "stdout" | "stderr", line: Line | undefined) => void,
): () => void {
  mkdirSync(dirname(LOG_FILE), { recursive: true });
  const size = statSync(LOG_FILE, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROOM) renameSync(LOG_FILE, `${LOG_FILE}.1`);
  const file = createWriteStream(LOG_FILE, { flags: "a" });
  for (const [from, input] of [["stdout", stdout] as const, ["stderr", stderr] as const])
    if (input)
      createInterface({ input }).on("line", (text) => {
        const line = readLine(text);
        if (line) file.write(`${JSON.stringify(line)}\n`);
        show(text, from, line);
      });
  return () => file.end();
}
