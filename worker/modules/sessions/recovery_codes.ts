import { createHash, randomBytes } from "node:crypto";

const COUNT = 8;
const LENGTH = 24; // of 5 bits each: 120 bits, too many for a plain hash to be searched through
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O or U

/** A new set, as it is printed: four groups of six. */
export function newCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const letters = [...randomBytes(LENGTH)].map((byte) => alphabet[byte & 31]).join("");
    return letters.replaceAll(/.{6}(?=.)/g, "$&-");
  });
}

/** What was typed as the code it means: spaces, dashes, case and look-alike letters do not count. */
export function readCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return code.length === LENGTH && [...code].every((ch) => alphabet.includes(ch))
    ? code
    : undefined;
}

/** What the database knows a code by. */
export function hashCode(code: string): string {
  return createHash("sha256").update(code.replaceAll("-", "")).digest("base64url");
}
