import { command } from "../gates/part.ts";

/** Where the buckets are: one of the same name elsewhere would be another. */
export const inTheEu = ["--jurisdiction", "eu"] as const;

/** What wrangler said, or the line in which it said why not. */
export type Said = { told: string } | { why: string };

/** Runs the real wrangler; what it needs of an account is in the environment. */
export async function wrangler(config: string, ...args: readonly string[]): Promise<Said> {
  const env = { WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true", CI: "1" };
  const line = ["wrangler", ...args, "--config", config];
  const { code, output } = await command(line, { minutes: 2, env });
  return code === 0 ? { told: output } : { why: reasonIn(output) };
}

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** The line that names the error; wrangler frames it with advice. */
function reasonIn(output: string): string {
  const lines = output.replaceAll(COLOURS, "").split("\n");
  const found = lines.find((line) => /ERROR|rror:/.test(line)) ?? lines.find(Boolean);
  return (found ?? "wrangler said nothing").trim().slice(0, 200);
}

/** The JSON in what wrangler said: it may warn before it. */
export function jsonIn(text: string): unknown {
  const from = /^[[{]/m.exec(text)?.index ?? 0;
  return JSON.parse(text.slice(from));
}
