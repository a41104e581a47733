import { Card } from "#web/ui/card.tsx";
import { DueDay } from "#web/ui/due.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { PhoneLink } from "#web/ui/phone.tsx";
import type { Home } from "#worker/modules/home/rules.ts";
import { useWords } from "../words.ts";

/** The students of the instructor who is signed in. */
export function MyStudents({ items, more }: NonNullable<Home["myStudents"]>) {
  const t = useWords();
  const all = <a href="/students">{t("see_all")}</a>;
  return (
    <Card title={t("my_students")} actions={more && all}>
      {items.length === 0 ? (
        <EmptyState icon="students" title={t("my_students_none")} />
      ) : (
        <ul class="my-students">
          {items.map(({ id, name, classes, phone }) => (
            <li key={id}>
              <a class="ds-link" href={`/students/${id}`}>
                {name}
              </a>
              <span class="hint">{classes.join(", ")}</span>
              <PhoneLink phone={phone} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

type Work = NonNullable<Home["myWork"]>;

/** When the instructor works today. */
export function MyDay({ employeeId, today }: Work) {
  const t = useWords();
  if (!employeeId) return <p class="hint">{t("not_linked")}</p>;
  const week = <a href={`/employees/${employeeId}`}>{t("my_week")}</a>;
  return (
    <Card title={t("my_day")} actions={week}>
      {today.length === 0 ? (
        <p>{t("my_day_off")}</p>
      ) : (
        <p class="stat-value">{today.map((s) => `${s.starts}–${s.ends}`).join(", ")}</p>
      )}
    </Card>
  );
}

/** The classes the instructor may teach, and which of them end. */
export function MyApprovals({ employeeId, approvals }: Work) {
  const t = useWords();
  if (!employeeId) return null;
  return (
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
  );
}
