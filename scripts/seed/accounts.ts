import type { Role } from "#worker/lib/grants.ts";

/** The same for every demo account: they exist only on a developer's machine. */
export const DEMO_PASSWORD = "elg-i-rundkjoring-26";

export type Account = {
  key: string;
  email: string;
  name: readonly [first: string, last: string];
  /** Base32 seed of the authenticator; students and guardians sign in without. */
  seed?: string;
  main: readonly Role[];
  /** Roles in the second, smaller school. */
  small?: readonly Role[];
};

/** One sign-in for each role, and one person who belongs to two schools. */
export const accounts: readonly Account[] = [
  account("owner", "eier", ["Kari", "Lunde"], ["owner"]),
  account("office", "kontor", ["Marte", "Lien"], ["office"]),
  account("academic_leader", "faglig", ["Per", "Ås"], ["academic_leader", "instructor"]),
  account("instructor", "laerer", ["Linn", "Vik"], ["instructor"]),
  {
    ...account("two_schools", "to.skoler", ["Bjørn", "Ødegård"], ["instructor"]),
    small: ["owner"],
  },
  { key: "student", email: "elev@demo.example.no", name: ["Emma", "Solberg"], main: ["student"] },
  {
    key: "guardian",
    email: "foresatt@demo.example.no",
    name: ["Ingrid", "Solberg"],
    main: ["guardian"],
  },
];

export const platformAccount = account("platform_admin", "plattform", ["Siri", "Drift"], []);

function account(
  key: string,
  mailbox: string,
  name: Account["name"],
  main: readonly Role[],
): Account {
  // Base32 of the key, twenty bytes long: the same in every run, so it can be printed.
  const seed = base32(key.padEnd(20, "*").slice(0, 20));
  return { key, email: `${mailbox}@demo.example.no`, name, seed, main };
}

function base32(text: string): string {
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join("");
}
