import { Card } from "#web/ui/card.tsx";
import { DueDay } from "#web/ui/due.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { Home } from "#worker/modules/home/rules.ts";
import { useWords } from "../words.ts";

/** The students of the instructor who is signed in. */
export function MyStudents({ items, more }: NonNullable<Home["myStudents"]>) {
  const t = useWords();
  const all = <a href="/students">{t("see_all")}</a>;
  return (
    <Card title={t("my_students")} actions={more && all}>
      <DataTable
        rows={items}
        caption={t("my_students")}
        rowKey={(student) => student.id}
        href={(student) => `/students/${student.id}`}
        empty={<EmptyState icon="students" title={t("my_students_none")} />}
        columns={[
          { key: "name", label: t("name"), cell: (s) => s.name },
          { key: "classes", label: t("classes"), cell: (s) => s.classes.join(", ") || "–" },
          {
            key: "phone",
            label: t("phone"),
            cell: (s) => (s.phone ? <a href={`tel:${s.phone}`}>{s.phone}</a> : "–"),
          },
        ]}
      />
    </Card>
  );
}

/** When the instructor works today, and which classes she may teach. */
export function MyDay({ employeeId, today, approvals }: NonNullable<Home["myWork"]>) {
  const t = useWords();
  if (!employeeId) return <p class="hint">{t("not_linked")}</p>;
  const week = <a href={`/employees/${employeeId}`}>{t("my_week")}</a>;
  return (
    <>
      <Card title={t("my_day")} actions={week}>
        {today.length === 0 ? (
          <p>{t("my_day_off")}</p>
        ) : (
          <p class="stat-value">{today.map((s) => `${s.starts}–${s.ends}`).join(", ")}</p>
        )}
      </Card>
      <Card title={t("my_approvals")}>
        {approvals.length === 0 ? (
          <p>{t("my_approvals_none")}</p>
        ) : (
          <ul>
            {approvals.map(({ classCode, approvedTo, due }) => (
              <li key={classCode}>
                <strong>{classCode}</strong>{" "}
                {approvedTo ? <DueDay on={approvedTo} due={due} /> : t("until_further")}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}
