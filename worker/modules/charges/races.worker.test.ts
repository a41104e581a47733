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

  test("a charge let go of by 20 at once gives its lesson back once, and the others are told", async () => {
    const owner = await as("owner", `slipp${round}`);
    const { student, used } = await withPackage(owner, 10);
    const { id } = await chargeOf(await bookLesson(owner, student));
    expect(await used()).toBe(1);
    const path = `/api/v1/charges/${id}/waiver`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => owner.put(path, { reason: "Feil hos oss" }, `"${id}-1"`)),
    );
    const lost = answers.map(({ status }) => status).filter((status) => status !== 200);
    expect(lost).toHaveLength(19);
    expect(lost.filter((status) => ![409, 412].includes(status))).toEqual([]);
    expect(await used()).toBe(0);
  });
});
