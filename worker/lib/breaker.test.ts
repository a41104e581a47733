import { expect, test } from "vitest";
import { Breaker } from "./breaker.ts";

const SECOND = 1000;

/** Five failures at 0. */
function open(): Breaker {
  const breaker = new Breaker();
  for (let n = 0; n < 5; n++) breaker.failed("ordinary", 0);
  return breaker;
}

test("four failures in a row are bad luck, a fifth stops the asking for thirty seconds", () => {
  const breaker = new Breaker();
  for (let n = 0; n < 4; n++) expect(breaker.failed("ordinary", 0)).toBe(undefined);
  expect(breaker.turn(0)).toBe("ordinary");
  expect(breaker.failed("ordinary", 0)).toBe(30 * SECOND);
  expect([breaker.turn(0), breaker.turn(30 * SECOND - 1)]).toEqual([undefined, undefined]);
});

test("an answer in between starts the count over", () => {
  const breaker = new Breaker();
  for (let n = 0; n < 20; n++) {
    if (n % 4 === 0) breaker.answered();
    expect(breaker.failed("ordinary", 0)).toBe(undefined);
  }
});

test("after the rest one asks and the others wait for what she learns", () => {
  const breaker = open();
  const turns = [30_000, 30_001, 44_999].map((now) => breaker.turn(now));
  expect(turns).toEqual(["probe", undefined, undefined]);
  breaker.answered();
  expect(breaker.turn(45_000)).toBe("ordinary");
  expect(breaker.failed("ordinary", 45_000)).toBe(undefined); // and all is forgiven
});

test("a probe that fails doubles the rest, up to five minutes", () => {
  const breaker = open();
  let now = 30 * SECOND;
  for (const seconds of [60, 120, 240, 300, 300]) {
    expect(breaker.turn(now)).toBe("probe");
    expect(breaker.failed("probe", now)).toBe(seconds * SECOND);
    now += seconds * SECOND;
    expect(breaker.turn(now - 1)).toBe(undefined);
  }
});

test("a probe nobody hears of again is followed by another", () => {
  const breaker = open();
  expect([30_000, 44_999, 45_000].map((now) => breaker.turn(now))).toEqual([
    "probe",
    undefined,
    "probe",
  ]);
});

test("those who were already waiting when it stopped do not make the rest longer", () => {
  const breaker = open();
  for (let n = 0; n < 50; n++) expect(breaker.failed("ordinary", 100)).toBe(undefined);
  expect(breaker.turn(30 * SECOND)).toBe("probe");
});
