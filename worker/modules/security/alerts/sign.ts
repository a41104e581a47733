import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** A secret of a school's own, as the libraries of Standard Webhooks take it. */
export const newSecret = (): string => PREFIX + randomBytes(32).toString("base64");

/** The headers that say whose call this is, when it was made, and that nobody has changed it. */
export function signed(
  secret: string,
  { id, now, body }: { id: string; now: string; body: string },
): Record<string, string> {
  const at = String(Math.floor(Date.parse(now) / 1000));
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": at,
    "webhook-signature": `v1,${mac}`,
  };
}
