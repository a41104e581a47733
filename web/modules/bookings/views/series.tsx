import { LinkButton } from "#web/ui/button.tsx";
import { formatInstant, Time } from "#web/ui/date.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { BookingForm, Series } from "#worker/modules/bookings/input.ts";
import { useWords } from "../words.ts";

type SeriesProps = { series: Series; asked: Omit<BookingForm, "on"> };

/** The form for a week that could not be booked, with everything but the time as it was asked. */
function elsewhere(asked: SeriesProps["asked"], startsAt: string): string {
  const { studentId, instructorId, vehicleId, roomId, classCode, step, kind, at, minutes } = asked;
  const what = { student: studentId, instructor: instructorId, vehicle: vehicleId, room: roomId };
  const when = { on: startsAt.slice(0, 10), at, minutes: String(minutes) };
  const all = { kind, ...what, class: classCode, step, ...when };
  const said = Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const none = studentId ? "" : "&none=yes";
  return `/bookings/new?${new URLSearchParams(said)}${none}`;
}

/** What a series became: the weeks that are booked, and those that are not and why. */
export function SeriesPage({ series: { booked, refused }, asked }: SeriesProps) {
  const t = useWords();
  const { locale } = useView();
  return (
    <Page
      title={t("series_title")}
      lead={fill(t("series_lead"), { n: booked.length, m: refused.length })}
      crumbs={[{ href: "/calendar", label: t("calendar") }]}
      actions={<LinkButton href="/calendar">{t("calendar")}</LinkButton>}
      narrow
    >
      <Section title={t("series_booked")}>
        <ul>
          {booked.map(({ id, startsAt }) => (
            <li key={id}>
              <a class="ds-link" href={`/bookings/${id}`}>
                <Time at={startsAt} />
              </a>
            </li>
          ))}
        </ul>
      </Section>
      {refused.length > 0 && (
        <Section title={t("series_refused")}>
          {refused.map(({ startsAt, reasons }) => (
            <div key={startsAt} class="stack">
              <Reasons title={formatInstant(locale, startsAt)} reasons={reasons} />
              <LinkButton href={elsewhere(asked, startsAt)} small>
                {t("series_elsewhere")}
              </LinkButton>
            </div>
          ))}
        </Section>
      )}
    </Page>
  );
}
