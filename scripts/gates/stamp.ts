import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const STAMP = ".wrangler/tested.json";

const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();

/** Notes that `npm test` held for the tree as it is; a tree with changes has no name to note. */
export function stampTested(): void {
  try {
    if (git("status", "--porcelain")) return;
    mkdirSync(".wrangler", { recursive: true });
    const stamp = { tree: git("rev-parse", "HEAD^{tree}"), at: new Date().toISOString() };
    writeFileSync(STAMP, `${JSON.stringify(stamp)}\n`);
  } catch {
    // Not a repository: there is nothing that could be deployed.
  }
}

/** Whether `npm test` held for this very tree. */
export function isTested(tree: string): boolean {
  return existsSync(STAMP) && JSON.parse(readFileSync(STAMP, "utf8")).tree === tree;
}
