import { expect, test } from "vitest";
import { violationsIn } from "./rules.ts";

test.each([
  [
    {
      "csp-report": {
        "effective-directive": "img-src",
        "blocked-uri": "https://evil.example/a?b=c",
      },
    },
    [{ directive: "img-src", blocked: "evil.example" }],
  ],
  [
    { "csp-report": { "violated-directive": "script-src 'self'", "blocked-uri": "inline" } },
    [{ directive: "script-src", blocked: "inline" }],
  ],
  [
    [
      { type: "csp-violation", body: { effectiveDirective: "style-src-elem", blockedURL: "data" } },
      { type: "deprecation", body: { id: "x" } },
    ],
    [{ directive: "style-src-elem", blocked: "data" }],
  ],
  [{ "csp-report": { "effective-directive": "x\nforged line", "blocked-uri": "inline" } }, []],
  [
    { "csp-report": { "effective-directive": "img-src", "blocked-uri": 7 } },
    [{ directive: "img-src", blocked: "unknown" }],
  ],
  [null, []],
  ["text", []],
])("violationsIn() reads %j", (report, expected) => {
  expect(violationsIn(JSON.stringify(report))).toEqual(expected);
});

test("violationsIn() takes nothing from what is no JSON, and twenty of a thousand", () => {
  expect(violationsIn("<html>")).toEqual([]);
  const one = { body: { effectiveDirective: "img-src", blockedURL: "inline" } };
  expect(violationsIn(JSON.stringify(Array(1000).fill(one)))).toHaveLength(20);
});
