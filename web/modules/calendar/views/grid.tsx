import { EmptyState } from "#web/ui/empty.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Column } from "#worker/modules/calendar/board.ts";
import type { Span } from "#worker/modules/calendar/layout.ts";
import type { CalendarPage } from "#worker/modules/calendar/read.ts";
import { useWords } from "../words.ts";
import { DayName, Holidays } from "./day_name.tsx";
import { EventLink } from "./event.tsx";
import { bookHref, dayHref } from "./hrefs.ts";
import { clockOf, placeClass, spanClass } from "./place.ts";

type GridProps = CalendarPage & { columns: readonly Column[]; hours: Span };

/** Time runs down, days or people stand beside each other; on a phone each is a list. */
export function Grid({ columns, hours, ...page }: GridProps) {
  const t = useWords();
  const marks = Array.from({ length: hours.to - hours.from }, (_, i) => hours.from + i);
  if (columns.length === 0)
    return <EmptyState icon="calendar" title={t("nobody_works")} text={t("nobody_works_text")} />;
  return (
    <section
      class={`cal from${hours.from} to${hours.to}`}
      aria-label={t("title")}
      data-from={hours.from}
      data-to={hours.to}
    >
      <div class="cal-hours" aria-hidden="true">
        {marks.slice(1).map((hour) => (
          <span key={hour} class={`h${hour}`}>
            {clockOf(hour * 60)}
          </span>
        ))}
      </div>
      {columns.map((column) => (
        <ColumnView
          key={`${column.date} ${column.resource?.id}`}
          column={column}
          page={page}
          hours={hours}
        />
      ))}
    </section>
  );
}

type ColumnProps = { column: Column; page: CalendarPage; hours: Span };

function ColumnView({ column, page, hours }: ColumnProps) {
  const isToday = column.date === page.today;
  const lines = linesOf(column, hours);
  return (
    <section
      class={isToday ? "cal-col is-today" : "cal-col"}
      data-date={column.date}
      data-kind={column.resource?.kind}
      data-id={column.resource?.id}
    >
      <header>
        <h2>
          <Heading column={column} page={page} />
        </h2>
        <Holidays day={column} />
        <WorkText column={column} />
      </header>
      <div class="cal-body">
        {column.work?.map((span) => (
          <span key={span.from} class={`cal-work ${spanClass(clip(span, hours))}`} />
        ))}
        {!column.work && <span class="cal-work cal-all" />}
        <ol>
          {lines.map((line) => (
            <Line key={`${line.kind} ${line.from}`} line={line} column={column} />
          ))}
        </ol>
        {isToday && page.minutes >= hours.from * 60 && page.minutes < hours.to * 60 && (
          <span
            class={`cal-now ${spanClass({ from: page.minutes, to: page.minutes })}`}
            aria-hidden="true"
          />
        )}
      </div>
    </section>
  );
}

/** A day leads to itself, a person to her week. */
function Heading({ column, page }: Omit<ColumnProps, "hours">) {
  const t = useWords();
  const { url } = useView();
  const { resource } = column;
  if (page.whose || !resource)
    return page.whose ? (
      <a class="cal-link" href={dayHref(url, column.date)}>
        <DayName day={column} today={page.today} />
      </a>
    ) : (
      <span>{t("nobody")}</span>
    );
  return (
    <a class="cal-link" href={`/calendar?view=week&date=${page.date}&instructor=${resource.id}`}>
      {resource.name}
    </a>
  );
}

function WorkText({ column }: { column: Column }) {
  const t = useWords();
  if (!column.work || column.holidays.length > 0) return null;
  const spans = column.work.map(({ from, to }) => `${clockOf(from)}–${clockOf(to)}`).join(", ");
  return (
    <p class="cal-hint">
      {spans ? (
        <>
          <span class="cal-word">{t("working")} </span>
          {spans}
        </>
      ) : (
        t("off")
      )}
    </p>
  );
}

type LineKind = "event" | "free" | "away" | "travel";
type Line = Span & { kind: LineKind; class: string; event?: Column["events"][number] };

function linesOf({ events, free, away, travel }: Column, hours: Span): Line[] {
  const plain = (kind: LineKind) => (span: Span) => {
    const seen = clip(span, hours);
    return { ...seen, kind, class: spanClass(seen) };
  };
  const lines: Line[] = [
    ...events.map((event) => ({
      from: event.from,
      to: event.to,
      kind: "event" as const,
      class: placeClass(event),
      event,
    })),
    ...free.map(plain("free")),
    ...away.map(plain("away")),
    ...travel.map(plain("travel")),
  ];
  return lines.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
}

/** What lies outside of the hours that are shown is cut off. */
function clip({ from, to }: Span, hours: Span): Span {
  return { from: Math.max(from, hours.from * 60), to: Math.min(to, hours.to * 60) };
}

function Line({ line, column }: { line: Line; column: Column }) {
  const t = useWords();
  const { grants, now } = useView();
  const name = `slot slot-${line.kind} ${line.class}`;
  if (line.event)
    return (
      <li class={name} {...handles(line.event, grants.includes("bookings:write") && now)}>
        <EventLink event={line.event} within={column.resource?.kind} />
      </li>
    );
  const [from, to] = [clockOf(line.from), clockOf(line.to)];
  if (line.kind !== "free")
    return (
      <li class={name}>
        {t(line.kind === "away" ? "away" : "travel")}{" "}
        <span class="ev-time">
          {from}–{to}
        </span>
      </li>
    );
  if (!column.resource || !grants.includes("bookings:write")) return null;
  return (
    <li class={name}>
      <a
        href={bookHref(column.resource, column.date, from)}
        data-from={line.from}
        data-to={line.to}
      >
        {fill(t("free_long"), { from, to })}
      </a>
    </li>
  );
}

/** What a script needs to move a booking; nothing where it cannot be moved any more. */
function handles(event: Column["events"][number], now: string | false) {
  const { status, startsAt, id, version, from, to } = event;
  if (!now || startsAt <= now || (status !== "booked" && status !== "held")) return {};
  return { "data-id": id, "data-version": version, "data-from": from, "data-to": to };
}
