import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Toggle } from "#web/ui/choice.tsx";
import { typed } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Fieldset, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { fill } from "#web/ui/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import { EmployeeInput } from "#worker/modules/employees/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(EmployeeInput);

export type EmployeeFormProps = {
  draft: Draft<unknown>;
  branches: readonly { id: string; name: string }[];
  /** The employee who is changed; without it the form registers one. */
  id?: string;
};

/** The one form of an employee: new, changed, refused or merged. */
export function EmployeeForm({ draft, branches, id }: EmployeeFormProps) {
  const t = useWords();
  const name = `${typed(draft, "firstName")} ${typed(draft, "lastName")}`.trim();
  const here = id ? `/employees/${id}` : "/employees";
  const labels = {
    firstName: t("firstName"),
    lastName: t("lastName"),
    title: t("jobTitle"),
    email: t("email"),
    phone: t("phone"),
    branchId: t("branchId"),
    hiredOn: t("hiredOn"),
    teaches: t("teaches"),
  };
  const shared = { draft, rules };
  const crumbs = [
    { href: "/employees", label: t("title") },
    ...(id ? [{ href: here, label: name }] : []),
  ];
  return (
    <Page title={id ? fill(t("edit_title"), { name }) : t("add_title")} crumbs={crumbs} narrow>
      <ErrorSummary draft={draft} labels={labels} />
      <Form action={here} draft={draft} once={!id}>
        <Hidden name="version" value={id ? typed(draft, "version") : undefined} />
        <Fieldset legend={t("who")} columns>
          <Field name="firstName" label={labels.firstName} autocomplete="off" {...shared} />
          <Field name="lastName" label={labels.lastName} autocomplete="off" {...shared} />
        </Fieldset>
        <Fieldset legend={t("contact")} columns>
          <Field
            name="email"
            label={labels.email}
            type="email"
            hint={t("email_hint")}
            autocomplete="off"
            {...shared}
          />
          <Field name="phone" label={labels.phone} type="tel" autocomplete="off" {...shared} />
        </Fieldset>
        <Fieldset legend={t("work")}>
          <Field name="title" label={labels.title} {...shared} />
          {branches.length > 0 && (
            <Field
              name="branchId"
              label={labels.branchId}
              options={branches.map((branch) => ({ value: branch.id, label: branch.name }))}
              {...shared}
            />
          )}
          <Field name="hiredOn" label={labels.hiredOn} size="short" {...shared} />
          <Toggle
            name="teaches"
            label={t("teaches_label")}
            hint={t("teaches_hint")}
            draft={draft}
          />
        </Fieldset>
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
