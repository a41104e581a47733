import { useView } from "#web/ui/view.ts";
import type { CalendarPage, Cell } from "#worker/modules/calendar/read.ts";
import { useWords } from "../words.ts";
import { DayName, Holidays } from "./day_name.tsx";
import { EventLine } from "./event.tsx";
import { dayHref } from "./hrefs.ts";

type Team = Extract<CalendarPage["body"], { kind: "team" }>;

/** The whole school's week: a line for each instructor, a field for each day. */
export function TeamWeek({ days, rows, today }: Team & { today: string }) {
  const t = useWords();
  const { url } = useView();
  return (
    <section class="team" aria-label={t("team")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("who")}</th>
            {days.map((day) => (
              <th key={day.date} scope="col" class={day.date === today ? "is-today" : undefined}>
                <a class="cal-link" href={dayHref(url, day.date)}>
                  <DayName day={day} today={today} />
                </a>
                <Holidays day={day} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id ?? ""}>
              <th scope="row">{row.id ? <Person id={row.id} name={row.name} /> : t("nobody")}</th>
              {row.cells.map((cell) => (
                <CellView key={cell.date} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Person({ id, name }: { id: string; name: string }) {
  const { url } = useView();
  const query = new URLSearchParams(url.search);
  query.set("instructor", id);
  return (
    <a class="cal-link" href={`/calendar?${query}`}>
      {name}
    </a>
  );
}

function CellView({ cell }: { cell: Cell }) {
  const t = useWords();
  const quiet = !cell.works || cell.away;
  return (
    <td class={quiet ? "is-off" : undefined}>
      {cell.away && <span class="cal-hint">{t("away")}</span>}
      {!cell.works && !cell.away && cell.events.length === 0 && (
        <span class="ds-sr-only">{t("off")}</span>
      )}
      {cell.events.length > 0 && (
        <ol>
          {cell.events.map((event) => (
            <li key={event.id}>
              <EventLine event={event} />
            </li>
          ))}
        </ol>
      )}
    </td>
  );
}
