import { expect, test } from "vitest";
import { addDays, instantAt, timeOf } from "#worker/lib/dates.ts";
import { clockOf } from "../views/place.ts";
import { instantOf, wallMinutes } from "./clock.ts";

test("instantOf() agrees with the server on every quarter of every day of 2024-2035", () => {
  for (let day = "2024-01-01"; day <= "2035-12-31"; day = addDays(day, 1)) {
    const near = /-(03|10)-(2[4-9]|3[01])$/.test(day); // where clocks may change, all of the day
    for (let minutes = 0; minutes < 1440; minutes += near ? 15 : 720)
      expect(instantOf(day, minutes)).toBe(instantAt(day, clockOf(minutes)));
  }
});

test("instantOf() takes midnight as the end of a day", () => {
  for (const day of ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2026-11-23"])
    expect(instantOf(day, 1440)).toBe(instantAt(addDays(day, 1)));
});

test("wallMinutes() reads the wall at the school, whatever the season", () => {
  for (const at of ["2026-07-01T06:00:00.000Z", "2026-12-01T07:00:00.000Z"]) {
    expect(wallMinutes(Date.parse(at))).toBe(480);
    expect(timeOf(at)).toBe("08:00");
  }
});
