import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";

const SUMS = "SHA256SUMS";

/** Every file of a folder, sorted, but the list itself. */
const filesIn = (folder: string): string[] =>
  globSync("**/*", { cwd: folder })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path !== SUMS && statSync(`${folder}/${path}`).isFile())
    .sort();

const hashOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** What `sha256sum --check` reads. */
export const sumsOf = (folder: string): string =>
  filesIn(folder)
    .map((path) => `${hashOf(`${folder}/${path}`)}  ${path}\n`)
    .join("");

/** What differs between a folder and the sums that were written when it was built. */
export function changedSince(folder: string, sums: string): string[] {
  const read = (text: string) =>
    new Map(
      text
        .split("\n")
        .filter(Boolean)
        .map((line) => [line.slice(66), line.slice(0, 64)] as const),
    );
  const [then, now] = [read(sums), read(sumsOf(folder))];
  if (then.size === 0) return [`${SUMS} is empty`];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((path) => {
    if (!now.has(path)) return [`${path} is gone`];
    if (!then.has(path)) return [`${path} was added`];
    return then.get(path) === now.get(path) ? [] : [`${path} was changed`];
  });
}
