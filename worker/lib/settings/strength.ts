/** What is wrong with a value. Said by its name only: the value itself is never repeated. */
export type Fault = "missing" | "weak" | "placeholder" | "wrong";

const PLACEHOLDER =
  /change.?me|replace.?me|place.?holder|your[-_ ]|todo|x{4,}|\.\.\.|[<>]|simulated|dummy|test-key|secret123|password/i;
// The names that standards keep for examples, and one's own machine.
const NOBODYS =
  /(^|[@./])(example\.(no|com|net|org)|localhost|127\.0\.0\.1)\b|\.(example|test|invalid)\b/i;

/** Whether somebody meant to put something else there. */
export const isPlaceholder = (value: string): boolean =>
  PLACEHOLDER.test(value) || isNobodys(value);

/** Whether it names a place that belongs to nobody, or to this machine only. */
export const isNobodys = (value: string): boolean => NOBODYS.test(value);

/** How many bits a text holds at most, by how often each of its letters occurs (Shannon). */
export function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const each = [...counts.values()].map((n) => -(n / text.length) * Math.log2(n / text.length));
  return each.reduce((sum, bits) => sum + bits, 0) * text.length;
}

const PRINTABLE = /^[\x20-\x7e]+$/;
const DISTINCT = 20; // of 32 random bytes fewer are never seen; of a sentence hardly ever more

/** A ring is `kid:base64;kid:base64`, each of at least 32 random bytes: no sentence, no pattern. */
export function faultOfRing(ring: string): Fault | undefined {
  const faults = ring.split(";").map((part): Fault | undefined => {
    const [kid = "", secret = ""] = part.split(":");
    const bytes = Buffer.from(secret, "base64");
    if (!/^[\w-]+$/.test(kid) || bytes.length < 32) return "wrong";
    if (PRINTABLE.test(bytes.toString("latin1"))) return "placeholder";
    return new Set(bytes).size < DISTINCT ? "weak" : undefined;
  });
  return faults.find((fault) => fault !== undefined);
}

const TOKEN_BITS = 100;

/** A token of ours: nobody guesses it, and nobody typed it. */
export function faultOfToken(token: string): Fault | undefined {
  if (isPlaceholder(token)) return "placeholder";
  return token.length < 32 || bitsOf(token) < TOKEN_BITS ? "weak" : undefined;
}

/** A key that another service gave out: as long as it is no sample, its strength is theirs. */
export function faultOfGiven(key: string): Fault | undefined {
  if (isPlaceholder(key)) return "placeholder";
  return bitsOf(key) < 24 ? "weak" : undefined;
}
