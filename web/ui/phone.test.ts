import { expect, test } from "vitest";
import { phoneText } from "./phone.tsx";

test("Norwegian numbers are written as people read them", () => {
  expect(phoneText("+4791234567")).toBe("912 34 567");
  expect(phoneText("+4755123456")).toBe("55 12 34 56");
  expect(phoneText("+4780012345")).toBe("800 12 345");
});

test("Foreign and half numbers stay as they are", () => {
  expect(phoneText("+46701234567")).toBe("+46701234567");
  expect(phoneText("123")).toBe("123");
});
