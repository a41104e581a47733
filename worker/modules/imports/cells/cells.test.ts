import fc from "fast-check";
import { expect, test } from "vitest";
import { readAmount } from "./amounts.ts";
import { readClasses } from "./classes.ts";
import { readDate } from "./dates.ts";
import { readEmail, readPhone, splitName } from "./persons.ts";
import { readStatus } from "./statuses.ts";

const style = { monthFirst: false, latest: 2026 };
const date = (cell: string, monthFirst = false) => readDate(cell, { ...style, monthFirst });

test.each([
  ["02.07.2004", "2004-07-02", undefined],
  ["2.7.2004", "2004-07-02", undefined],
  ["2004-07-02", "2004-07-02", "imports.date_rewritten"],
  ["2004-07-02T00:00:00", "2004-07-02", "imports.date_rewritten"],
  ["02.07.2004 00:00", "2004-07-02", "imports.date_rewritten"],
  ["02/07/2004", "2004-07-02", "imports.date_rewritten"],
  ["02-07-2004", "2004-07-02", "imports.date_rewritten"],
  ["20040702", "2004-07-02", "imports.date_rewritten"],
  ["02072004", "2004-07-02", "imports.date_rewritten"],
  ["2. juli 2004", "2004-07-02", "imports.date_rewritten"],
  ["2 May 2004", "2004-05-02", "imports.date_rewritten"],
  ["02.07.04", "2004-07-02", "imports.two_digit_year"],
  ["02.07.98", "1998-07-02", "imports.two_digit_year"],
  ["020704", "2004-07-02", "imports.two_digit_year"],
  ["38170", "2004-07-02", "imports.date_serial"],
])("readDate() reads %s", (cell, value, repaired) => {
  expect(date(cell)).toEqual({ value, ...(repaired && { repaired }) });
});

test("readDate() reads a column month first only when told, and no day that does not exist", () => {
  expect(date("07/02/2004", true)?.value).toBe("2004-07-02");
  for (const cell of ["30.02.2009", "31.04.2010", "00.01.2010", "i fjor", "2009", "1.13.2009"])
    expect(date(cell), cell).toBeUndefined();
  expect(date("02/30/2009", true)).toBeUndefined();
});

test.each([
  ["1 234,50", 123_450],
  ["1\u00a0234,50", 123_450],
  ["-12,5", -1250],
  ["−12,5", -1250],
  ["12,50-", -1250],
  ["(12,50)", -1250],
  ["1.234,50", 123_450],
  ["1,234.50", 123_450],
  ["1.234.567", 123_456_700],
  ["kr 500,-", 50_000],
  ["500 kr", 50_000],
  ["-kr 500", -50_000],
  ["500", 50_000],
  ["0,05", 5],
  ["0", 0],
  ["-0,00", 0],
  [",5", 50],
])("readAmount() reads %s", (cell, value) => {
  expect(readAmount(cell)).toEqual({ value });
});

test("readAmount() reports a guess, and guesses at no other", () => {
  expect(readAmount("1.234")).toEqual({ value: 123_400, repaired: "imports.thousands" });
  expect(readAmount("1,234")).toEqual({ value: 123_400, repaired: "imports.thousands" });
  for (const cell of [
    "12,3456",
    "1.2.3",
    "abc",
    "-",
    "1 234,50 EUR",
    "--5",
    "1,23,4",
    "(5",
    "9".repeat(14),
  ])
    expect(readAmount(cell), cell).toBeUndefined();
});

test("readAmount() reads back every amount as Norwegians write it", () => {
  fc.assert(
    fc.property(fc.integer({ min: -900_000_000, max: 900_000_000 }), (ore) => {
      const written = new Intl.NumberFormat("nb-NO", { minimumFractionDigits: 2 }).format(
        ore / 100,
      );
      expect(readAmount(written)?.value).toBe(ore === 0 ? 0 : ore);
    }),
  );
});

