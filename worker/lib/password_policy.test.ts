import { expect, test } from "vitest";
import { whyNotPassword } from "./password_policy.ts";

const school = ["kari.nordmann@example.no", "Kari Nordmann", "Fjellveien Trafikkskole", "Hamar"];
const staff = (password: string) => whyNotPassword(password, { staff: true, context: school });
const student = (password: string) => whyNotPassword(password, { staff: false, context: school });

test("staff need 12 characters, others 15, nobody more than 128", () => {
  expect(staff("gul7 heis-br")).toBeUndefined();
  expect(staff("gul7 heis-b")).toBe("password.short_staff");
  expect(student("gul7 heis-br vi")).toBeUndefined();
  expect(student("gul7 heis-br v")).toBe("password.short");
  expect(staff("gulheisbro".repeat(13))).toBe("password.too_long");
  expect(staff(`${"åpen grønn bil ".repeat(8)}æøå vinder`.slice(0, 128))).toBeUndefined();
});

test("length is counted in characters, in one Unicode form", () => {
  expect(staff("åååæææøøøqwz".normalize("NFD"))).toBeUndefined();
  expect(staff("😀😁😂😃😄😅😆😉😊😋😌")).toBe("password.short_staff");
});

test.each([
  "qwertyqwerty",
  "Password1234!",
  "p@ssw0rd!!!!",
  "passordpassord",
  "Sommer2026!!!",
  "aaaaaaaaaaaaaaa",
  "123456789012",
  "abcdefghijklm",
  "1qaz2wsx3edc4rfv",
  "kjærlighet2024",
])("a common password is refused with its decorations: %s", (password) => {
  expect(staff(password)).toBe("password.common");
});

test.each([
  "Fjellveien2026!",
  "fjellveienHamar1",
  "KariNordmann99",
  "kjøreskole-2027",
  "Trafikkskole1!",
  "nordmann.kari.1",
])("what others know of the person and the school is no secret: %s", (password) => {
  expect(staff(password)).toBe("password.context");
});

test.each([
  "hamar har 7 fine elver",
  "rød sykkel under broen",
  "Tr5!kz-wQ9#mPx",
  "gammel sofa i hagen",
])("an ordinary good one passes: %s", (password) =>
  expect(student(`${password}.`.padEnd(15, "!"))).toBeUndefined(),
);
