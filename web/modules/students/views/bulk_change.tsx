import { Alert } from "#web/ui/alert.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { BulkRow } from "#worker/modules/students/bulk/queries.ts";
import type { Status } from "#worker/modules/students/input.ts";
import type { StudentRow } from "#worker/modules/students/register/input.ts";
import { type BulkWords, useBulkWords } from "../bulk_words.ts";
import { useWords, type Words } from "../words.ts";
import { Instructor, StatusBadge } from "./parts.tsx";

/** "Status til: Aktiv" */
function titleOf(t: Words, b: BulkWords, { field, value, instructor }: BulkRow): string {
  if (field === "status") return `${b("status")}: ${t(`status_${value as Status}`)}`;
  return `${b("instructor")}: ${instructor ?? t("no_instructor")}`;
}

const many = (b: BulkWords, n: number) => (n === 1 ? b("changed_one") : fill(b("changed"), { n }));

/** The latest changes of several students, each a way to undo it. */
export function BulkChangeList({ changes }: { changes: readonly BulkRow[] }) {
  const t = useWords();
  const b = useBulkWords();
  const { locale } = useView();
  return (
    <Page
      title={b("changes")}
      lead={b("changes_lead")}
      crumbs={[{ href: "/students", label: t("title") }]}
    >
      <DataTable
        rows={changes}
        caption={b("changes")}
        rowKey={(change) => change.id}
        href={(change) => `/students/changes/${change.id}`}
        empty={<EmptyState title={b("changes_empty")} icon="students" />}
        columns={[
          { key: "what", label: b("did"), cell: (change) => titleOf(t, b, change) },
          { key: "n", label: t("title"), cell: (change) => many(b, change.items.length) },
          {
            key: "at",
            label: b("when"),
            cell: ({ at, who }) => `${formatInstant(locale, at)} · ${who ?? t("somebody")}`,
          },
          {
            key: "undone",
            label: b("undone_column"),
            cell: ({ undoneAt }) =>
              undoneAt ? fill(b("undone"), { at: formatInstant(locale, undoneAt) }) : "–",
          },
        ]}
      />
    </Page>
  );
}

type BulkChangePageProps = { change: BulkRow; students: readonly StudentRow[] };

/** One change: whom it was about, and the way back. */
export function BulkChangePage({ change, students }: BulkChangePageProps) {
  const t = useWords();
  const b = useBulkWords();
  const { locale } = useView();
  const { id, at, who, undoneAt } = change;
  return (
    <Page
      title={titleOf(t, b, change)}
      lead={`${many(b, change.items.length)} · ${formatInstant(locale, at)} · ${who ?? t("somebody")}`}
      crumbs={[
        { href: "/students", label: t("title") },
        { href: "/students/changes", label: b("changes") },
      ]}
      actions={
        undoneAt ? null : (
          <Confirm
            summary={b("undo")}
            title={b("undo_title")}
            text={b("undo_text")}
            action={`/students/changes/${id}/reversal`}
          />
        )
      }
    >
      {undoneAt && <Undone change={change} students={students} />}
      <DataTable
        rows={students}
        caption={t("title")}
        rowKey={(student) => student.id}
        href={(student) => `/students/${student.id}`}
        columns={[
          { key: "name", label: t("name"), cell: (s) => `${s.lastName}, ${s.firstName}` },
          {
            key: "status",
            label: b("now"),
            cell: (s) =>
              change.field === "status" ? <StatusBadge status={s.status} /> : <Instructor {...s} />,
          },
        ]}
      />
      <LinkButton href="/students">{t("title")}</LinkButton>
    </Page>
  );
}

function Undone({ change: { undoneAt, kept }, students }: BulkChangePageProps) {
  const b = useBulkWords();
  const { locale } = useView();
  const left = students.filter((student) => kept?.includes(student.id));
  const title = fill(b("undone"), { at: formatInstant(locale, undoneAt ?? "") });
  if (left.length === 0) {
    return (
      <Alert tone="success" title={title}>
        <p>{b("none_kept")}</p>
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title={title}>
      <p>
        {b("kept_title")}. {b("kept_text")}
      </p>
      <ul>
        {left.map((student) => (
          <li key={student.id}>
            <a class="ds-link" href={`/students/${student.id}`}>
              {student.firstName} {student.lastName}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
