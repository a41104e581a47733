import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Home, TodaysLesson } from "#worker/modules/home/rules.ts";
import { useWords } from "../words.ts";
import { useWhat } from "./ahead.tsx";

/** What an instructor holds today: who, when, where, and what is not written yet. */
export function Today({ lessons }: { lessons: NonNullable<Home["today"]> }) {
  const t = useWords();
  const { today } = useView();
  const calendar = <a href={`/calendar?view=day&date=${today}`}>{t("calendar")}</a>;
  return (
    <Card title={t("today")} actions={calendar}>
      {lessons.length === 0 ? (
        <p>{t("today_none")}</p>
      ) : (
        <ol class="today">
          {lessons.map((one) => (
            <Held key={one.id} lesson={one} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Held({ lesson }: { lesson: TodaysLesson }) {
  const t = useWords();
  const what = useWhat();
  const { locale, now } = useView();
  const { id, startsAt, endsAt, status, student, studentId, pickup } = lesson;
  const clock = (at: string) => formatInstant(locale, at, "clock");
  const waits = status === "booked" && studentId !== null && endsAt <= now;
  return (
    <li {...(endsAt <= now ? { class: "today-past" } : {})}>
      <time dateTime={startsAt}>
        {clock(startsAt)}–{clock(endsAt)}
      </time>
      <div>
        <a class="ds-link" href={`/bookings/${id}`}>
          {student ?? what(lesson)}
        </a>
        <p class="hint">
          {[student && what(lesson), pickup && fill(t("pickup"), { place: pickup })]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      {waits && (
        <LinkButton href={`/lessons/${id}/attestation`} small>
          {t("attest")}
        </LinkButton>
      )}
      {status === "done" && (
        <Badge tone="success" icon="check">
          {t("attested")}
        </Badge>
      )}
      {status === "no_show" && <Badge tone="warning">{t("no_show")}</Badge>}
    </li>
  );
}
