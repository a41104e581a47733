import { expect, test } from "vitest";
import { callerOf, isCaller, networkOf } from "./network.ts";

test("networkOf() keeps the network and drops the person", () => {
  expect(networkOf("203.0.113.77")).toBe("203.0.113.0/24");
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1::/48");
  expect(networkOf("::ffff:203.0.113.77")).toBe("203.0.113.0/24");
  expect(networkOf("nonsense")).toBe("");
});

test("callerOf() counts a whole /64 as one caller, however its end changes", () => {
  expect(callerOf("2001:db8:1:2::1")).toBe(callerOf("2001:db8:1:2:ffff:0:0:9"));
  expect(callerOf("2001:db8:1:2::1")).not.toBe(callerOf("2001:db8:1:3::1"));
  expect(callerOf("203.0.113.77")).toBe("203.0.113.77");
  expect(callerOf("::ffff:203.0.113.77")).toBe("203.0.113.77");
  expect(callerOf("nonsense")).toBe("unknown");
});

test("isCaller() knows one caller from a whole network", () => {
  const all = ["203.0.113.77", "2001:db8:1:2::9", "nonsense"];
  expect(all.map((one) => isCaller(callerOf(one)))).toEqual([true, true, false]);
  expect(all.slice(0, 2).map((one) => isCaller(networkOf(one)))).toEqual([false, false]);
});
