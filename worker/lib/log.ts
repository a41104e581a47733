import { spentNow } from "./spent.ts";

/**
 * Every key a line of the log may have, in the order in which they are written. What is not here
 * is not logged: no body, no query, no cookie, no address, no name.
 */
export const logKeys = [
  "ts",
  "level",
  "event",
  "request_id",
  "version",
  "colo",
  "route",
  "method",
  "status",
  "ms",
  "rows_read",
  "rows_written",
  "round_trips",
  "school_id",
  "actor",
  "session_ref",
  "ip_prefix",
  "ua_family",
  "outcome",
  "reason",
  "subject",
  "attempt",
  "seconds",
  "error",
  "error_fp",
] as const;

type Key = (typeof logKeys)[number];
export type Level = "debug" | "info" | "warn" | "error";
/** What a caller may say about an event; the rest is known. */
export type Fields = Partial<
  Record<Exclude<Key, "ts" | "level" | "event">, string | number | undefined>
>;

const ranks = { debug: 0, info: 1, warn: 2, error: 3, off: 4 } as const;
const LONGEST = 2_000;

let threshold: number = ranks.info;

/** From which level on lines are written: `LOG_LEVEL`; another word than the five means `info`. */
export function setLogLevel(level: string | undefined): void {
  threshold = ranks[(level ?? "") as keyof typeof ranks] ?? ranks.info;
}

/**
 * Writes one line of JSON to the log. `event` is `what.happened`. Inside a request or a job the
 * line carries its id by itself.
 */
export function log(level: Level, event: string, fields: Fields = {}): void {
  if (ranks[level] < threshold) return;
  const known = { ts: new Date().toISOString(), level, event, request_id: spentNow()?.requestId };
  write[level](lineOf({ ...known, ...fields }));
}

const write: Record<Level, (line: string) => void> = {
  debug: (line) => console.log(line),
  info: (line) => console.log(line),
  warn: (line) => console.warn(line),
  error: (line) => console.error(line),
};

/** The line itself: known keys alone, one line whatever the values are, and no address or number of a person. */
export function lineOf(fields: Partial<Record<Key, string | number | undefined>>): string {
  const kept = logKeys.flatMap((key) => {
    const value = fields[key];
    return value === undefined || value === "" ? [] : [[key, clean(value)] as const];
  });
  // JSON escapes CR and LF; these two it leaves, and some readers end a line at them.
  return JSON.stringify(Object.fromEntries(kept)).replaceAll(/[\u2028\u2029]/g, " ");
}

// A second fence: what these patterns find should not have come this far.
function clean(value: string | number): string | number {
  if (typeof value === "number") return Math.round(value * 10) / 10;
  return value
    .slice(0, LONGEST)
    .replaceAll(/[^\s"'<>@]{1,64}@[^\s"'<>@]{1,190}\.[a-z]{2,}/gi, "[address]")
    .replaceAll(/(?<![\w-])\d{6}[ -]?\d{5}(?![\w-])/g, "[number]");
}
