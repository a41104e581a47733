import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** What a key is for: each purpose has a key of its own, so none can stand in for another. */
export type Purpose =
  | "audit"
  | "backup"
  | "bookmark"
  | "device"
  | "feed"
  | "field"
  | "form"
  | "index"
  | "kept"
  | "limit"
  | "link"
  | "log"
  | "manifest"
  | "password"
  | "reader"
  | "route"
  | "seal"
  | "session"
  | "tombstone";

export type Key = { kid: string; bytes: Buffer };

const derived = new Map<string, readonly Key[]>(); // pure function of its argument, so safe to share

/**
 * The keys of a purpose, newest first: the first writes, all of them read.
 * `ring` is the KEYS secret, `kid:base64` joined by `;`, each at least 32 bytes.
 * HKDF gives every purpose, and where wanted every school, a key of its own.
 */
export function keysFor(ring: string, purpose: Purpose, schoolId = ""): readonly Key[] {
  const name = `${ring}|${purpose}|${schoolId}`;
  const known = derived.get(name);
  if (known) return known;
  const keys = ring.split(";").map((part): Key => {
    const [kid = "", secret = ""] = part.split(":");
    const master = Buffer.from(secret, "base64");
    if (!kid || master.length < 32) throw new Error("Cannot use KEYS: want kid:base64 of 32 bytes");
    const bytes = hkdfSync("sha256", master, "tms", `${purpose}|${schoolId}`, 32);
    return { kid, bytes: Buffer.from(bytes) };
  });
  if (derived.size > 500) derived.clear();
  derived.set(name, keys);
  return keys;
}

/** The key that writes today. */
export function currentKey(ring: string, purpose: Purpose, schoolId = ""): Key {
  const [key] = keysFor(ring, purpose, schoolId);
  if (!key) throw new Error("Cannot use KEYS: it is empty");
  return key;
}

/** HMAC-SHA-256 in base64url. */
export function macOf({ bytes }: Key, text: string): string {
  return createHmac("sha256", bytes).update(text).digest("base64url");
}

/** Compares two texts in constant time; another length is another text. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Whether any key of the ring made that mac, so that a rotated key still reads. */
export function anyMade(keys: readonly Key[], text: string, mac: string): boolean {
  return keys.some((key) => sameText(macOf(key, text), mac));
}
