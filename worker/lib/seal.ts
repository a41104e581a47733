import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { currentKey, keysFor, type Purpose } from "./keys.ts";

/** Where a sealed value lives. A ciphertext copied to any other place does not open. */
export type Place = { schoolId: string; table: string; column: string; id: string };

const aad = (at: Place) => Buffer.from([at.schoolId, at.table, at.column, at.id].join("|"));

/** AES-256-GCM as `1.kid.iv.tag.ciphertext`, each base64url, with the school's own key. */
export function seal(ring: string, at: Place, text: string, purpose: Purpose = "field"): string {
  const { kid, bytes } = currentKey(ring, purpose, at.schoolId);
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", bytes, iv).setAAD(aad(at));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["1", kid, ...[iv, cipher.getAuthTag(), body].map((b) => b.toString("base64url"))].join(
    ".",
  );
}

/** Opens what `seal` closed at the same place; throws when it was moved or altered. */
export function unseal(
  ring: string,
  at: Place,
  sealed: string,
  purpose: Purpose = "field",
): string {
  const [version, kid, ...parts] = sealed.split(".");
  const [iv, tag, body] = parts.map((part) => Buffer.from(part, "base64url"));
  const key = keysFor(ring, purpose, at.schoolId).find((k) => k.kid === kid);
  if (version !== "1" || !key || !iv || tag?.length !== 16 || !body)
    throw new Error(`Cannot open a sealed value in ${at.table}.${at.column}`);
  const cipher = createDecipheriv("aes-256-gcm", key.bytes, iv).setAAD(aad(at)).setAuthTag(tag);
  return Buffer.concat([cipher.update(body), cipher.final()]).toString("utf8");
}

/**
 * Finds an encrypted value by equality: HMAC-SHA-256 with a key per school, first 16 bytes.
 * A plain hash of an 11-digit number could be searched through in seconds.
 */
export function blindIndex(ring: string, schoolId: string, text: string): string {
  const { bytes } = currentKey(ring, "index", schoolId);
  return createHmac("sha256", bytes).update(text).digest().subarray(0, 16).toString("base64url");
}
