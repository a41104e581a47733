import fc from "fast-check";
import { expect, test } from "vitest";
import { logged } from "#worker/test/logged.ts";
import { lineOf, log, logKeys, setLogLevel } from "./log.ts";

test("a line is one line of JSON with known keys, whatever it is told", () => {
  const value = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.double({ noNaN: true }));
  const key = fc.oneof(fc.constantFrom(...logKeys), fc.string());
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 8 }), (fields) => {
      const line = lineOf(fields);
      expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
      expect(logKeys).toEqual(expect.arrayContaining(Object.keys(JSON.parse(line) as object)));
    }),
  );
});

test("what is not on the list is not written: no body, no cookie, no query", () => {
  const told = { event: "a.b", body: "x", cookie: "x", query: "x", email: "x" } as const;
  expect(JSON.parse(lineOf(told))).toEqual({ event: "a.b" });
});

test.each([
  ["an address of mail", "no such user kari.nordmann@example.no"],
  ["a national id", "refused 05850850072"],
  ["a national id with a space", "refused 058508 50072"],
  ["either with a line break", "a\r\nforged: kari@example.no\n05850850072"],
])("%s does not get into a line", (_, error) => {
  const line = lineOf({ error });
  expect(line).not.toMatch(/kari|example|058508/);
  expect(line.split(/[\r\n]/)).toHaveLength(1);
});

test("an id stays readable, though it has digits", () => {
  const id = "01900000-0000-7000-8000-012345678901";
  expect(lineOf({ subject: id })).toContain(id);
});

test("LOG_LEVEL decides from where on lines are written; an unknown word is info", () => {
  const out = [logged("log"), logged("warn"), logged("error")];
  const written = (level: string | undefined) => {
    setLogLevel(level);
    const before = out.flatMap((one) => one.lines()).length;
    for (const one of ["debug", "info", "warn", "error"] as const) log(one, "a.b");
    return out.flatMap((one) => one.lines()).length - before;
  };
  const levels = ["debug", "info", "warn", "error", "off", "loud", undefined];
  expect(levels.map(written)).toEqual([4, 3, 2, 1, 0, 3, 3]);
  for (const one of out) one.restore();
});
