import * as z from "zod";

// Money is integer øre everywhere; only what a person types is in kroner.

/** A million kroner: what no single price or payment of a driving school comes to. */
export const MOST_ORE = 100_000_000;

/** An amount of øre from a program, nought or more. */
export const Ore = z
  .number()
  .int("money.decimals")
  .min(0, "money.negative")
  .max(MOST_ORE, "money.too_much");

/** The same, and something: a payment of nothing is none. */
export const OreAbove0 = Ore.min(1, "money.nothing");

const typed = /^(?<whole>\d{1,3}(?: \d{3})+|\d+)(?:[.,](?<ore>\d+))?$/;

function toOre(text: string, below: boolean): number | { code: string } {
  const bare = text
    .normalize("NFKC")
    .replaceAll("−", "-")
    .replace(/\s*(kr\.?|nok|,-)\s*$/i, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (!below && /^-/.test(bare)) return { code: "money.negative" };
  const { whole, ore = "" } = typed.exec(bare.replace(/^-\s*/, ""))?.groups ?? {};
  if (whole === undefined) return { code: "money.format" };
  if (ore.length > 2) return { code: "money.decimals" };
  const digits = whole.replaceAll(" ", "");
  if (digits.length > 9) return { code: "money.too_much" };
  const amount = Number(digits) * 100 + Number(ore.padEnd(2, "0"));
  if (amount > MOST_ORE) return { code: "money.too_much" };
  return /^-/.test(bare) && amount > 0 ? -amount : amount;
}

/** Typed kroner as øre: "950", "1 250,50", "1250.5 kr". Never rounded: a third decimal is refused. */
const kroner = (below: boolean) =>
  z
    .string()
    .max(40, "money.too_much")
    .transform((text, { issues }) => {
      const amount = toOre(text, below);
      if (typeof amount === "number") return amount;
      issues.push({ code: "custom", message: amount.code, input: text });
      return z.NEVER;
    });

export const Kroner = kroner(false);
/** A difference: a discount is below nought. */
export const KronerEitherWay = kroner(true);

/** Øre as a person would type them, for a form that shows what there is: "950", "950,50". */
export function kronerText(ore: number): string {
  const [whole, rest] = [Math.trunc(Math.abs(ore) / 100), Math.abs(ore) % 100];
  const text = rest === 0 ? String(whole) : `${whole},${String(rest).padStart(2, "0")}`;
  return ore < 0 ? `-${text}` : text;
}
