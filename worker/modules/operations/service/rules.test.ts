import { expect, test } from "vitest";
import { asUsual, faultsIn, isHeld, refusal, retryAfter } from "./rules.ts";

const now = "2026-11-02T10:00:00.000Z";
const asked = { method: "POST", path: "/students", operates: false, restores: false };

test.each([
  ["normal", {}, false],
  ["read_only", {}, true],
  ["read_only", { method: "GET" }, false],
  ["read_only", { method: "DELETE", path: "/api/v1/vehicles/1" }, true],
  ["read_only", { operates: true }, true],
  ["read_only", { restores: true }, false],
  ["read_only", { path: "/sign-in/code" }, false],
  ["read_only", { path: "/sign-inside" }, true],
  ["read_only", { path: "/operations/service" }, false],
  ["read_only", { path: "/api/v1/operations/service" }, false],
  ["read_only", { path: "/visits/1/end" }, false],
  ["read_only", { path: "/visits/1/approval" }, true],
  ["read_only", { path: "/platform/visits/1/withdrawal" }, false],
  ["read_only", { path: "/platform/visits/1/start" }, true],
  ["maintenance", { path: "/visits/leave" }, false],
  ["maintenance", { method: "GET", path: "/visits/1" }, true],
  ["maintenance", { method: "GET" }, true],
  ["maintenance", { method: "GET", operates: true }, false],
  ["maintenance", { method: "GET", path: "/sign-in" }, false],
  ["maintenance", { method: "GET", path: "/healthz" }, false],
  ["maintenance", { method: "POST", path: "/csp-report" }, false],
] as const)("in %s %o is held: %s", (mode, more, held) => {
  expect(isHeld(mode, { ...asked, ...more })).toBe(held);
});

test("what is said to come back later says when, and never never", () => {
  expect(retryAfter({ until: null }, now)).toBe(300);
  expect(retryAfter({ until: "2026-11-02T10:20:00.000Z" }, now)).toBe(1200);
  expect(retryAfter({ until: "2026-11-02T10:00:01.000Z" }, now)).toBe(30);
  expect(retryAfter({ until: "2026-11-02T09:00:00.000Z" }, now)).toBe(300);
  expect(retryAfter({ until: "2027-11-02T09:00:00.000Z" }, now)).toBe(86_400);
});

test("a refusal is in the reader's language, and says no end that is over", () => {
  const service = {
    ...asUsual,
    mode: "read_only",
    messageNb: "Flytter",
    messageEn: "Moving",
  } as const;
  const later = { ...service, until: "2026-11-02T11:00:00.000Z" };
  expect(refusal(later, "en", now)).toMatchObject({
    ...{ status: 503, code: "operations.read_only", retryAfter: 3600 },
    reasons: [
      { code: "operations.read_only_until", params: { message: "Moving", until: later.until } },
    ],
  });
  const over = { ...service, until: "2026-11-02T09:00:00.000Z" };
  expect(refusal(over, "nb", now).reasons[0]).toMatchObject({ code: "operations.read_only" });
});

test("whoever is kept out is told why, in both languages, and of an end that is to come", () => {
  const setting = { mode: "maintenance", messageNb: "", messageEn: "Soon", until: now } as const;
  expect(faultsIn(setting, now)).toEqual({
    messageNb: "required",
    until: "operations.until_past",
  });
  expect(faultsIn({ ...setting, mode: "normal" }, now)).toEqual({});
});
