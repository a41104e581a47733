import * as z from "zod";

const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** Whether eleven digits are a Norwegian account number: the last one checks the others (MOD11). */
export function isBankAccount(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  const sum = weights.reduce((all, weight, i) => all + weight * Number(digits[i]), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[10]);
}

/** As banks write it: `1234.56.78903`. */
export const formatBankAccount = (digits: string) =>
  digits.replace(/^(\d{4})(\d{2})(\d{5})$/, "$1.$2.$3");

/** What people type: spaces and dots are left out. Empty is none. */
export const BankAccount = z
  .string()
  .max(30)
  .transform((typed, { issues }) => {
    const digits = typed.replaceAll(/[\s.]/g, "");
    if (digits === "" || isBankAccount(digits)) return digits;
    issues.push({ code: "custom", message: "schools.no_account", input: typed });
    return z.NEVER;
  });
