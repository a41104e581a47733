import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Fieldset, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import type { Draft } from "#worker/lib/input.ts";
import { AbsenceForm, absenceKinds } from "#worker/modules/absences/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(AbsenceForm);
const fields = Object.keys(AbsenceForm.shape) as (keyof AbsenceForm)[];

export type AbsenceFormProps = {
  draft: Draft<unknown>;
  /** Whom it can be registered on; an absence that exists stays with whom it is of. */
  staff?: readonly { id: string; name: string }[];
  id?: string;
};

/** The one form of an absence: new, changed, refused, merged. */
export function AbsenceFormPage({ draft, staff = [], id }: AbsenceFormProps) {
  const t = useWords();
  const here = id ? `/absences/${id}` : "/absences";
  const shared = { draft, rules };
  const labels = Object.fromEntries(fields.map((field) => [field, t(field)]));
  return (
    <Page
      title={t(id ? "edit_title" : "add_title")}
      lead={id ? undefined : t("add_lead")}
      crumbs={[{ href: "/absences", label: t("title") }]}
      narrow
    >
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={here} draft={draft} once={!id}>
        <Hidden name="version" value={id ? typed(draft, "version") : undefined} />
        {!id && (
          <Field
            name="employeeId"
            label={t("employeeId")}
            options={staff.map(({ id: value, name: label }) => ({ value, label }))}
            {...shared}
          />
        )}
        <Field
          name="kind"
          label={t("kind")}
          options={absenceKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
          {...shared}
        />
        <Fieldset legend={t("when")} columns>
          <Field name="from" label={t("from")} {...shared} />
          <Field
            name="fromAt"
            label={t("fromAt")}
            hint={t("fromAt_hint")}
            type="text"
            inputmode="numeric"
            size="short"
            {...shared}
          />
          <Field name="to" label={t("to")} hint={t("to_hint")} {...shared} />
          <Field
            name="toAt"
            label={t("toAt")}
            type="text"
            inputmode="numeric"
            size="short"
            {...shared}
          />
        </Fieldset>
        <Field name="note" label={t("note")} type="textarea" {...shared} />
        <Actions>
          <Submit>{t("save")}</Submit>
          <LinkButton href={here} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}
