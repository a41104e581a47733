import { createHash } from "node:crypto";
import { Problem } from "./problem.ts";

/**
 * An error as the log may keep it: what failed and where, without the values of a query, which are
 * people's names, addresses and notes.
 */
export function forLog(error: unknown): string {
  if (!(error instanceof Error)) return "Unknown";
  // What JSON could not read begins with a piece of what was sent.
  const what = error instanceof SyntaxError ? "" : `: ${reasonOf(error)}`;
  return [`${error.name}${what}`, ...framesOf(error)].join("\n");
}

/** What failed, without the values that a database error carries along. */
export function reasonOf(error: unknown): string {
  if (error instanceof Problem) return error.code;
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = root instanceof Error ? root.message : String(root);
  return masked((text.split("\n")[0] ?? "").slice(0, 1_000)).slice(0, 300);
}

// What the other side quotes back at us: addresses, numbers of people and phones, keys and ids.
const quoted: readonly [RegExp, string][] = [
  [/[^\s<>"'(),:;]+@[^\s<>"'(),:;]+/g, "[mail]"],
  [/(?=[\w+/=-]{0,200}\d)(?=[\w+/=-]{0,200}[a-z])[\w+/=-]{20,}/gi, "[key]"],
  [/\+?\d(?:[ .]?\d){7,}/g, "[number]"],
];

function masked(text: string): string {
  return quoted.reduce((left, [pattern, name]) => left.replaceAll(pattern, name), text);
}

/** The same for the same fault wherever it meets somebody: twelve digits of its name and place. */
export function fingerprint(error: unknown): string {
  const named = error instanceof Error ? `${error.name} ${framesOf(error)[0] ?? ""}` : "Unknown";
  return createHash("sha256").update(named.replaceAll(/\d+/g, "0")).digest("hex").slice(0, 12);
}

const framesOf = (error: Error) =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => /^ {4}at \S/.test(line))
    .slice(0, 20);
