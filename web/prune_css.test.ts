import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { absentClasses, absentMarks, pruned } from "./prune_css.ts";

test("pruned() leaves out what can match nothing, and nothing else", () => {
  const kept = [
    "@layer a,b;",
    ".ds-card:not([data-variant=outline]){color:red}",
    "@media print{.ds-table{border:0}}",
    "@font-face{src:none}",
    ".ds-input:is(:hover,[aria-readonly=true]){margin:0}",
  ].join("");
  const gone = ".ds-card__block{color:red}@media print{.ds-table[data-zebra]{border:0}}";
  expect(pruned(kept)).toBe(kept);
  expect(pruned(gone)).toBe("");
  expect(pruned(`${gone}.a,.ds-table[data-border],.b{c:d}`)).toBe(".a,.b{c:d}");
});

test("no page has what the style sheet leaves out", () => {
  const marks = absentMarks.replaceAll(/=(\w+)/g, '="$1"');
  const used = new RegExp(`\\bds-(${absentClasses})|(?<![\\w-])(${marks})(?=[=\\s}]|$)`);
  const files = globSync("web/**/*.tsx");
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => used.test(readFileSync(file, "utf8")))).toEqual([]);
});
