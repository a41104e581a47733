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
  /** What is attached, such as an invoice. */
  files: readonly Attached[];
};

/** A file that a mail carries. */
export type Attached = { name: string; type: string; bytes: ArrayBuffer };

export const base64Of = ({ bytes }: Attached) => Buffer.from(bytes).toString("base64");

/**
 * What the other side said. `refused` is final, such as an address that does not exist; `later`
 * may pass. `why` is in its own words, or one of our codes (`mail.timeout`).
 */
export type Result =
  | { state: "sent"; providerId: string | null }
  | { state: "refused" | "later"; why: string };

/** Of an SMS nobody may know whether it left: an answer that was lost is no refusal. */
export type TextResult = Result | { state: "unknown"; why: string };

/** A way for a mail to leave; never throws for what the other side does. */
export type Road = (env: Bindings, mail: Outgoing) => Promise<Result>;

/** An address with its name taken apart: `TMS <tms@example.no>`. */
export function addressOf(header: string): { name: string; email: string } {
  const [, name = "", email = header] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(header) ?? [];
  return { name, email };
}

/**
 * Short, on one line, and without anything as long as a link's secret, an address or a number,
 * should it be repeated: this goes into the log of the system too.
 */
export function tidy(why: string): string {
  return why
    .replaceAll(/https?:\S+|[\w-]{40,}|\S+@[^\s.]+\.\S+|\+?\d[\d ]{6,}\d/g, "…")
    .replaceAll(/\s+/g, " ")
    .slice(0, 300);
}
