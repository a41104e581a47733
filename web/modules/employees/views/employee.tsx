import { Alert } from "#web/ui/alert.tsx";
import { LinkButton, Submit } from "#web/ui/button.tsx";
import { Card, Split } from "#web/ui/card.tsx";
import { Day, formatDay } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import type { AnyDraft } from "#web/ui/draft.ts";
import { constraints, ErrorSummary, Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { DepartureForm, type Employee } from "#worker/modules/employees/input.ts";
import { useWords } from "../words.ts";
import { ApprovalTable } from "./approvals.tsx";
import { WeekTable } from "./week.tsx";

const rules = constraints(DepartureForm);

type Props = {
  employee: Employee;
  /** The day in Norway: offered as the last day of work. */
  today: string;
  /** What was typed as the last day, when that was refused. */
  departure?: AnyDraft;
  /** A button was pressed on an older version of the page. */
  stale?: boolean;
};

/** One employee: who, what may be taught, when the work is. */
export function EmployeePage({ employee, today, departure, stale }: Props) {
  const t = useWords();
  const { grants, locale } = useView();
  const { id, leftOn } = employee;
  const mayWrite = grants.includes("employees:write");
  const link = (path: string, label: string) =>
    mayWrite && (
      <LinkButton href={`/employees/${id}/${path}`} icon="pencil" variant="tertiary">
        {label}
      </LinkButton>
    );
  return (
    <Page
      title={`${employee.firstName} ${employee.lastName}`}
      lead={employee.title}
      crumbs={[{ href: "/employees", label: t("title") }]}
      actions={
        mayWrite && <EmployeeActions employee={employee} draft={departure ?? lastDay(today)} />
      }
    >
      {stale && (
        <Alert tone="warning" title={t("stale")} live>
          <p>{fill(t("left_on"), { on: leftOn ? formatDay(locale, leftOn) : "–" })}</p>
        </Alert>
      )}
      {departure && <ErrorSummary draft={departure} labels={{ leftOn: t("leftOn") }} />}
      {leftOn && !stale && (
        <Alert tone="info">
          <p>{fill(t("left_on"), { on: formatDay(locale, leftOn) })}</p>
        </Alert>
      )}
      <Split
        main={
          <>
            <Card title={t("approvals")} actions={link("approvals", t("approvals_edit"))}>
              <ApprovalTable employee={employee} />
            </Card>
            <Card title={t("week")} actions={link("hours", t("week_edit"))}>
              <WeekTable hours={employee.hours} />
            </Card>
          </>
        }
        side={
          <Card title={t("who")}>
            <Facts items={factsOf(t, employee)} />
          </Card>
        }
      />
    </Page>
  );
}

const lastDay = (leftOn: string): AnyDraft => ({ values: { leftOn }, errors: {} });

type ActionProps = { employee: Employee; draft: AnyDraft };

function EmployeeActions({ employee: { id, version, leftOn }, draft }: ActionProps) {
  const t = useWords();
  return (
    <>
      <LinkButton href={`/employees/${id}/edit`} icon="pencil">
        {t("edit")}
      </LinkButton>
      {leftOn ? (
        <Form action={`/employees/${id}/return`}>
          <Hidden name="version" value={version} />
          <Submit variant="secondary">{t("return")}</Submit>
        </Form>
      ) : (
        <Confirm
          summary={t("leave")}
          title={t("leave_title")}
          text={t("leave_text")}
          action={`/employees/${id}/departure`}
          values={{ version }}
          open={Object.keys(draft.errors).length > 0}
        >
          <Field name="leftOn" label={t("leftOn")} draft={draft} rules={rules} />
        </Confirm>
      )}
    </>
  );
}

/** Who somebody is, by the labels of the form. */
export function factsOf(t: ReturnType<typeof useWords>, e: Employee) {
  const { email, phone, account } = e;
  return [
    { label: t("name"), value: `${e.firstName} ${e.lastName}` },
    { label: t("jobTitle"), value: e.title },
    { label: t("email"), value: email && <a href={`mailto:${email}`}>{email}</a> },
    { label: t("phone"), value: phone && <PhoneLink phone={phone} /> },
    { label: t("branchId"), value: e.branch },
    { label: t("hiredOn"), value: e.hiredOn && <Day date={e.hiredOn} /> },
    { label: t("teaches"), value: t(e.teaches ? "yes" : "no") },
    {
      label: t("account"),
      value: account ? (
        `${account.name} (${roleNames(t, account.roles)})`
      ) : (
        <NoAccount email={email} />
      ),
    },
  ];
}

function NoAccount({ email }: { email: string | null }) {
  const t = useWords();
  const { grants } = useView();
  if (!email) return <>{t("account_no_email")}</>;
  return (
    <>
      {t("account_none")}
      {grants.includes("users:write") && (
        <>
          {" "}
          <a class="ds-link" href="/people">
            {t("account_invite")}
          </a>
        </>
      )}
    </>
  );
}

function roleNames(t: ReturnType<typeof useWords>, roles: readonly string[]): string {
  return roles.map((role) => t(`role_${role}` as Parameters<typeof t>[0])).join(", ");
}
