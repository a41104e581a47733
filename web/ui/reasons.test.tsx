import { expect, test } from "vitest";
import { written } from "./reasons.tsx";

const from = "2026-12-02T10:30:00.000Z";

test("a stretch within a day names the day once, in Oslo", () => {
  const until = "2026-12-02T11:15:00.000Z";
  expect(written("nb", { name: "Linn Vik", from, until })).toEqual({
    ...{ name: "Linn Vik", from: "2. des. 2026, 11:30", until: "12:15" },
  });
  expect(written("nb", { from, until: "2026-12-02T23:30:00.000Z" }).until).toBe(
    "3. des. 2026, 00:30",
  );
});

test("an end without a beginning, days and numbers are written in full", () => {
  expect(written("nb", { until: from, on: "2026-12-02", n: 3 })).toEqual({
    ...{ until: "2. des. 2026, 11:30", on: "2. des. 2026", n: 3 },
  });
});
