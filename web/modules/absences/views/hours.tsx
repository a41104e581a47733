import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { constraints, ErrorSummary, Field, Fieldset, Form, Toggle } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import type { Draft } from "#worker/lib/input.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { HoursForm } from "#worker/modules/absences/hours/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(HoursForm);
const times = ["starts", "ends", "starts2", "ends2"] as const;

type HoursFormProps = {
  draft: Draft<unknown>;
  staff: readonly { id: string; name: string }[];
  /** Lessons that would lie outside. */
  reasons: readonly Reason[];
};

/** Other working hours on one day. */
export function HoursFormPage({ draft, staff, reasons }: HoursFormProps) {
  const t = useWords();
  const shared = { draft, rules };
  const names = ["employeeId", "onDate", ...times, "note"] as const;
  const labels = Object.fromEntries(names.map((name) => [name, t(name)]));
  return (
    <Page
      title={t("hours_add")}
      lead={t("hours_lead")}
      crumbs={[{ href: "/absences", label: t("title") }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      <Reasons title={t("outside_title")} reasons={reasons} />
      <Form action="/absences/hours" draft={draft}>
        <Field
          name="employeeId"
          label={t("employeeId")}
          options={staff.map(({ id: value, name: label }) => ({ value, label }))}
          {...shared}
        />
        <Field name="onDate" label={t("onDate")} {...shared} />
        <Fieldset legend={t("spans")} hint={t("hours_hint")} columns>
          {times.map((name) => (
            <Field
              key={name}
              name={name}
              label={t(name)}
              type="text"
              inputmode="numeric"
              size="short"
              {...shared}
            />
          ))}
        </Fieldset>
        <Field name="note" label={t("note")} {...shared} />
        {reasons.length > 0 && (
          <Alert tone="warning">
            <Toggle name="anyway" label={t("anyway")} hint={t("anyway_hint")} draft={draft} />
          </Alert>
        )}
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href="/absences" variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
