import fc from "fast-check";
import { expect, test } from "vitest";
import { BankAccount, formatBankAccount, isBankAccount } from "./bank_account.ts";

test("an account number is known by its check digit, however it is typed", () => {
  expect(BankAccount.parse("1234.56.78903")).toBe("12345678903");
  expect(BankAccount.parse("1234 56 78903")).toBe("12345678903");
  expect(BankAccount.parse("")).toBe("");
  expect(BankAccount.safeParse("12345678901").error?.issues[0]?.message).toBe("schools.no_account");
  expect(BankAccount.safeParse("1234567890").success).toBe(false);
  expect(formatBankAccount("12345678903")).toBe("1234.56.78903");
});

test("no single wrong digit goes unseen", () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(place, ([at, more]) => {
      const digits = [..."12345678903"].map(Number);
      digits[at] = ((digits[at] ?? 0) + more) % 10;
      return !isBankAccount(digits.join(""));
    }),
  );
});
