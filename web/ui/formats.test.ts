import { expect, test } from "vitest";
import { formatDay, formatInstant } from "./date.tsx";
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
