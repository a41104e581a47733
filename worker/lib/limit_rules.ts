import { DAY, HOUR, MINUTE } from "./clock.ts";

type Common = {
  /** What happens when the limiter cannot be reached: refuse early, or let through. */
  outage: "closed" | "open";
  /** Where a shard keeps it: what guards an account survives an eviction. */
  store: "disk" | "memory";
};
/** So many in a period, of which `burst` may come at once (GCRA). */
type Rate = Common & { kind: "rate"; burst: number; limit: number; per: number };
/** `free` failures, then a wait that doubles from `first` up to `most`. */
type Backoff = Common & { kind: "backoff"; free: number; first: number; most: number };
export type Rule = Rate | Backoff;

const rate = (limit: number, per: number, burst = limit): Rate => ({
  ...{ kind: "rate", limit, per, burst },
  ...{ outage: "closed", store: "disk" },
});

/** Every limit of the system, on one page. What it counts by is the word after the dot. */
export const limits = {
  // A password that was wrong. What was right is given back, so a school behind one address that
  // signs in every morning is not punished for it.
  "sign_in.caller": rate(20, 15 * MINUTE, 10), // an IPv4 address, or an IPv6 /64
  "sign_in.network": rate(60, 15 * MINUTE), // an IPv6 /48
  // By the address that was typed, whether anybody has it or not; browsers unknown to it only.
  "sign_in.account": {
    ...{ kind: "backoff", free: 5, first: 2_000, most: 15 * MINUTE },
    ...{ outage: "closed", store: "disk" },
  },
  // A browser that has signed in to the account before counts for itself: whoever else tries
  // passwords cannot lock the owner out.
  "sign_in.device": rate(10, 15 * MINUTE),

  // A second factor, a step-up or the old password of a change that was wrong.
  "code.session": rate(5, 5 * MINUTE),
  "code.account": rate(20, HOUR),

  // Mails that anybody can make us send: resets and confirmations of a browser.
  "letters.address": rate(3, HOUR),
  "letters.caller": rate(20, HOUR),

  // A calendar that reads a feed: a few of one person's programs, each some times an hour.
  "feed.token": rate(60, HOUR, 20),

  // Alerts of one school: whoever attacks many accounts must not fill its mailbox.
  "alert.school": rate(20, HOUR, 10),

  "invite.actor": rate(20, HOUR),
  "invite.school": rate(200, DAY),
  // Students of the register: a school that begins here invites all it has.
  "invite.person": rate(5, HOUR),
  "invite.register": rate(1000, DAY, 200),

  // Visits asked for: each mails the owners, and tells whether somebody works at the school.
  "visit.actor": rate(20, HOUR),
  "visit.actor_school": rate(5, HOUR), // what one of support asks of one school

  // National ids shown in full.
  "reveal.actor": rate(30, HOUR),
  "reveal.school": rate(200, DAY),
  // National ids written: that one is taken already tells whose it is.
  "national_id.actor": rate(60, HOUR),

  // Questions to registers that others keep. Autosys counts one quota for all our schools.
  "look_up.actor": rate(60, HOUR, 20),
  "look_up.school": rate(300, DAY, 100),

  // Work that costs far more than a page.
  "export.actor": rate(30, HOUR, 10),
  "upload.actor": rate(60, HOUR, 30),
  "bulk.actor": rate(120, HOUR, 40),

  // Reading and writing through the API: these guard our own capacity only. Pages have none.
  "api.actor": { ...rate(600, MINUTE, 60), outage: "open", store: "memory" },
  "api.school": { ...rate(6_000, MINUTE), outage: "open", store: "memory" },
  // Whoever is not signed in: an IPv4 address, or an IPv6 /64.
  "api.caller": { ...rate(600, MINUTE, 60), outage: "open", store: "memory" },

  // What a browser says that a page of ours was refused. Each report is a line of the log.
  "csp_report.caller": { ...rate(30, HOUR, 10), outage: "open", store: "memory" },
} as const satisfies Record<string, Rule>;

export type LimitName = keyof typeof limits;

/** What is remembered of a key: how many failures, when it is free again, when to forget it. */
export type Mark = { count: number; until: number; forget: number };

/** The answer to one attempt: 0 and the new mark, or how long to wait. */
export function taken(rule: Rule, mark: Mark | undefined, now: number) {
  return rule.kind === "rate" ? takenOfRate(rule, mark, now) : takenOfBackoff(rule, mark, now);
}

/** The mark when an attempt turned out to be the owner's: a backoff starts over. */
export function given(rule: Rule, mark: Mark): Mark {
  if (rule.kind === "backoff") return { count: 0, until: 0, forget: 0 };
  const until = mark.until - rule.per / rule.limit;
  return { count: 0, until, forget: until };
}

// GCRA: `until` is the theoretical arrival time, one number for a whole sliding window.
function takenOfRate({ per, limit, burst }: Rate, mark: Mark | undefined, now: number) {
  const each = per / limit;
  const noted = mark?.until ?? now;
  // No clock that ran on can have noted more: one that was set back keeps nobody out for longer.
  const known = noted > now + each * burst + MINUTE ? now : noted;
  const until = Math.max(now, known) + each;
  const wait = Math.max(0, until - now - each * burst);
  return { wait, mark: { count: 0, until, forget: until } };
}

function takenOfBackoff({ free, first, most }: Backoff, mark: Mark | undefined, now: number) {
  const count = (mark?.count ?? 0) + 1;
  const wait = Math.min(Math.max(0, (mark?.until ?? now) - now), most);
  const until = count < free ? now : now + Math.min(first * 2 ** (count - free), most);
  return { wait, mark: { count, until, forget: until + DAY } };
}
