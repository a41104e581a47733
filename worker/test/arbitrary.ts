import fc from "fast-check";
import * as z from "zod";
import { sampleOf, shapeOf } from "./samples.ts";

/** Text that has broken programs before: quotes, controls, lone surrogates, long, other scripts. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "' or 1=1 --",
    '"; drop table students; --',
    "<script>alert(1)</script>",
    "{{7*7}}",
    "../../etc/passwd",
    "\u0000",
    "\ud800",
    "\u202e",
    "%00",
    "%",
    "_",
    "=1+1",
    "NaN",
    "Infinity",
    "-0",
    "1e309",
    "9007199254740993",
    "999999999999999999999999",
    "null",
    "undefined",
    "[object Object]",
    "__proto__",
    "å".repeat(60),
    "x".repeat(10_000),
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "a@b",
    "A@B.NO\r\nBcc: c@d.no",
    "١٢٣",
    "👩‍👩‍👧‍👦",
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: hostile },
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, [], {}, [[[[]]]]),
  fc.integer(),
  fc.double(),
  fc.array(hostile, { maxLength: 101 }),
  fc.array(fc.constant("B"), { minLength: 101, maxLength: 120 }),
  fc.dictionary(fc.string({ maxLength: 20 }), hostile, { maxKeys: 5 }),
  fc.object({ maxDepth: 6, maxKeys: 4 }),
);

/**
 * Input for a schema: mostly right in most fields and wrong in some, so that it gets past the first
 * check and into what lies behind it.
 */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const shape = shapeOf(schema);
  if (!shape) return anything;
  const right = (sampleOf(schema) ?? {}) as Record<string, unknown>;
  const fields = Object.entries(shape).map(([name, field]) => {
    const sound = fc.oneof(fc.constant(right[name]), similar(field));
    return [name, fc.oneof({ weight: 6, arbitrary: sound }, { weight: 1, arbitrary: anything })];
  });
  const whole = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  const extra = fc.dictionary(fc.string({ maxLength: 12 }), anything, { maxKeys: 2 });
  return fc.oneof(
    { weight: 8, arbitrary: whole },
    { weight: 1, arbitrary: fc.tuple(whole, extra).map(([a, b]) => ({ ...a, ...b })) },
    { weight: 1, arbitrary: anything },
  );
}

/** Values of the field's own kind, right or near it. */
function similar(field: z.ZodType): fc.Arbitrary<unknown> {
  const said = JSON.stringify(z.toJSONSchema(field, { io: "input", unrepresentable: "any" }));
  const choices = /"enum":(\[[^\]]*\])/.exec(said)?.[1];
  if (choices) return fc.constantFrom(...(JSON.parse(choices) as unknown[]));
  if (/"type":"(integer|number)"/.test(said)) return fc.oneof(fc.integer(), fc.double());
  if (/"type":"boolean"/.test(said)) return fc.boolean();
  return fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    hostile,
  );
}
