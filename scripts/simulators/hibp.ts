import { createHash } from "node:crypto";
import { brokenPassword, leakedPassword, paddedPassword, silentPassword } from "./hibp_data.ts";
import type { Simulator } from "./protocol.ts";

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex").toUpperCase();
const prefixOf = (password: string) => sha1(password.normalize("NFC")).slice(0, 5);

const seen = new Map([
  [sha1(leakedPassword), 4711],
  [sha1("password"), 52_256_179],
  [sha1(paddedPassword), 0],
]);

/** Have I Been Pwned's range of leaked passwords: the ends of all hashes that begin so. */
export const hibp: Simulator = ({ method, path, headers }) => {
  if (method !== "GET") return { status: 405 };
  const prefix = /^\/range\/([0-9A-F]{5})$/i.exec(path)?.[1]?.toUpperCase();
  if (!prefix) return { status: 400, text: "The hash prefix was not in a valid format" };
  if (prefix === prefixOf(silentPassword)) return "silence";
  if (prefix === prefixOf(brokenPassword)) return { status: 503, text: "Service Unavailable" };
  const padded = headers["add-padding"] === "true";
  const known = [...seen].filter(([hash, times]) => hash.startsWith(prefix) && (padded || times));
  // Made up, the same every time: others that begin so, and with padding some that never were.
  const others = Array.from({ length: padded ? 900 : 400 }, (_, n) => {
    const end = sha1(`${prefix} ${n}`).slice(5);
    return `${end}:${n < 400 ? 1 + (n % 90) : 0}`;
  });
  const lines = [...others, ...known.map(([hash, times]) => `${hash.slice(5)}:${times}`)];
  return { status: 200, text: lines.toSorted().join("\r\n") };
};
