import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { CalendarPage } from "#worker/modules/calendar/read.ts";
import { useWords } from "../words.ts";
import { Holidays, inWords } from "./day_name.tsx";
import { dayHref } from "./hrefs.ts";

type Month = Extract<CalendarPage["body"], { kind: "month" }>;
type MonthProps = Month & Pick<CalendarPage, "date" | "today" | "weekNumbers">;

/** A month in whole weeks, with how much is planned on each day. */
export function Month({ weeks, date, today, weekNumbers }: MonthProps) {
  const t = useWords();
  const { locale, url } = useView();
  return (
    <table class="month">
      <thead>
        <tr>
          <th scope="col">{t("week_short")}</th>
          {weeks[0]?.map((day) => (
            <th key={day.date} scope="col" abbr={inWords(locale, day.date, { weekday: "long" })}>
              {inWords(locale, day.date, { weekday: "short" })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, i) => (
          <tr key={week[0]?.date}>
            <th scope="row">
              <a class="cal-link month-week" href={weekHref(url, week[0]?.date ?? date)}>
                <span class="ds-sr-only">{t("week")} </span>
                {weekNumbers[i]}
              </a>
            </th>
            {week.map((day) => (
              <td key={day.date} class={classOf(day, date, today)}>
                <a class="cal-link month-day" href={dayHref(url, day.date)}>
                  <time dateTime={day.date} class="day-number">
                    {Number(day.date.slice(8))}
                    {day.date.slice(0, 7) !== date.slice(0, 7) && (
                      <span class="ds-sr-only">
                        {" "}
                        {inWords(locale, day.date, { month: "long" })}
                      </span>
                    )}
                  </time>
                  <Holidays day={day} />
                  {day.count > 0 && (
                    <span class="month-count">
                      {day.count}
                      <span>
                        {(day.count === 1
                          ? t("count_one")
                          : fill(t("count"), { n: day.count })
                        ).replace(String(day.count), "")}
                      </span>
                    </span>
                  )}
                </a>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function weekHref(url: URL, date: string): string {
  const query = new URLSearchParams(url.search);
  query.set("view", "week");
  query.set("date", date);
  return `${url.pathname}?${query}`;
}

function classOf(
  day: { date: string; sunday: boolean; holidays: readonly string[] },
  date: string,
  today: string,
) {
  const names = [
    day.date === today && "is-today",
    day.date.slice(0, 7) !== date.slice(0, 7) && "is-other",
    (day.sunday || day.holidays.length > 0) && "is-off",
  ];
  return names.filter(Boolean).join(" ") || undefined;
}
