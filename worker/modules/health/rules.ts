import { isContact } from "#worker/lib/settings/rules.ts";

/** One violation as a browser reports it, boiled down to what may be logged. */
export type Violation = { directive: string; blocked: string };

const READ = 20;
const MOST = 5;

/**
 * Reads both formats that browsers send, each kind of violation once and at most five. Only the
 * directive and the host of what was blocked come out: addresses hold names and tokens, and anybody
 * may post here.
 */
export function violationsIn(body: string): Violation[] {
  const found = list(parse(body)).slice(0, READ).flatMap(violation);
  const lines = new Map(found.map((one) => [`${one.directive} ${one.blocked}`, one]));
  return [...lines.values()].slice(0, MOST);
}

const HOUR = 3_600_000;
const REMEMBERED = 200;

/** What was said in the last hour is not said again: one page with a fault reports for everybody. */
export class Said {
  readonly #until = new Map<string, number>();

  /** Whether this is news; milliseconds since 1970. */
  isNew(line: string, now: number): boolean {
    const until = this.#until.get(line);
    if (until !== undefined && until > now) return false;
    this.#until.delete(line);
    this.#until.set(line, now + HOUR);
    const [oldest] = this.#until.size > REMEMBERED ? this.#until.keys() : [];
    if (oldest) this.#until.delete(oldest);
    return true;
  }
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

const HALF_A_YEAR = 180 * 24 * HOUR;

/**
 * Where to tell of a weakness (RFC 9116); nothing without an address that somebody reads. What it
 * says holds for half a year, counted from today, so that it never runs out unnoticed.
 */
export function securityText(
  { SECURITY_CONTACT, ORIGIN }: { SECURITY_CONTACT: string; ORIGIN: string },
  now: string,
): string | undefined {
  if (!isContact(SECURITY_CONTACT)) return undefined;
  const until = new Date(Date.parse(now) + HALF_A_YEAR).toISOString().slice(0, 10);
  const lines = [
    `Contact: ${SECURITY_CONTACT}`,
    `Expires: ${until}T00:00:00Z`,
    "Preferred-Languages: no, en",
    ...(ORIGIN ? [`Canonical: ${ORIGIN}/.well-known/security.txt`] : []),
  ];
  return `${lines.join("\n")}\n`;
}
