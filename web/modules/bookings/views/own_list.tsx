import { LinkButton } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { DataTable } from "#web/ui/table.tsx";
import { useView } from "#web/ui/view.ts";
import type { BookingRules } from "#worker/modules/bookings/deadlines/rules.ts";
import type { OwnBooking } from "#worker/modules/bookings/own/input.ts";
import { useOwnWords, useSay, type Whose } from "../own_words.ts";
import { CostText, Span, useWhat } from "./own_parts.tsx";

type OwnListProps = {
  students: readonly (Whose & { id: string })[];
  ahead: readonly OwnBooking[];
  off: readonly OwnBooking[];
  behind: readonly OwnBooking[];
  rules: BookingRules;
};

/** A student's lessons: what lies ahead, what was called off of it, and what was. */
export function OwnBookingsPage({ students, ahead, off, behind, rules }: OwnListProps) {
  const t = useOwnWords();
  const say = useSay(useSpokenOf(students));
  const reminders = <LinkButton href="/me/reminders">{t("reminders")}</LinkButton>;
  const book = rules.self_booking !== "off" && (
    <LinkButton href="/me/bookings/new" icon="plus" variant="primary">
      {t("book")}
    </LinkButton>
  );
  const several = students.length > 1;
  return (
    <Page
      title={say("title")}
      lead={say("lead")}
      crumbs={[{ href: "/me", label: t("me") }]}
      actions={
        <>
          {book}
          {reminders}
          <LinkButton href="/calendar/feeds" icon="calendar">
            {t("feed")}
          </LinkButton>
        </>
      }
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
      {off.length > 0 && (
        <Section title={t("off")}>
          <Lessons items={off} caption={t("off")} several={several} />
        </Section>
      )}
      {behind.length > 0 && (
        <Section title={t("behind")}>
          <Lessons items={behind.toReversed()} caption={t("behind")} several={several} />
        </Section>
      )}
    </Page>
  );
}

/** One of her own is spoken to; otherwise all of them by name. */
function useSpokenOf(students: OwnListProps["students"]): Whose {
  const { locale } = useView();
  const names = students.map(({ firstName }) => firstName);
  const guarded = students.length > 0 && students.every((one) => one.guarded);
  const list = new Intl.ListFormat(locale === "nb" ? "nb-NO" : "en-GB");
  return { firstName: list.format(names), guarded };
}

type LessonsProps = { items: readonly OwnBooking[]; caption: string; several: boolean };

function Lessons({ items, caption, several }: LessonsProps) {
  const t = useOwnWords();
  const what = useWhat();
  return (
    <DataTable
      rows={items}
      caption={caption}
      rowKey={(one) => one.id}
      href={(one) => `/me/bookings/${one.id}`}
      columns={[
        { key: "when", label: t("when"), cell: (one) => <Span {...one} /> },
        ...(several
          ? [{ key: "student", label: t("student"), cell: (one: OwnBooking) => one.student }]
          : []),
        { key: "what", label: t("what"), cell: (one) => what(one) },
        { key: "instructor", label: t("instructor"), cell: (one) => one.instructor ?? "–" },
        {
          key: "vehicle",
          label: t("vehicle"),
          hideOnPhone: true,
          cell: (one) => one.vehicle ?? "–",
        },
        {
          key: "cost",
          label: t("cost"),
          align: "end",
          cell: (one) => <CostText cost={one.cost} />,
        },
        { key: "state", label: t("state"), cell: (one) => t(`status_${one.status}`) },
      ]}
    />
  );
}
