/** One violation as a browser reports it, boiled down to what may be logged. */
export type Violation = { directive: string; blocked: string };

const MOST = 20;

/**
 * Reads both formats that browsers send. Only the directive and the host of what was blocked come
 * out: addresses hold names and tokens, and anybody may post here.
 */
export function violationsIn(body: string): Violation[] {
  return list(parse(body)).slice(0, MOST).flatMap(violation);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const list = (report: unknown): unknown[] => (Array.isArray(report) ? report : [report]);

function violation(report: unknown): Violation[] {
  const body = field(report, "csp-report") ?? field(report, "body");
  const directive = text(body, "effective-directive", "effectiveDirective", "violated-directive");
  if (!directive || !/^[a-z-]{1,40}$/.test(directive)) return [];
  return [{ directive, blocked: hostOf(text(body, "blocked-uri", "blockedURL") ?? "") }];
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown, ...names: string[]): string | undefined {
  const found = names.map((name) => field(value, name)).find((one) => typeof one === "string");
  return typeof found === "string" ? found.split(" ")[0] : undefined;
}

/** `inline`, `eval`, `data` and the like are words of the specification; the rest are addresses. */
function hostOf(blocked: string): string {
  if (/^[a-z-]{1,30}$/.test(blocked)) return blocked;
  return URL.parse(blocked)?.host.slice(0, 100) || "unknown";
}
