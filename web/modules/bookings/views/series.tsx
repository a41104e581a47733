import { LinkButton } from "#web/ui/button.tsx";
import { formatInstant, Time } from "#web/ui/date.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Series } from "#worker/modules/bookings/input.ts";
import { useWords } from "../words.ts";

/** What a series became: the weeks that are booked, and those that are not and why. */
export function SeriesPage({ series: { booked, refused } }: { series: Series }) {
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
            <Reasons key={startsAt} title={formatInstant(locale, startsAt)} reasons={reasons} />
          ))}
        </Section>
      )}
    </Page>
  );
}
