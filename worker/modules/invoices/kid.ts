import { type SQL, sql } from "drizzle-orm";

const WIDTH = 8;

/** The check digit of MOD10 (Luhn): from the right every second digit counts double. */
export function mod10(digits: string): number {
  const sum = [...digits].reverse().reduce((all, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** What a payer writes so that the payment finds its invoice: the number and its check digit. */
export function kidOf(number: number): string {
  const payload = String(number).padStart(WIDTH, "0");
  return `${payload}${mod10(payload)}`;
}

/** The same inside a batch, where only the database knows the number: `n` is a column of `from`. */
export function kidIn(from: SQL): SQL<string> {
  const digits = Array.from({ length: WIDTH }, (_, i) => {
    const digit = `(n / ${10 ** i} % 10)`;
    return i % 2 === 0 ? `(${digit} * 2 - 9 * (${digit} > 4))` : digit;
  });
  const sum = sql.raw(digits.join(" + "));
  const width = sql.raw(`'%0${WIDTH}d'`);
  return sql<string>`(select printf(${width}, n) || ((10 - (${sum}) % 10) % 10) from ${from})`;
}
