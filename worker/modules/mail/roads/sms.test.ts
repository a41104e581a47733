import { expect, test } from "vitest";
import type { Out } from "#worker/lib/fetch_out.ts";
import { resultOf } from "./sms.ts";

const answer = (status: number, body: object = {}): Out => ({
  ...{ answered: true, status, headers: new Headers(), body: JSON.stringify(body) },
});

test.each([
  [answer(200, { id: 7 }), { state: "sent", providerId: "7" }],
  [answer(202), { state: "sent", providerId: null }],
  [answer(422, { message: "Unknown +47 912 34 567" }), { state: "refused", why: "422 Unknown …" }],
  [answer(401), { state: "later", why: "401" }],
  [answer(429, { message: "Slow" }), { state: "later", why: "429 Slow" }],
  [answer(522), { state: "later", why: "522" }],
  [answer(500, { message: "Oops" }), { state: "unknown", why: "sms.unknown" }],
  [answer(524), { state: "unknown", why: "sms.unknown" }],
  [
    { answered: false, code: "outside.resting" },
    { state: "later", why: "outside.resting" },
  ],
  [
    { answered: false, code: "outside.redirect" },
    { state: "later", why: "outside.redirect" },
  ],
  [
    { answered: false, code: "outside.timeout" },
    { state: "unknown", why: "sms.unknown" },
  ],
  [
    { answered: false, code: "outside.unreachable" },
    { state: "unknown", why: "sms.unknown" },
  ],
] as const)("%j means %j for an SMS", (out, result) => {
  expect(resultOf(out as Out)).toEqual(result);
});
