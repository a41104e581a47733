import { expect, test } from "vitest";
import { localPath } from "./local_path.ts";

test.each(["/", "/students?q=%C3%A5se&per=25", "/people/0190?x=//evil.example"])(
  "a path of our own stays: %s",
  (path) => expect(localPath(path)).toBe(path),
);

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "javascript:alert(1)",
  " /students",
  "students",
  "",
  "/.//evil.example",
  "/a/..//evil.example",
  "/%2e//evil.example",
  "/%2e%2e//evil.example?x=1",
  `/${"a".repeat(1000)}`,
  undefined,
  ["/students"],
])("what could lead elsewhere does not: %j", (path) => expect(localPath(path)).toBe("/"));

test("dots are resolved, and cannot make another host", () => {
  expect(localPath("/a/../../students")).toBe("/students");
  expect(localPath("/..//evil.example")).toBe("/");
});
