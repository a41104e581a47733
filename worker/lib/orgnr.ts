import * as z from "zod";

const weights = [3, 2, 7, 6, 5, 4, 3, 2];

/** Why nine digits are no organisation number; nothing when they are. Begins with 8 or 9. */
export function whyNotOrgnr(digits: string): "orgnr.format" | "orgnr.check_digit" | undefined {
  if (!/^[89]\d{8}$/.test(digits)) return "orgnr.format";
  const sum = weights.reduce((all, weight, i) => all + weight * Number(digits[i]), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[8]) ? undefined : "orgnr.check_digit";
}

/** As people write it in Norway: `971 032 081`. */
export function formatOrgnr(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})(\d{3})$/, "$1 $2 $3");
}

/** What people type: spaces, dots, `NO` before it and `MVA` after it are left out. */
export const Orgnr = z
  .string()
  .max(30)
  .transform((typed, { issues }) => {
    const digits = typed.replaceAll(/[\s.-]/g, "").replace(/^NO(?=\d)|MVA$/gi, "");
    const problem = whyNotOrgnr(digits);
    if (!problem) return digits;
    issues.push({ code: "custom", message: problem, input: typed });
    return z.NEVER;
  });
