import { HOTP, Secret, TOTP } from "otpauth";
import { sameText } from "#worker/lib/keys.ts";

const STEP = 30_000;
const GRACE = 10_000; // a code typed just as it changes is still good

const secretOf = (seed: string) => Secret.fromBase32(seed);

/** A new seed of 160 bits, in base32. */
export const newSeed = () => new Secret({ size: 20 }).base32;

/**
 * The step that a code belongs to, when it is right and no code of that step or a later one has
 * been used. Six digits of SHA-1 every 30 seconds: what every authenticator app can do.
 */
export function stepOf(seed: string, code: string, at: { now: string; after: number }) {
  const ms = Date.parse(at.now);
  const step = Math.floor(ms / STEP);
  const steps = ms % STEP < GRACE ? [step, step - 1] : [step];
  const typed = code.replaceAll(/\s/g, "");
  return steps.find((counter) => {
    const right = HOTP.generate({ secret: secretOf(seed), counter, digits: 6 });
    return counter > at.after && sameText(right, typed);
  });
}

/** What an authenticator app reads from a QR code. */
export function uriOf(seed: string, email: string): string {
  return new TOTP({ issuer: "TMS", label: email, secret: secretOf(seed) }).toString();
}
