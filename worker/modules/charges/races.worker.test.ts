import { describe, expect, test } from "vitest";
import { as } from "#worker/test/harness.ts";
import { bookLesson, chargeOf, withPackage } from "#worker/test/money.ts";

/** How often the race is run; `npm run prove -- races` runs many. */
declare const RACES: number;

const repeats = Array.from({ length: RACES }, (_, n) => n + 1);

describe.each(repeats)("round %i", (round) => {
  test("one prepaid lesson left, 100 bookings at once: exactly one gets it", async () => {
    const owner = await as("owner", `kamp${round}`);
    const { student, used } = await withPackage(owner, 1);
    const tried = await Promise.allSettled(
      Array.from({ length: 100 }, () => bookLesson(owner, student)),
    );
    const lost = tried.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(await used()).toBe(10);
    const rows = await Promise.all(
      tried.flatMap((one) => (one.status === "fulfilled" ? [chargeOf(one.value)] : [])),
    );
    expect(rows.filter((row) => row.studentPackageId === "sp")).toHaveLength(1);
    // The others came too late to see it, or were told that it is gone.
    expect(new Set(lost)).toEqual(new Set(lost.length ? ["charges.package_used_up"] : []));
    expect(rows.length + lost.length).toBe(100);
  });
});
