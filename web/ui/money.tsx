import { type Locale, useView } from "./view.ts";

const exact = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const whole = { maximumFractionDigits: 0 };
const formats = {
  nb: {
    exact: new Intl.NumberFormat("nb-NO", exact),
    whole: new Intl.NumberFormat("nb-NO", whole),
  },
  en: {
    exact: new Intl.NumberFormat("en-GB", exact),
    whole: new Intl.NumberFormat("en-GB", whole),
  },
};

/** Øre as kroner: "1 234,50 kr", "NOK 1,234.50"; `whole` leaves the øre out, for axes and tiles. */
export function formatMoney(locale: Locale, ore: number, how: "exact" | "whole" = "exact"): string {
  const amount = formats[locale][how].format(ore / 100);
  return locale === "nb" ? `${amount}\u00a0kr` : `NOK\u00a0${amount}`;
}

/** An amount of integer øre. */
export function Money({ ore, whole }: { ore: number; whole?: boolean }) {
  const { locale } = useView();
  return <span class="number">{formatMoney(locale, ore, whole ? "whole" : "exact")}</span>;
}
