import { Day as DayText } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { useView } from "#web/ui/view.ts";
import type { CalendarPage } from "#worker/modules/calendar/read.ts";
import { useWords } from "../words.ts";
import { Holidays } from "./day_name.tsx";
import { EventLink } from "./event.tsx";
import { dayHref } from "./hrefs.ts";

type Agenda = Extract<CalendarPage["body"], { kind: "agenda" }>;
type AgendaProps = Agenda & Pick<CalendarPage, "today" | "whose">;

/** What is planned, one day after the other; days with nothing are left out. */
export function Agenda({ days, today, whose }: AgendaProps) {
  const t = useWords();
  const { url } = useView();
  const full = days.filter((day) => day.events.length > 0 || day.holidays.length > 0);
  if (!days.some((day) => day.events.length > 0))
    return <EmptyState icon="calendar" title={t("nothing")} text={t("nothing_text")} />;
  return (
    <div class="agenda">
      {full.map((day) => (
        <section key={day.date} class={day.date === today ? "is-today" : undefined}>
          <header>
            <h2>
              <a class="cal-link" href={dayHref(url, day.date)}>
                <DayText date={day.date} weekday />
              </a>
            </h2>
            {day.date === today && <span class="cal-hint">{t("today")}</span>}
            <Holidays day={day} />
          </header>
          <ol>
            {day.events.map((event) => (
              <li key={event.id}>
                <EventLink event={event} within={whose?.kind} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
