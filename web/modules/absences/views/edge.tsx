import { formatInstant, Time } from "#web/ui/date.tsx";
import { useView } from "#web/ui/view.ts";

/** Where an absence begins or ends: a whole day by its date, and the last one by itself. */
export function Edge({ at, end = false }: { at: string; end?: boolean }) {
  const { locale } = useView();
  if (formatInstant(locale, at, "clock") !== "00:00") return <Time at={at} />;
  const within = end ? new Date(Date.parse(at) - 1).toISOString() : at;
  return <time dateTime={at}>{formatInstant(locale, within, "weekday")}</time>;
}
