import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Day } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { type AnyDraft, typed } from "#web/ui/draft.ts";
import { DueDay } from "#web/ui/due.tsx";
import { constraints, ErrorSummary, Field, Fieldset, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { type Column, DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import { classCodes } from "#worker/lib/fields.ts";
import { type Approval, ApprovalForm, type Employee } from "#worker/modules/employees/input.ts";
import { useWords } from "../words.ts";

const rules = constraints(ApprovalForm);

export type ApprovalsProps = {
  employee: Employee;
  draft: AnyDraft;
  /** Somebody else changed the employee since the page was opened. */
  stale?: boolean;
};

/** The classes somebody may teach, and the form to add, change or end one. */
export function ApprovalsPage({ employee, draft, stale }: ApprovalsProps) {
  const t = useWords();
  const { id, firstName, lastName, version } = employee;
  const name = `${firstName} ${lastName}`;
  const labels = {
    classCode: t("classCode"),
    approvedFrom: t("approvedFrom"),
    approvedTo: t("approvedTo"),
  };
  const options = classCodes.map((value) => ({ value, label: value }));
  return (
    <Page
      title={fill(t("approvals_title"), { name })}
      lead={t("approvals_lead")}
      crumbs={[
        { href: "/employees", label: t("title") },
        { href: `/employees/${id}`, label: name },
      ]}
      narrow
    >
      {stale && (
        <Alert tone="warning" title={t("stale")} live>
          <p>{t("stale_again")}</p>
        </Alert>
      )}
      <ErrorSummary draft={draft} labels={labels} />
      <ApprovalTable employee={employee} removable />
      <Form action={`/employees/${id}/approvals`}>
        <Hidden name="version" value={(!stale && typed(draft, "version")) || version} />
        <Fieldset legend={t("approval_add")} columns>
          <Field
            name="classCode"
            label={labels.classCode}
            options={options}
            draft={draft}
            rules={rules}
          />
          <Field name="approvedFrom" label={labels.approvedFrom} draft={draft} rules={rules} />
          <Field
            name="approvedTo"
            label={labels.approvedTo}
            hint={t("approvedTo_hint")}
            draft={draft}
            rules={rules}
          />
        </Fieldset>
        <Actions>
          <Submit>{t("approval_save")}</Submit>
          <LinkButton href={`/employees/${id}`} variant="tertiary">
            {t("cancel")}
          </LinkButton>
        </Actions>
      </Form>
    </Page>
  );
}

type TableProps = { employee: Employee; removable?: boolean };

/** What somebody may teach, and between which days. */
export function ApprovalTable({ employee, removable }: TableProps) {
  const t = useWords();
  const { id, version, approvals } = employee;
  if (approvals.length === 0) return <p class="hint">{t("approvals_none")}</p>;
  const remove: Column<Approval> = {
    key: "remove",
    label: t("approval_remove"),
    cell: ({ classCode }) => (
      <Confirm
        summary={t("approval_remove")}
        title={fill(t("approval_remove_title"), { class: classCode })}
        text={t("approval_remove_text")}
        action={`/employees/${id}/approvals/${classCode}/removal`}
        values={{ version }}
      />
    ),
  };
  return (
    <DataTable
      caption={t("approvals")}
      rows={approvals}
      rowKey={({ classCode }) => classCode}
      columns={[
        {
          key: "class",
          label: t("classCode"),
          cell: ({ classCode }) => <strong>{classCode}</strong>,
        },
        {
          key: "from",
          label: t("approvedFrom"),
          cell: ({ approvedFrom }) => <Day date={approvedFrom} />,
        },
        {
          key: "to",
          label: t("approvedTo"),
          cell: ({ approvedTo, due }) =>
            approvedTo ? <DueDay on={approvedTo} due={due} /> : t("until_further"),
        },
        ...(removable ? [remove] : []),
      ]}
    />
  );
}
