import type { Bindings } from "#worker/lib/env.ts";

/** A mail as it leaves the house: every text made, every header checked. */
export type Outgoing = {
  /** The same for every attempt at the same sending, so that a provider can tell it is one. */
  key: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
};

/**
 * What the other side said. `refused` is final, such as an address that does not exist; `later`
 * may pass. `why` is in its own words, or one of our codes (`mail.timeout`).
 */
export type Result =
  | { state: "sent"; providerId: string | null }
  | { state: "refused" | "later"; why: string };

/** A way for a mail to leave; never throws for what the other side does. */
export type Road = (env: Bindings, mail: Outgoing) => Promise<Result>;

/** An address with its name taken apart: `TMS <tms@example.no>`. */
export function addressOf(header: string): { name: string; email: string } {
  const [, name = "", email = header] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(header) ?? [];
  return { name, email };
}
