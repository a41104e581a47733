import { DAY, MINUTE } from "#worker/lib/clock.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Mail, Template } from "./input.ts";

// How long the link in a letter opens anything. A letter without a link never grows old.
const lifetimes: Partial<Record<Template, number>> = {
  reset: 20 * MINUTE,
  device: 20 * MINUTE,
  setup: DAY,
  invitation: 7 * DAY,
  reminder: DAY,
  message: 7 * DAY, // by then she has seen it or will not
};

// Nobody's inbox is filled by a button.
const PAUSE = 10 * MINUTE;

type Written = Pick<Mail, "template" | "createdAt">;

/** Whether a letter's link has died of age, so that sending it would only annoy. */
export function isTooOld({ template, createdAt }: Written, now: string): boolean {
  const lifetime = lifetimes[template];
  return lifetime !== undefined && Date.parse(now) - Date.parse(createdAt) > lifetime;
}

/** Why a mail may not be sent once more; nothing when it may. */
export function whyNotAgain(mail: Written & Pick<Mail, "state" | "doneAt">, now: string): Reason[] {
  if (mail.state === "waiting") return [{ code: "mail.underway", source: "mail.rule_again" }];
  if (isTooOld(mail, now)) return [{ code: "mail.too_old", source: "mail.rule_link" }];
  const rested = Date.parse(now) - Date.parse(mail.doneAt ?? mail.createdAt);
  if (mail.state === "sent" && rested < PAUSE) {
    const minutes = Math.ceil((PAUSE - rested) / MINUTE);
    return [{ code: "mail.just_sent", source: "mail.rule_again", params: { minutes } }];
  }
  return [];
}

/**
 * What a failed attempt makes of a mail: final refusals bounce, the last of many tries fails. Where
 * nobody knows whether it left, it has failed at once, so that it is never sent twice by itself.
 */
export function afterFailure(result: "refused" | "later" | "unknown", last: boolean) {
  if (result === "refused") return "bounced";
  if (result === "unknown") return "failed";
  return last ? "failed" : "waiting";
}

/** How long the log keeps a mail. */
export const KEEP_MAILS = 180 * DAY;
