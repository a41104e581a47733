import { expect, test } from "vitest";
import { beginningOf, whyNotWrite, wrongMessage } from "./rules.ts";

const here = { instructorId: "x", leftOn: null };
const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code);

test("whyNotWrite() stops who is not on the staff list, and letters to who has left", () => {
  expect(whyNotWrite("instructor", here, "2026-11-23")).toEqual([]);
  expect(codes(whyNotWrite("instructor", { ...here, instructorId: null }, "2026-11-23"))).toEqual([
    "messages.not_staff",
  ]);
  const left = { ...here, leftOn: "2026-11-23" };
  expect(codes(whyNotWrite("student", left, "2026-11-23"))).toEqual(["messages.has_left"]);
  expect(whyNotWrite("student", left, "2026-11-22")).toEqual([]);
  expect(whyNotWrite("instructor", left, "2026-11-24")).toEqual([]);
});

test("wrongMessage() finds a national id in what was written", () => {
  expect(wrongMessage("Ring meg på 91234567")).toEqual({});
  expect(wrongMessage("Jeg er 130972 48022")).toEqual({ text: "national_id.in_text" });
});

test("beginningOf() is one line and cuts no letter in two", () => {
  expect(beginningOf(" Hei,\n  på  deg ")).toBe("Hei, på deg");
  const cut = beginningOf("🚗".repeat(200));
  expect([...cut]).toHaveLength(120);
  expect(cut.endsWith("🚗…")).toBe(true);
});
