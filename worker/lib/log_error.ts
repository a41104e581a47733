import { reasonOf } from "./deliver.ts";

/**
 * An error as the log may keep it: what failed and where, without the values of a query, which are
 * people's names, addresses and notes.
 */
export function forLog(error: unknown): string {
  if (!(error instanceof Error)) return "Unknown";
  // What JSON could not read begins with a piece of what was sent.
  const what = error instanceof SyntaxError ? "" : `: ${reasonOf(error)}`;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ {4}at \S/.test(line));
  return [`${error.name}${what}`, ...frames.slice(0, 20)].join("\n");
}
