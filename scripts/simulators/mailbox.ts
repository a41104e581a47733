import { randomUUID } from "node:crypto";

/** A mail that somebody would have received. */
export type Mail = {
  id: string;
  at: string;
  road: "http" | "smtp";
  /** Whether it came through TLS that our own simulator spoke. */
  tls?: boolean;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  files?: readonly Attached[];
};

/** What was attached: enough to tell whether it is what it says. */
export type Attached = { name: string; bytes: number; begins: string };

export function attached(name: string, base64: string): Attached {
  const content = Buffer.from(base64, "base64");
  return { name, bytes: content.length, begins: content.subarray(0, 8).toString("latin1") };
}

const KEPT = 500;

/** What a recipient's domain makes the other side do, whichever road the mail takes. */
export type Fate = "taken" | "refused" | "later" | "busy" | "silent" | "hangs_up";

const fates: Record<string, Fate> = {
  "bounce.example": "refused",
  "down.example": "later",
  "busy.example": "busy",
  "slow.example": "silent",
  "hangup.example": "hangs_up",
};

/** What becomes of a mail to this address. */
export function fateOf(recipient: string): Fate {
  const domain = recipient.toLowerCase().replace(/^.*@/, "").replace(/>$/, "");
  return fates[domain] ?? "taken";
}

/** Everybody's mailbox, in memory; the newest mail first. */
export class Mailbox {
  #mails: Mail[] = [];
  #known = new Map<string, string>();

  /** Keeps a mail. The same key again is the same mail: it is not kept twice. */
  add(mail: Omit<Mail, "id" | "at">, key?: string): string {
    const earlier = key && this.#known.get(key);
    if (earlier) return earlier;
    const id = randomUUID();
    this.#mails = [{ id, at: new Date().toISOString(), ...mail }, ...this.#mails].slice(0, KEPT);
    if (key) this.#known.set(key, id);
    return id;
  }

  list(recipient?: string): Mail[] {
    return this.#mails.filter((mail) => !recipient || mail.to === recipient);
  }

  clear(): void {
    this.#mails = [];
    this.#known.clear();
  }
}
