import { expect, test } from "vitest";
import * as z from "zod";
import {
  ClockTime,
  Day,
  Email,
  many,
  note,
  optional,
  Phone,
  PostalCode,
  text,
  yes,
} from "./fields.ts";
import { fieldErrors } from "./input.ts";

const why = (schema: z.ZodType, value: unknown) => {
  const result = z.strictObject({ f: schema }).safeParse({ f: value });
  return result.success ? "fine" : fieldErrors(result.error).f;
};

test("text() trims, drops control characters and keeps every script", () => {
  expect(text().parse("  Nguyễn\u0000 Áŋel ")).toBe("Nguyễn Áŋel");
  expect(why(text(), "   ")).toBe("required");
  expect(why(text(5), "123456")).toBe("too_long");
  expect(why(text(), undefined)).toBe("required");
});

test("what is kept is measured, too: some letters are three in the form that is kept", () => {
  for (const field of [text, note]) {
    expect(why(field(6), "\ufb2c".repeat(2))).toBe("fine");
    expect(why(field(5), "\ufb2c".repeat(2))).toBe("too_long");
  }
});

test("Email folds case and look-alikes before it checks", () => {
  expect(Email.parse(" Ola.Nordmann@Example.NO ")).toBe("ola.nordmann@example.no");
  expect(Email.parse("ola＠example.no")).toBe("ola@example.no");
  expect(why(Email, "ola@@example.no")).toBe("not_an_email");
  expect(why(Email, "ola@example.no\r\nBcc: x@example.no")).toBe("not_an_email");
});

test("Phone keeps E.164, Norwegian by default", () => {
  expect(Phone.parse("423 63 968")).toBe("+4742363968");
  expect(Phone.parse("+47 423 63 968")).toBe("+4742363968");
  expect(Phone.parse("0046 70 123 45 67")).toBe("+46701234567");
  expect(why(Phone, "9842807")).toBe("not_a_phone");
});

test("ClockTime takes what people type of a time, and only times that exist", () => {
  for (const typed of ["9", "900", "0900", "9.00", "09.00", "9:00", " 09 00 "])
    expect(ClockTime.parse(typed)).toBe("09:00");
  expect(ClockTime.parse("1930")).toBe("19:30");
  for (const typed of ["24", "9.60", "9.5", "ni", "12345", ""])
    expect(why(ClockTime, typed)).toBe("not_a_time");
});

test("Day takes both ways of writing, and only days that exist", () => {
  expect(Day.parse("2010-02-24")).toBe("2010-02-24");
  expect(Day.parse("4.2.2010")).toBe("2010-02-04");
  expect(why(Day, "30.02.2009")).toBe("not_a_date");
});

test("optional() makes absent and empty null; many() and yes read forms and JSON alike", () => {
  expect([undefined, null, ""].map((v) => optional(text()).parse(v))).toEqual([null, null, null]);
  const classes = many(z.enum(["A", "B"]));
  expect(["A", ["A", "B", "A"], undefined].map((v) => classes.parse(v))).toEqual([
    ["A"],
    ["A", "B"],
    [],
  ]);
  expect([undefined, "on", "true", true, false].map((v) => yes.parse(v))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(why(PostalCode, "805")).toBe("postal.format");
});
