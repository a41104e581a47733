import { expect, test } from "vitest";
import { formatDay, formatInstant } from "./date.tsx";
import { isDay } from "./formats.ts";
import { formatMoney } from "./money.tsx";

const plain = (text: string) => text.replaceAll(/\s/g, " ");

test("formatMoney() writes øre as kroner in both languages", () => {
  expect(plain(formatMoney("nb", 123450))).toBe("1 234,50 kr");
  expect(plain(formatMoney("nb", -5))).toBe("−0,05 kr");
  expect(plain(formatMoney("en", 123450))).toBe("NOK 1,234.50");
  expect(plain(formatMoney("nb", 1_284_000, "whole"))).toBe("12 840 kr");
});

test("formatInstant() shows the wall clock of Oslo, winter and summer", () => {
  expect(formatInstant("nb", "2026-11-23T13:05:00.000Z", "clock")).toBe("14:05");
  expect(formatInstant("nb", "2026-07-01T13:05:00.000Z", "clock")).toBe("15:05");
});

test("formatDay() does not move a date across midnight", () => {
  expect(formatDay("nb", "2026-11-01")).toBe("1. nov. 2026");
  expect(formatDay("en", "2026-11-01")).toBe("1 Nov 2026");
});

test("isDay() knows days that there are from texts that look like one", () => {
  for (const day of ["2026-11-23", "2024-02-29", "0000-01-01"]) expect(isDay(day), day).toBe(true);
  for (const text of ["2026-13-45", "2026-02-29", "2026-00-10", "23.11.2026", "2026-11-23T", ""])
    expect(isDay(text), text).toBe(false);
});