test.each([
  ["B", ["B"], [], undefined],
  ["b", ["B"], [], undefined],
  ["B 78", ["B"], ["B"], undefined],
  ["B78", ["B"], ["B"], undefined],
  ["B kode 78", ["B"], ["B"], undefined],
  ["B (78)", ["B"], ["B"], undefined],
  ["B automat", ["B"], ["B"], undefined],
  ["Klasse B", ["B"], [], undefined],
  ["AM 146", ["AM146"], [], undefined],
  ["M147", ["AM147"], [], undefined],
  ["B 96", ["B96"], [], undefined],
  ["A1, B", ["A1", "B"], [], "imports.several_classes"],
  ["A1/B 78", ["A1", "B"], ["B"], "imports.several_classes"],
  ["B og BE", ["B", "BE"], [], "imports.several_classes"],
  ["A1 B", ["A1", "B"], [], "imports.several_classes"],
  ["B 78, B", ["B"], [], "imports.several_classes"],
])("readClasses() reads %s", (cell, classes, automaticOnly, repaired) => {
  expect(readClasses(cell)).toEqual({
    value: { classes, automaticOnly },
    ...(repaired && { repaired }),
  });
});

test("readClasses() knows no class that the regulation does not", () => {
  for (const cell of ["B2", "Q", "A1, Q", "78", "AM", "B77", ","])
    expect(readClasses(cell), cell).toBeUndefined();
});

test("splitName() takes both orders and keeps particles with the last name", () => {
  const names = {
    "Lie, Kari": ["Kari", "Lie"],
    "Kari Lie": ["Kari", "Lie"],
    "Anne Marie van der Berg": ["Anne Marie", "van der Berg"],
    "Bjørn-Tore Brekke-Hagen": ["Bjørn-Tore", "Brekke-Hagen"],
    Kari: ["Kari", ""],
    "Van Nguyen": ["Van", "Nguyen"],
  };
  for (const [name, [firstName, lastName]] of Object.entries(names))
    expect(splitName(name), name).toEqual({ firstName, lastName });
});

test("readPhone() and readEmail() keep foreign numbers, the first of several, and nothing wrong", () => {
  expect(readPhone("42441955")).toEqual({ value: "+4742441955" });
  const rewritten = "imports.phone_rewritten";
  for (const cell of ["+47 424 41 955", "004742441955", "424 41 955", "Mob: 42441955"])
    expect(readPhone(cell), cell).toEqual({ value: "+4742441955", repaired: rewritten });
  expect(readPhone("+46 70 123 45 67")?.repaired).toBe("imports.foreign_phone");
  expect(readPhone("42441955 / 22334455")).toEqual({
    value: "+4742441955",
    repaired: "imports.first_of_several",
  });
  for (const cell of ["4244195", "ukjent", "1"]) expect(readPhone(cell), cell).toBeUndefined();
  expect(readEmail("Ola@Example.no")).toEqual({ value: "ola@example.no" });
  expect(readEmail("a@example.no; b@example.no")?.value).toBe("a@example.no");
  for (const cell of ["ola(at)example.no", "ola@", "ola@example"])
    expect(readEmail(cell), cell).toBeUndefined();
});

test("readStatus() knows the words of both languages", () => {
  const words = {
    Aktiv: "active",
    VENTER: "waiting",
    "På venteliste": "waiting",
    Ferdig: "finished",
  };
  for (const [word, status] of Object.entries({ ...words, Sluttet: "quit", Passed: "finished" }))
    expect(readStatus(word), word).toBe(status);
  expect(readStatus("Permisjon")).toBeUndefined();
});

test("a cell as long as a cell may be takes no longer than another", () => {
  const hostile = [" ", "\t", ",", " og", "1", "1 ", "-", "(", ".", "@", "Ø", "B ", "1."];
  for (const part of hostile) {
    const cell = `a${part.repeat(10_000 / part.length)}b`;
    const begun = performance.now();
    for (let n = 0; n < 20; n++) {
      for (const read of [readAmount, readClasses, readEmail, readPhone, readStatus, splitName])
        read(cell);
      date(cell);
    }
    // A regular expression that looks back would need seconds.
    expect(performance.now() - begun, JSON.stringify(part)).toBeLessThan(1000);
  }
});
