import { createHash } from "node:crypto";
import { currentKey, macOf } from "./keys.ts";

// A link's token is made from its id with a secret key. So the mail can be written, and written
// again, long after the link was made, and the database holds nothing that opens it.

/** The secret part of a link in a mail, 256 bits in base64url. */
export function linkToken(ring: string, linkId: string): string {
  return macOf(currentKey(ring, "link"), linkId);
}

/**
 * The secret of a link that must be short enough to send by SMS: 12 letters and digits, 71 bits.
 * Many phones take a mark at the end of a link for the end of a sentence.
 */
export const shortToken = (ring: string, linkId: string): string =>
  linkToken(ring, `short.${linkId}`).replaceAll("-", "x").replaceAll("_", "y").slice(0, 12);

/** What the database knows a token by. */
export const linkHash = (token: string) => createHash("sha256").update(token).digest("base64url");
