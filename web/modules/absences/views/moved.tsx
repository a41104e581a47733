import { LinkButton } from "#web/ui/button.tsx";
import { formatInstant, Time } from "#web/ui/date.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Moved } from "#worker/modules/absences/input.ts";
import { useWords } from "../words.ts";

/** What was handed over or called off, and what was not and why. */
export function MovedPage({ moved, refused, back }: Moved & { back: string }) {
  const t = useWords();
  const { locale } = useView();
  return (
    <Page
      title={t("moved_title")}
      lead={fill(t("moved_lead"), { n: moved.length, m: refused.length })}
      crumbs={[{ href: "/absences", label: t("title") }]}
      actions={<LinkButton href={back}>{t("back")}</LinkButton>}
      narrow
    >
      {moved.length > 0 && (
        <Section title={t("moved")}>
          <ul>
            {moved.map(({ id, startsAt, student, instructor, status }) => (
              <li key={id}>
                <a class="ds-link" href={`/bookings/${id}`}>
                  <Time at={startsAt} />
                </a>{" "}
                {student}:{" "}
                {status === "cancelled"
                  ? t("is_off")
                  : fill(t("with"), { name: instructor ?? "–" })}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {refused.length > 0 && (
        <Section title={t("refused")}>
          {refused.map(({ id, startsAt, reasons }) => (
            <Reasons
              key={id}
              title={startsAt ? formatInstant(locale, startsAt) : t("refused")}
              reasons={reasons}
            />
          ))}
        </Section>
      )}
    </Page>
  );
}
