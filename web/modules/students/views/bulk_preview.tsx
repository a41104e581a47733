import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Field, Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { fill } from "#web/ui/words.ts";
import { useProblem } from "#web/words.ts";
import type { BulkPreview } from "#worker/modules/students/bulk/actions.ts";
import type { Status } from "#worker/modules/students/input.ts";
import type { StudentRow } from "#worker/modules/students/register/input.ts";
import { useBulkWords } from "../bulk_words.ts";
import { useWords, type Words } from "../words.ts";
import { BulkBar, type Named } from "./list_actions.tsx";
import { Instructor, StatusBadge } from "./parts.tsx";

const crumbs = (t: Words) => [{ href: "/students", label: t("title") }];
const nothing = { values: {}, errors: {} };

/** What a change will do to whom, before it is done. */
export function BulkPreviewPage(props: BulkPreview & { stale?: boolean }) {
  const { change, all, instructor, stale } = props;
  const t = useWords();
  const b = useBulkWords();
  const changing = all.filter(({ same }) => !same).length;
  const to =
    change.field === "status" ? (
      <StatusBadge status={change.value as Status} />
    ) : (
      (instructor ?? t("no_instructor"))
    );
  return (
    <Page title={b("title")} lead={b("lead")} crumbs={crumbs(t)}>
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      <DataTable
        rows={all}
        caption={b("title")}
        rowKey={({ row }) => row.id}
        columns={[
          {
            key: "name",
            label: t("name"),
            cell: ({ row }) => `${row.lastName}, ${row.firstName}`,
          },
          { key: "number", label: t("number"), align: "end", cell: ({ row }) => row.number },
          {
            key: "from",
            label: b("from"),
            cell: ({ row }) =>
              change.field === "status" ? (
                <StatusBadge status={row.status} />
              ) : (
                <Instructor {...row} />
              ),
          },
          {
            key: "to",
            label: b("to"),
            cell: ({ same }) => (same ? <span class="hint">{b("same")}</span> : to),
          },
        ]}
      />
      {changing === 0 ? (
        <Alert tone="info" actions={<LinkButton href="/students">{t("title")}</LinkButton>}>
          <p>{b("nothing")}</p>
        </Alert>
      ) : (
        <Form action="/students/changes" once>
          {all.map(({ row }) => (
            <Hidden key={row.id} name="items" value={`${row.id}:${row.version}`} />
          ))}
          <Hidden name="change" value={`${change.field}:${change.value ?? ""}`} />
          <Field
            name="reason"
            label={b("reason")}
            hint={t("reason_hint")}
            draft={nothing}
            rules={{ reason: { required: false, type: "text", maxLength: 500 } }}
          />
          <Actions>
            <Submit>{changing === 1 ? b("save_one") : fill(b("save"), { n: changing })}</Submit>
            <LinkButton href="/students" variant="tertiary">
              {t("cancel")}
            </LinkButton>
          </Actions>
        </Form>
      )}
    </Page>
  );
}

type BulkChoiceProps = {
  rows: readonly StudentRow[];
  instructors: readonly Named[];
  errors: Record<string, string>;
};

/** Whom, but not yet what: the students that were ticked stay so. */
export function BulkChoice({ rows, instructors, errors }: BulkChoiceProps) {
  const t = useWords();
  const b = useBulkWords();
  const problem = useProblem();
  const codes = Object.entries(errors).map(([name, code]) => codeOf(name, code));
  return (
    <Page title={b("title")} crumbs={crumbs(t)}>
      <Alert tone="warning" live>
        <p>{codes.map(problem).join(" ")}</p>
      </Alert>
      <Form action="/students/changes/preview">
        {rows.map(({ id }) => (
          <Hidden key={id} name="ids" value={id} />
        ))}
        <DataTable
          rows={rows}
          caption={b("title")}
          rowKey={({ id }) => id}
          columns={[
            { key: "name", label: t("name"), cell: (row) => `${row.lastName}, ${row.firstName}` },
            { key: "number", label: t("number"), align: "end", cell: (row) => row.number },
            {
              key: "status",
              label: t("status"),
              cell: ({ status }) => <StatusBadge status={status} />,
            },
            { key: "instructor", label: t("instructor"), cell: (row) => <Instructor {...row} /> },
          ]}
        />
        <BulkBar instructors={instructors} />
      </Form>
    </Page>
  );
}

/** Nothing was chosen, or too much, or something that is not there. */
export function BulkRefused({ errors }: { errors: Record<string, string> }) {
  const t = useWords();
  const b = useBulkWords();
  const problem = useProblem();
  const codes = [...new Set(Object.entries(errors).map(([name, code]) => codeOf(name, code)))];
  return (
    <Page title={b("title")} crumbs={crumbs(t)}>
      <EmptyState
        icon="warning"
        title={codes.map(problem).join(" ")}
        action={
          <LinkButton href="/students" variant="primary">
            {t("title")}
          </LinkButton>
        }
      />
    </Page>
  );
}

const codeOf = (name: string, code: string) => {
  if (name === "ids" && code === "too_long") return "students.too_many_selected";
  if (name === "change" && code === "required") return "students.no_change_chosen";
  return code;
};
