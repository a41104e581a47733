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
import { useWords, type Words } from "../words.ts";
import { StatusBadge } from "./parts.tsx";

/** "Status til: Aktiv" */
function titleOf(t: Words, { field, value, instructor }: BulkRow): string {
  if (field === "status") return `${t("bulk_status")}: ${t(`status_${value as Status}`)}`;
  return `${t("bulk_instructor")}: ${instructor ?? t("no_instructor")}`;
}

const many = (t: Words, n: number) =>
  n === 1 ? t("bulk_changed_one") : fill(t("bulk_changed"), { n });

/** The latest changes of several students, each a way to undo it. */
export function BulkChangeList({ changes }: { changes: readonly BulkRow[] }) {
  const t = useWords();
  const { locale } = useView();
  return (
    <Page
      title={t("bulk_changes")}
      lead={t("bulk_changes_lead")}
      crumbs={[{ href: "/students", label: t("title") }]}
    >
      <DataTable
        rows={changes}
        caption={t("bulk_changes")}
        rowKey={(change) => change.id}
        href={(change) => `/students/changes/${change.id}`}
        empty={<EmptyState title={t("bulk_changes_empty")} icon="students" />}
        columns={[
          { key: "what", label: t("bulk_what"), cell: (change) => titleOf(t, change) },
          { key: "n", label: t("title"), cell: (change) => many(t, change.items.length) },
          {
            key: "at",
            label: t("history"),
            cell: ({ at, who }) => `${formatInstant(locale, at)} · ${who ?? t("somebody")}`,
          },
          {
            key: "undone",
            label: t("bulk_undo"),
            cell: ({ undoneAt }) =>
              undoneAt ? fill(t("bulk_undone"), { at: formatInstant(locale, undoneAt) }) : "–",
          },
        ]}
      />
    </Page>
  );
}

type Current = { id: string; firstName: string; lastName: string; status: string };
type BulkChangePageProps = { change: BulkRow; students: readonly Current[] };

/** One change: whom it was about, and the way back. */
export function BulkChangePage({ change, students }: BulkChangePageProps) {
  const t = useWords();
  const { locale } = useView();
  const { id, at, who, undoneAt } = change;
  return (
    <Page
      title={titleOf(t, change)}
      lead={`${many(t, change.items.length)} · ${formatInstant(locale, at)} · ${who ?? t("somebody")}`}
      crumbs={[
        { href: "/students", label: t("title") },
        { href: "/students/changes", label: t("bulk_changes") },
      ]}
      actions={
        undoneAt ? null : (
          <Confirm
            summary={t("bulk_undo")}
            title={t("bulk_undo_title")}
            text={t("bulk_undo_text")}
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
            label: t("bulk_now"),
            cell: (s) => <StatusBadge status={s.status as Status} />,
          },
        ]}
      />
      <LinkButton href="/students">{t("title")}</LinkButton>
    </Page>
  );
}

function Undone({ change: { undoneAt, kept }, students }: BulkChangePageProps) {
  const t = useWords();
  const { locale } = useView();
  const left = students.filter((student) => kept?.includes(student.id));
  const title = fill(t("bulk_undone"), { at: formatInstant(locale, undoneAt ?? "") });
  if (left.length === 0) {
    return (
      <Alert tone="success" title={title}>
        <p>{t("bulk_none_kept")}</p>
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title={title}>
      <p>
        {t("bulk_kept_title")}. {t("bulk_kept_text")}
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
