import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import type { AnyDraft } from "#web/ui/draft.ts";
import { ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { type Employee, type Span, weekdays } from "#worker/modules/employees/input.ts";
import { useWords } from "../words.ts";

export type WeekProps = { employee: Employee; draft: AnyDraft; stale?: boolean };

/** The whole week in one form, a line for each day. */
export function WeekPage({ employee, draft, stale }: WeekProps) {
  const t = useWords();
  const { id, firstName, lastName, version } = employee;
  const name = `${firstName} ${lastName}`;
  const labels = Object.fromEntries(weekdays.map((day) => [`day${day}`, t(`day${day}`)]));
  return (
    <Page
      title={fill(t("week_title"), { name })}
      lead={t("week_lead")}
      crumbs={[
        { href: "/employees", label: t("title") },
        { href: `/employees/${id}`, label: name },
      ]}
      narrow
    >
      {stale && (
        <Alert tone="warning" title={t("stale")} live>
          <WeekTable hours={employee.hours} />
          <p>{t("stale_again")}</p>
        </Alert>
      )}
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={`/employees/${id}/hours`}>
        <Hidden name="version" value={version} />
        {weekdays.map((day) => (
          <Field
            key={day}
            name={`day${day}`}
            label={t(`day${day}`)}
            draft={draft}
            rules={{ [`day${day}`]: { required: false, type: "text", maxLength: 200 } }}
            autocomplete="off"
            size="medium"
          />
        ))}
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href={`/employees/${id}`} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

/** A week as its form shows it before anything is typed. */
export function weekDraft(hours: readonly Span[]): AnyDraft {
  const values = weekdays.map((day) => [`day${day}`, dayText(hours, day)]);
  return { values: Object.fromEntries(values), errors: {} };
}

/** When somebody works, a line for each day, and how much that is. */
export function WeekTable({ hours }: { hours: readonly Span[] }) {
  const t = useWords();
  const { locale } = useView();
  if (hours.length === 0) return <p class="hint">{t("week_none")}</p>;
  const total = hours.reduce((sum, span) => sum + minutes(span.ends) - minutes(span.starts), 0);
  const inHours = (total / 60).toLocaleString(locale === "nb" ? "nb-NO" : "en-GB", {
    maximumFractionDigits: 2,
  });
  return (
    <table class="ds-table">
      <caption class="ds-sr-only">{t("week")}</caption>
      <tbody>
        {weekdays.map((day) => (
          <tr key={day}>
            <th scope="row">{t(`day${day}`)}</th>
            <td>{dayText(hours, day) || t("off")}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t("week_total")}</th>
          <td>{fill(t("hours"), { n: inHours })}</td>
        </tr>
      </tbody>
    </table>
  );
}

const dayText = (hours: readonly Span[], day: number) =>
  hours
    .filter(({ weekday }) => weekday === day)
    .map(({ starts, ends }) => `${starts}–${ends}`)
    .join(", ");

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
