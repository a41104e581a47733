import { readFileSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;

/**
 * What was said on the command line. `--help` prints the comment that the script begins with; what
 * the script does not know is said in one line, and ends with 2.
 */
export function flagsOf<const T extends Options>(
  options: T,
): ReturnType<typeof parseArgs<{ options: T }>>["values"] {
  helpIfAsked();
  try {
    return parseArgs<{ options: T }>({ options }).values;
  } catch (error) {
    const [why] = (error as Error).message.split(/\.\s|\n/);
    console.error(`${why} (--help says what there is)`);
    process.exit(2);
  }
}

/** Answers `--help` for the script that was started. */
export function helpIfAsked(): void {
  const [, script = "", ...said] = process.argv;
  if (!said.some((word) => word === "--help" || word === "-h")) return;
  console.log(usageIn(readFileSync(script, "utf8")));
  process.exit(0);
}

/** The comment at the head of a script, as a person reads it. */
export function usageIn(source: string): string {
  const [, comment = ""] = /^\/\*\*\n([\s\S]*?)\n \*\//.exec(source) ?? [];
  const lines = comment.split("\n").map((line) => line.replace(/^ \* ?/, ""));
  return lines
    .filter((line) => line !== "@module")
    .join("\n")
    .trim();
}
