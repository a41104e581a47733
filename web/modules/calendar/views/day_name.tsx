import { formatDay } from "#web/ui/date.tsx";
import { type Locale, useView } from "#web/ui/view.ts";
import type { Day } from "#worker/modules/calendar/board.ts";
import { useWords } from "../words.ts";

// Making a formatter costs more than a line of a list, so each is made once.
const made = new Map<string, Intl.DateTimeFormat>();

/** A date in another shape than the house's usual ones: "mandag", "november 2026". */
export function inWords(locale: Locale, date: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  const tag = locale === "nb" ? "nb-NO" : "en-GB";
  const format = made.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" });
  made.set(key, format);
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** The weekday above the number, as in a calendar on the wall; read out as the whole date. */
export function DayName({ day, today }: { day: Day; today: string }) {
  const { locale } = useView();
  const weekday = inWords(locale, day.date, { weekday: "short" });
  return (
    <span class={day.date === today ? "day-name is-today" : "day-name"}>
      <span class="ds-sr-only">{formatDay(locale, day.date, "weekday")}</span>
      <span aria-hidden="true">{weekday}</span>
      <span aria-hidden="true" class="day-number">
        {Number(day.date.slice(8))}
      </span>
    </span>
  );
}

/** Which holiday a day is. */
export function Holidays({ day }: { day: Day }) {
  const t = useWords();
  if (day.holidays.length === 0) return null;
  return <span class="holiday">{day.holidays.map((name) => t(name)).join(", ")}</span>;
}
