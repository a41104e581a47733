import { formatDay, formatInstant } from "./formats.ts";
import { useView } from "./view.ts";

export { formatDay, formatInstant } from "./formats.ts";

type Format = NonNullable<Parameters<typeof formatInstant>[2]>;

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
