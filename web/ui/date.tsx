import { type Locale, useView } from "./view.ts";

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

type TimeProps = { at: string; format?: Format };

/** An instant, in Oslo's time. */
export function Time({ at, format = "instant" }: TimeProps) {
  const { locale } = useView();
  return <time dateTime={at}>{formatInstant(locale, at, format)}</time>;
}

type DayProps = { date: string; weekday?: boolean };

/** A date. */
export function Day({ date, weekday }: DayProps) {
  const { locale } = useView();
  return <time dateTime={date}>{formatDay(locale, date, weekday ? "weekday" : "day")}</time>;
}
