import { type Locale, useView } from "./view.ts";

const formats = {
  nb: new Intl.NumberFormat("nb-NO", { minimumFractionDigits: 2 }),
  en: new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2 }),
};

/** Øre as kroner: "1 234,50 kr", "NOK 1,234.50". */
export function formatMoney(locale: Locale, ore: number): string {
  const amount = formats[locale].format(ore / 100);
  return locale === "nb" ? `${amount}\u00a0kr` : `NOK\u00a0${amount}`;
}

/** An amount of integer øre. */
export function Money({ ore }: { ore: number }) {
  const { locale } = useView();
  return <span class="number">{formatMoney(locale, ore)}</span>;
}
