import { MINUTE } from "#worker/lib/clock.ts";
import type { Signal, SignalKind } from "#worker/lib/signals.ts";
import type { Level, RuleName } from "./input.ts";

type Part = "account" | "address";

/** What a rule listens to, and by whom it counts. From how many on it speaks is a setting. */
export type Rule = {
  level: Level;
  hears: readonly SignalKind[];
  by: Part;
  /** Counts how many different ones there are, and not how often. */
  distinct?: Part;
  /** Counts in silence, and speaks when this follows. */
  until?: SignalKind;
};

/** Every rule, on one page. */
export const catalogue = {
  account_fails: { level: "warning", hears: ["sign_in_failed"], by: "account" },
  address_fails: { level: "warning", hears: ["sign_in_failed"], by: "address" },
  spraying: { level: "danger", hears: ["sign_in_failed"], by: "address", distinct: "account" },
  entered_after_fails: {
    level: "danger",
    hears: ["sign_in_failed"],
    by: "account",
    until: "signed_in",
  },
  code_fails: { level: "danger", hears: ["code_failed"], by: "account" },
  new_device: { level: "notice", hears: ["new_device"], by: "account" },
  denied: { level: "warning", hears: ["denied"], by: "account" },
  foreign_ids: { level: "danger", hears: ["not_found"], by: "account" },
  exports: { level: "warning", hears: ["exported"], by: "account" },
  reveals: { level: "warning", hears: ["revealed"], by: "account" },
  factor_removed: { level: "warning", hears: ["factor_removed"], by: "account" },
  new_owner: { level: "warning", hears: ["owner_added"], by: "account" },
} as const satisfies Record<RuleName, Rule>;

const all = Object.entries(catalogue) as [RuleName, Rule][];

/** The rules that a signal means something to. */
export const rulesFor = (kind: SignalKind): [RuleName, Rule][] =>
  all.filter(([, { hears, until }]) => hears.includes(kind) || until === kind);

/** A signal as the monitor keeps it while it counts. */
export type Hit = Pick<Signal, "at"> & {
  account: string | null;
  address: string | null;
  about: string | null;
  weight: number;
};

/** What hits add up to: their weights, or how many different ones there are. */
export function worth({ distinct }: Pick<Rule, "distinct">, hits: readonly Hit[]): number {
  if (!distinct) return hits.reduce((sum, { weight }) => sum + weight, 0);
  return new Set(hits.map((hit) => hit[distinct])).size;
}

/** What is kept of the accounts, addresses and routes of an event: enough to see what it was. */
export type Seen = {
  accounts: readonly string[];
  addresses: readonly string[];
  about: readonly string[];
};
const MOST_SEEN = 20;

/** Adds what a hit shows to what was seen before. */
export function seenIn(hits: readonly Hit[], before?: Seen): Seen {
  const added = (list: readonly string[] = [], part: "account" | "address" | "about") =>
    [...new Set([...list, ...hits.flatMap((hit) => hit[part] ?? [])])].slice(0, MOST_SEEN);
  return {
    accounts: added(before?.accounts, "account"),
    addresses: added(before?.addresses, "address"),
    about: added(before?.about, "about"),
  };
}

/** An event as the monitor has made it. Times are milliseconds since 1970. */
export type Raised = {
  id: string;
  rule: RuleName;
  /** By whom or what was counted: an account, a blind account, an address. */
  key: string;
  firstAt: number;
  lastAt: number;
  hits: number;
  seen: Seen;
};

/** As long as there is no such pause, it is the same attack and the same event. */
export const QUIET = 15 * MINUTE;

/** How long events are kept. */
export const KEPT_DAYS = 90;
