import { LinkButton } from "#web/ui/button.tsx";
import { Time } from "#web/ui/date.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import type { BookingRules } from "#worker/modules/bookings/deadlines/rules.ts";
import type { OwnBooking } from "#worker/modules/bookings/own/input.ts";
import { useOwnWords } from "../own_words.ts";

type OwnListProps = {
  students: readonly { id: string; firstName: string }[];
  ahead: readonly OwnBooking[];
  behind: readonly OwnBooking[];
  rules: BookingRules;
};

/** A student's lessons: what lies ahead, and what was. */
export function OwnBookingsPage({ students, ahead, behind, rules }: OwnListProps) {
  const t = useOwnWords();
  const book = rules.self_booking !== "off" && (
    <LinkButton href="/me/bookings/new" icon="plus" variant="primary">
      {t("book")}
    </LinkButton>
  );
  const several = students.length > 1;
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      crumbs={[{ href: "/me", label: t("me") }]}
      actions={book}
    >
      <Section title={t("ahead")}>
        {ahead.length === 0 ? (
          <EmptyState
            icon="calendar"
            title={t("none")}
            text={t("none_text")}
            action={book || undefined}
          />
        ) : (
          <Lessons items={ahead} caption={t("ahead")} several={several} />
        )}
      </Section>
      {behind.length > 0 && (
        <Section title={t("behind")}>
          <Lessons items={behind.toReversed()} caption={t("behind")} several={several} />
        </Section>
      )}
    </Page>
  );
}

type LessonsProps = { items: readonly OwnBooking[]; caption: string; several: boolean };

function Lessons({ items, caption, several }: LessonsProps) {
  const t = useOwnWords();
  return (
    <DataTable
      rows={items}
      caption={caption}
      rowKey={(one) => one.id}
      href={(one) => `/me/bookings/${one.id}`}
      columns={[
        { key: "when", label: t("when"), cell: (one) => <Time at={one.startsAt} /> },
        ...(several
          ? [{ key: "student", label: t("student"), cell: (one: OwnBooking) => one.student }]
          : []),
        { key: "instructor", label: t("instructor"), cell: (one) => one.instructor ?? "–" },
        { key: "vehicle", label: t("vehicle"), cell: (one) => one.vehicle ?? "–" },
        { key: "state", label: t("state"), cell: (one) => t(`status_${one.status}`) },
      ]}
    />
  );
}
