import type { Locale } from "./view.ts";

// Plain functions, for letters and files as well as for pages.

const formats = {
  instant: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  clock: { hour: "2-digit", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type Format = keyof typeof formats;

// Making a formatter costs more than a table row, so each is made once.
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: Locale, format: Format, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${format} ${timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const tag = locale === "nb" ? "nb-NO" : "en-GB";
  const fresh = new Intl.DateTimeFormat(tag, { ...formats[format], timeZone });
  made.set(key, fresh);
  return fresh;
}

/** An instant on the wall clock of Oslo: "23. nov. 2026, 14:05". */
export function formatInstant(locale: Locale, at: string, format: Format = "instant"): string {
  return formatter(locale, format, "Europe/Oslo").format(new Date(at));
}

/** A date without a time: "23. nov. 2026". */
export function formatDay(locale: Locale, date: string, format: Format = "day"): string {
  return formatter(locale, format, "UTC").format(new Date(`${date}T00:00:00Z`));
}

/** Whether a text is a day that there is, "2026-11-23"; what people typed may only look like one. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(text);
}

const exact = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const whole = { maximumFractionDigits: 0 };
const amounts = {
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
  const amount = amounts[locale][how].format(ore / 100);
  return locale === "nb" ? `${amount}\u00a0kr` : `NOK\u00a0${amount}`;
}
