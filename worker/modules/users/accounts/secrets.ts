import { PLATFORM } from "#worker/lib/ctx.ts";
import { seal, unseal } from "#worker/lib/seal.ts";

// Sealing is a pepper that can be rotated: a stolen database holds nothing to guess at.

const place = (column: "password_enc" | "totp_enc", id: string) => ({
  schoolId: PLATFORM,
  table: "users",
  column,
  id,
});

/** What is stored of a password: its PHC string, sealed for this person. */
export function sealPassword(ring: string, userId: string, phc: string): string {
  return seal(ring, place("password_enc", userId), phc, "password");
}

/** The PHC string of a person who has a password. */
export function openPassword(ring: string, userId: string, sealed: string): string {
  return unseal(ring, place("password_enc", userId), sealed, "password");
}

/** What is stored of an authenticator's seed, which is written in base32. */
export function sealSeed(ring: string, userId: string, seed: string): string {
  return seal(ring, place("totp_enc", userId), seed);
}

export function openSeed(ring: string, userId: string, sealed: string): string {
  return unseal(ring, place("totp_enc", userId), sealed);
}

/** A seed that waits for its first code: which session began it, and when. */
export type Pending = { seed: string; by: string; at: string };

export const sealPending = (ring: string, userId: string, pending: Pending) =>
  sealSeed(ring, userId, JSON.stringify(pending));

/** What waits, when it was begun as `sealPending` does it. */
export function openPending(ring: string, userId: string, sealed: string): Pending | undefined {
  try {
    return JSON.parse(openSeed(ring, userId, sealed));
  } catch {
    return undefined;
  }
}

/** A person who can sign in, as a row. The hash is made where hashing is: this runs anywhere. */
export function userRow(
  ring: string,
  person: { id: string; email: string; name: string; locale?: "nb" | "en"; createdAt: string },
  secrets: { phc?: string; seed?: string } = {},
) {
  const { phc, seed } = secrets;
  return {
    ...person,
    ...(phc && { passwordEnc: sealPassword(ring, person.id, phc), passwordAt: person.createdAt }),
    ...(seed && { totpEnc: sealSeed(ring, person.id, seed), totpAt: person.createdAt }),
  };
}
