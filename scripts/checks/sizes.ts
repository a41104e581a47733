import { isTest, type Tree } from "./tree.ts";

/** Files nobody can hold in the head at once. Views are shorter, tests may be longer. */
export function checkSizes(tree: Tree): string[] {
  if (tree.size === 0) return ["no file was read: the checker itself is broken"];
  return [...tree].flatMap(([path, text]) => {
    const lines = text.split("\n").length - 1;
    const most = limitOf(path);
    return lines > most ? [`${path}: ${lines} lines, at most ${most}; split it by sub-noun`] : [];
  });
}

function limitOf(path: string): number {
  if (isTest(path)) return 400;
  if (/^web\/modules\/.*\.tsx$/.test(path)) return 200;
  return 300;
}
