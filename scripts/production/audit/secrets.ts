import { bitsOf } from "#worker/lib/settings/strength.ts";

type Kind = { what: string; found: RegExp };

const kinds: readonly Kind[] = [
  {
    what: "a private key",
    found: /-----BEGIN (?:RSA |EC |OPENSSH |ENCRYPTED )?PRIVATE KEY-----\s*\w/,
  },
  { what: "an AWS key", found: /\bAKIA[0-9A-Z]{16}\b/ },
  { what: "a GitHub token", found: /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{50,}/ },
  { what: "a Stripe key", found: /\b[rs]k_live_\w{16,}/ },
  { what: "a Slack token", found: /\bxox[abpr]-[\w-]{20,}/ },
  { what: "a Google key", found: /\bAIza[\w-]{35}\b/ },
  { what: "a Resend key", found: /\bre_[A-Za-z0-9]{8,}_[A-Za-z0-9]{16,}\b/ },
  { what: "an npm token", found: /\bnpm_[A-Za-z0-9]{36}\b/ },
  {
    what: "a password in an address",
    found:
      /\b(?:https?|smtps?|postgres):\/\/[^\s:/@"'`$]+:(?!password|simulated|secret|p@|x@|b@)[^\s/@"'`$]{8,}@(?!127\.0\.0\.1|localhost|[\w.-]*example)/,
  },
];

// What a key ring or an operator's key looks like where somebody typed it into a file.
const assigned =
  /\b(?:KEYS|OPERATOR_KEY|\w*_(?:SECRET|TOKEN|KEY))\s*[:=]\s*["'](?:k\d+:)?([A-Za-z0-9+/_=-]{32,})["']/g;
const READABLE = /^[\x20-\x7e]+$/;

// Made by drizzle-kit and npm: hashes and nothing that anybody typed.
const drawn = /^migrations\/meta\/|^package-lock\.json$/;

/** Where a text that nobody may know stands in a file that everybody has. Says where, never what. */
export function secretsInTree(tree: ReadonlyMap<string, string>): string[] {
  if (tree.size === 0) return ["no file was read: the scan itself is broken"];
  const read = [...tree].filter(([path]) => !drawn.test(path));
  return read.flatMap(([path, text]) =>
    text.split("\n").flatMap((line, at) => {
      const what = kinds.filter(({ found }) => found.test(line)).map((kind) => kind.what);
      const typed = [...line.matchAll(assigned)].some(([, value = ""]) => looksRandom(value));
      return [...what, ...(typed ? ["a key"] : [])].map((one) => `${path}:${at + 1}: ${one}`);
    }),
  );
}

/** Random rather than written: many bits, every kind of letter, and no sentence in base64. */
function looksRandom(value: string): boolean {
  const mixed = [/[A-Z]/, /[a-z]/, /[0-9]/].every((kind) => kind.test(value));
  const hex = /^[0-9a-f]{40,}$/.test(value);
  if (bitsOf(value) < 120 || !(mixed || hex)) return false;
  const bytes = Buffer.from(value.replaceAll("-", "+").replaceAll("_", "/"), "base64");
  return !READABLE.test(bytes.toString("latin1"));
}
