import { expect, test } from "vitest";
import { Said, violationsIn } from "./rules.ts";

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

test("violationsIn() takes nothing from what is no JSON, and of a thousand each once, at most five", () => {
  expect(violationsIn("<html>")).toEqual([]);
  const one = (host: string) => ({
    body: { effectiveDirective: "img-src", blockedURL: `https://${host}/a` },
  });
  expect(violationsIn(JSON.stringify(Array(1000).fill(one("a.example"))))).toHaveLength(1);
  const many = Array.from({ length: 1000 }, (_, n) => one(`${n}.example`));
  expect(violationsIn(JSON.stringify(many))).toHaveLength(5);
});

test("a line is at most 140 letters long and holds no query", () => {
  const blockedURL = `https://${"x".repeat(5000)}.example/a?token=secret#secret`;
  const report = { body: { effectiveDirective: "img-src", blockedURL } };
  for (const { directive, blocked } of violationsIn(JSON.stringify(report))) {
    expect(`${directive} ${blocked}`.length).toBeLessThanOrEqual(141);
    expect(blocked).not.toMatch(/secret|[?#/]/);
  }
});

test("what was said is news again after an hour, and only so much is remembered", () => {
  const said = new Said();
  const hour = 3_600_000;
  expect([0, 1, hour - 1, hour].map((now) => said.isNew("a", now))).toEqual([
    true,
    false,
    false,
    true,
  ]);
  for (let n = 0; n < 200; n++) expect(said.isNew(`b${n}`, hour)).toBe(true);
  expect(said.isNew("b199", hour)).toBe(false);
  expect(said.isNew("a", hour)).toBe(true);
});
