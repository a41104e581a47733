import type { Locale } from "#worker/lib/ctx.ts";
import { Problem, type Reason } from "#worker/lib/problem.ts";
import type { ServiceState } from "#worker/lib/service.ts";
import type { Mode, Service, Setting } from "./input.ts";

/** As it is until somebody sets it. */
export const asUsual: Service = {
  ...{ mode: "normal", messageNb: "", messageEn: "", until: null, since: null, version: 1 },
};

/**
 * What answers whatever the switch says: whether we are there, the way in and out with its proofs,
 * the end of a visit of support, and the tools of those who keep the system, who need them then more than ever.
 */
const always = [
  /^\/(healthz|readyz|metrics|robots\.txt|favicon\.ico|csp-report|manifest\.webmanifest|sw\.js)$/,
  /^\/\.well-known\//,
  /^\/(sign-in|sign-out|step-up|session|language|appearance|link\/device)(\/|$)/,
  /^\/api\/v1\/session(\/|$)/,
  /^(\/api\/v1)?\/(operations|operator)(\/|$)/,
  // Whoever looks over another's shoulder can be shown out, and can go.
  /^\/(visits\/leave|visits\/[^/]+\/(end|refusal)|platform\/visits\/[^/]+\/withdrawal)$/,
];

/** Machines that ask often and read no banner: the switch is not looked up for them. */
export const ofMachines = (path: string) => (always[0]?.test(path) ?? false) && path !== "/readyz";

const reads = new Set(["GET", "HEAD", "OPTIONS"]);

type Asked = { method: string; path: string; operates: boolean; restores: boolean };

/** Whether a request is held back. A form that is only to be shown again writes nothing. */
export function isHeld(mode: Mode, { method, path, operates, restores }: Asked): boolean {
  if (mode === "normal" || always.some((one) => one.test(path))) return false;
  if (mode === "maintenance") return !operates;
  return !reads.has(method) && !restores;
}

const SOONEST = 30;
const LATEST = 86_400;
const SOME_TIME = 300;

/** Seconds until it may be worth another try. */
export function retryAfter({ until }: Pick<Service, "until">, now: string): number {
  if (!until) return SOME_TIME;
  const left = Math.ceil((Date.parse(until) - Date.parse(now)) / 1000);
  // Later than it was said to be: nobody knows, so soon again.
  return left <= 0 ? SOME_TIME : Math.min(LATEST, Math.max(SOONEST, left));
}

/** The operator's words in the reader's language. */
export const messageIn = (
  locale: Locale,
  { messageNb, messageEn }: Pick<Service, "messageNb" | "messageEn">,
) => (locale === "nb" ? messageNb : messageEn);

/** The refusal: why, in the operator's own words, and until when. */
export function refusal(service: ServiceState, locale: Locale, now: string): Problem {
  const { mode, until } = service;
  const code = mode === "maintenance" ? "operations.maintenance" : "operations.read_only";
  const message = messageIn(locale, service);
  const reason: Reason = {
    code: until && until > now ? `${code}_until` : code,
    source: "operations.switch",
    params: { message, ...(until && { until }) },
  };
  return new Problem(503, code, { reasons: [reason], retryAfter: retryAfter(service, now) });
}

/** What is wrong with a setting, by field; nothing when it can be set. */
export function faultsIn(setting: Setting, now: string): Record<string, string> {
  if (setting.mode === "normal") return {};
  return {
    ...(setting.messageNb === "" && { messageNb: "required" }),
    ...(setting.messageEn === "" && { messageEn: "required" }),
    ...(setting.until !== null && setting.until <= now && { until: "operations.until_past" }),
  };
}
