import { useWords as useContactWords } from "#web/modules/contacts/words.ts";
import { useTrainingHistory } from "#web/modules/training/history.ts";
import { EmptyState } from "#web/ui/empty.tsx";
import { formatDay, isDay } from "#web/ui/formats.ts";
import { Page } from "#web/ui/page.tsx";
import { Pager } from "#web/ui/pager.tsx";
import { phoneText } from "#web/ui/phone.tsx";
import { Timeline } from "#web/ui/timeline.tsx";
import { type Locale, useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { actionText } from "#web/words.ts";
import type { Paged } from "#worker/lib/list.ts";
import { type Status, type Student, statuses } from "#worker/modules/students/input.ts";
import type { FieldChange, Happening } from "#worker/modules/students/timeline/input.ts";
import { useWords, type Words } from "../words.ts";
import { StudentTabs } from "./student.tsx";

type TimelinePageProps = {
  student: Student;
  page: Paged<Happening>;
  /** She came with an import, which is no event of her own. */
  imported: boolean;
};

/** Everything that happened to a student, newest first. What she came with stands on one line. */
export function TimelinePage({ student, page, imported }: TimelinePageProps) {
  const t = useWords();
  const contact = useContactWords();
  const { locale } = useView();
  const name = `${student.firstName} ${student.lastName}`;
  const moments = page.items.map((item) => ({
    key: item.id,
    at: item.at,
    who: item.who ?? t("somebody"),
    title: actionText(locale, item.action),
    text: (
      <Changes item={item} roleName={(role) => contact(role === "payer" ? "payer" : "guardian")} />
    ),
  }));
  const arrived =
    imported && page.after === null
      ? [{ key: "arrived", at: student.createdAt, title: t("history_imported") }]
      : [];
  const items = [...moments, ...arrived];
  return (
    <Page
      title={fill(t("history_title"), { name })}
      crumbs={[
        { href: "/students", label: t("title") },
        { href: `/students/${student.id}`, label: name },
      ]}
    >
      <StudentTabs id={student.id} current="history" />
      {items.length === 0 ? <EmptyState title={t("history_empty")} /> : <Timeline items={items} />}
      <Pager after={page.after} />
    </Page>
  );
}

type ChangesProps = { item: Happening; roleName: (role: unknown) => string };

function Changes({ item: { changes, reason }, roleName }: ChangesProps) {
  const t = useWords();
  const { locale } = useView();
  const training = useTrainingHistory();
  const shown = ({ field }: FieldChange, value: unknown) =>
    field === "roles" && Array.isArray(value)
      ? value.map(roleName).join(", ")
      : ((value ? training.value(field, value) : undefined) ?? written(t, locale, value));
  const lines = changes.flatMap((change) => {
    const label = training.label(change.field) ?? labelOf(t, change.field);
    if (change.hidden) return [{ label, text: t("hidden_value"), first: false }];
    const [before, after] = [shown(change, change.before), shown(change, change.after)];
    if (before === after || before === "")
      return after ? [{ label, text: after, first: true }] : [];
    const text = fill(t("was"), { before, after: after || t("empty_value") });
    return [{ label, text, first: false }];
  });
  const given = lines.filter(({ first }) => first);
  return (
    <>
      {reason && (
        <p>
          {t("reason")}: {reason}
        </p>
      )}
      {given.length > 0 && (
        <p class="hint">{given.map(({ label, text }) => `${label}: ${text}`).join(" · ")}</p>
      )}
      {lines
        .filter(({ first }) => !first)
        .map(({ label, text }) => (
          <p key={label}>
            {label}: {text}
          </p>
        ))}
    </>
  );
}

const known = [
  "firstName",
  "lastName",
  "birthDate",
  "email",
  "phone",
  "address",
  "postalCode",
  "status",
  "classes",
  "automaticOnly",
  "branchId",
  "instructorId",
  "startedOn",
  "note",
  "nationalId",
  "name",
  "contact",
  "roles",
  "orgnr",
] as const;

function labelOf(t: Words, field: string): string {
  const name = known.find((one) => one === field);
  return name ? t(name) : field;
}

function written(t: Words, locale: Locale, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.join(", ");
  const text = String(value);
  if (statuses.includes(text as Status)) return t(`status_${text as Status}`);
  return isDay(text) ? formatDay(locale, text) : phoneText(text);
}
