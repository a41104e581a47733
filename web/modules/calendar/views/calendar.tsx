import { LinkButton } from "#web/ui/button.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { Page } from "#web/ui/page.tsx";
import { KeepQuery, useHref } from "#web/ui/query.tsx";
import { type Locale, useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { calendarViews } from "#worker/modules/calendar/input.ts";
import type { CalendarPage as CalendarProps } from "#worker/modules/calendar/read.ts";
import { useBoardWords } from "../board_words.ts";
import Board from "../islands/board.tsx";
import { useWords } from "../words.ts";
import { Agenda } from "./agenda.tsx";
import { Choices, isMine } from "./choices.tsx";
import { inWords } from "./day_name.tsx";
import { Grid } from "./grid.tsx";
import { bookHref } from "./hrefs.ts";
import { Month } from "./month.tsx";
import { TeamWeek } from "./team.tsx";

/** A day, a week, a month or a list; of everybody, or of one. */
export function CalendarPage(props: CalendarProps) {
  const t = useWords();
  const { grants, person, locale, now } = useView();
  const { whose, date } = props;
  const name = isMine(props) ? t("mine") : whose ? fill(t("of"), { name: whose.name }) : t("all");
  return (
    <Page
      title={spanText(props, locale, t("week_n"))}
      lead={name}
      actions={
        grants.includes("bookings:write") && (
          <LinkButton href={bookHref(whose, date)} variant="primary" icon="plus">
            {t("new")}
          </LinkButton>
        )
      }
    >
      <div class="cal-bar">
        <Moves {...props} />
        <Views {...props} />
        <Choices {...props} />
      </div>
      <div class="cal-board" data-from={props.range.from} data-to={props.range.to}>
        <Body {...props} />
      </div>
      <div class="cal-foot">
        <Board
          at={now}
          live={!person?.visitUntil}
          writes={grants.includes("bookings:write")}
          t={useBoardWords()}
        />
        <a href="/calendar/feeds">{t("feed")}</a>
      </div>
    </Page>
  );
}

function Body(props: CalendarProps) {
  const { body } = props;
  if (body.kind === "grid") return <Grid {...props} {...body} />;
  if (body.kind === "team") return <TeamWeek {...body} today={props.today} />;
  if (body.kind === "month") return <Month {...props} {...body} />;
  return <Agenda {...props} {...body} />;
}

/** What the page shows, in words: "Mandag 23. november 2026", "Uke 48 · november 2026". */
function spanText({ view, date, weekNumbers }: CalendarProps, locale: Locale, week: string) {
  const month = { month: "long", year: "numeric" } as const;
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  if (view === "week")
    return `${fill(week, { n: weekNumbers[0] ?? 0 })} · ${inWords(locale, date, month)}`;
  if (view === "month") return capital(inWords(locale, date, month));
  return capital(inWords(locale, date, { weekday: "long", day: "numeric", ...month }));
}

function Moves({ view, earlier, later, today, date }: CalendarProps) {
  const t = useWords();
  const href = useHref();
  return (
    <nav class="cal-moves" aria-label={t("moves")}>
      <a class="ds-button" data-variant="secondary" href={href({ date: earlier })} rel="prev">
        <Icon name="left" />
        <span class="ds-sr-only">{t(`earlier_${view}`)}</span>
      </a>
      <a class="ds-button" data-variant="secondary" href={href({ date: undefined })}>
        {t("today")}
      </a>
      <a class="ds-button" data-variant="secondary" href={href({ date: later })} rel="next">
        <Icon name="right" />
        <span class="ds-sr-only">{t(`later_${view}`)}</span>
      </a>
      <details class="popup">
        <summary class="ds-button" data-variant="tertiary">
          <Icon name="calendar" />
          <span class="ds-sr-only">{t("go")}</span>
        </summary>
        <form class="popup-body">
          <KeepQuery except={["date"]} />
          <label class="filter">
            <span>{t("go")}</span>
            <input class="ds-input" type="date" name="date" value={date ?? today} />
          </label>
          <button type="submit" class="ds-button" data-variant="secondary">
            {t("go_submit")}
          </button>
        </form>
      </details>
    </nav>
  );
}

function Views({ view }: CalendarProps) {
  const t = useWords();
  const href = useHref();
  return (
    <nav class="cal-views" aria-label={t("view")}>
      {calendarViews.map((one) => (
        <a
          key={one}
          href={href({ view: one })}
          {...(one === view ? { "aria-current": "page" as const } : {})}
        >
          {t(one)}
        </a>
      ))}
    </nav>
  );
}
