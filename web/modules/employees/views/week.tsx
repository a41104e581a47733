import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { type AnyDraft, typed } from "#web/ui/draft.ts";
import { ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { type Employee, type Span, weekdays } from "#worker/modules/employees/input.ts";
import { useWords } from "../words.ts";

export type WeekProps = { employee: Employee; draft: AnyDraft };

/** The whole week in one form, a line for each day. */
export function WeekPage({ employee, draft }: WeekProps) {
  const t = useWords();
  const { id, firstName, lastName } = employee;
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
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={`/employees/${id}/hours`} draft={draft}>
        <Hidden name="version" value={typed(draft, "version")} />
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

/** A week as its form shows it before anything is typed, a text for each day. */
export function weekOf({ hours, version }: Pick<Employee, "hours" | "version">) {
  const days = weekdays.map((day) => [`day${day}`, dayText(hours, day)]);
  return { version, ...Object.fromEntries(days) };
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
