import { expect, test } from "vitest";
import { openStates, states } from "./input.ts";
import { stateAt, whyNotDecide, whyNotEnd, whyNotStart } from "./rules.ts";

const until = "2026-11-24T10:00:00.000Z";
const before = "2026-11-24T09:59:59.999Z";

test("stateAt(): what is open is over at its end, to the millisecond, and what is over stays so", () => {
  const at = (now: string) => states.map((state) => stateAt({ state, until }, now));
  expect(at(before)).toEqual(states);
  expect(at(until)).toEqual(["lapsed", "lapsed", "refused", "ended", "ended", "lapsed"]);
});

test("one state can be answered, one begun, and three ended", () => {
  const fits = (why: (state: (typeof states)[number]) => unknown[]) =>
    states.filter((state) => why(state).length === 0);
  expect(fits((state) => whyNotDecide({ state, askedBy: "a" }, "b"))).toEqual(["asked"]);
  expect(fits((state) => whyNotDecide({ state, askedBy: "a" }, "a"))).toEqual([]);
  expect(fits((state) => whyNotStart({ state }))).toEqual(["approved"]);
  expect(fits((state) => whyNotEnd({ state }))).toEqual([...openStates]);
});
