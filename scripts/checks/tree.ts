import { globSync, readFileSync } from "node:fs";

/** Path to text, as a checker sees the project. Tests add a file with a fault to it. */
export type Tree = ReadonlyMap<string, string>;

/** The project's own source. */
export function sourceTree(): Tree {
  const files = globSync("{worker,web,scripts,e2e,bench}/**/*.{ts,tsx}", {
    exclude: ["web/dist/**", "**/.wrangler/**"],
  });
  return read([...files, ...globSync("*.config.ts")]);
}

/** The migrations and what drizzle-kit keeps about them. */
export function migrationTree(): Tree {
  return read(globSync("migrations/**/*.{sql,json}"));
}

export const read = (paths: readonly string[]): Tree =>
  new Map(paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(path, "utf8")]));

export const withFile = (tree: Tree, path: string, text: string): Tree =>
  new Map([...tree, [path, text]]);

export const isTest = (path: string) =>
  /\.test\.tsx?$|\.e2e\.ts$|^worker\/test\/|^e2e\//.test(path);

/** The text without its comments, each line where it was. */
export function withoutComments(text: string): string {
  return text
    .replaceAll(/(^|[\s{(,;])\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, " "))
    .replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}

/** The lines of a text that match, as `path:line`. */
export function where(path: string, text: string, pattern: RegExp): string[] {
  return text
    .split("\n")
    .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : []));
}
