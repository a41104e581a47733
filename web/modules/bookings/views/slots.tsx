import { LinkButton, Submit } from "#web/ui/button.tsx";
import { Day, formatDay, formatInstant } from "#web/ui/date.tsx";
import { Disclosure } from "#web/ui/dialog.tsx";
import { EmptyState } from "#web/ui/empty.tsx";
import { Form, Hidden } from "#web/ui/form.tsx";
import { Page } from "#web/ui/page.tsx";
import { useHref } from "#web/ui/query.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { Tabs } from "#web/ui/tabs.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Booking } from "#worker/modules/bookings/input.ts";
import type { Slot } from "#worker/modules/bookings/own/input.ts";
import type { OpenSlots } from "#worker/modules/bookings/own/open.ts";
import { useOwnWords, useSay } from "../own_words.ts";
import { CostText } from "./own_parts.tsx";
import { OwnRules } from "./own_rules.tsx";

type SlotsProps = OpenSlots & {
  /** The lesson that gets another time; without it a new one is booked. */
  moving?: Booking;
};

/** A week of free times, each a button. */
export function SlotsPage(props: SlotsProps) {
  const { student, classCode, items, byDay, blocked, reasons, rules, moving } = props;
  const { earlier, later } = props;
  const { locale } = useView();
  const t = useOwnWords();
  const say = useSay(student);
  const href = useHref();
  const lead = fill(t("slots_for"), { name: student.firstName, class: classCode ?? "–" });
  return (
    <Page
      title={t(moving ? "move_title" : "slots_title")}
      lead={lead}
      crumbs={[
        { href: "/me", label: t("me") },
        { href: "/me/bookings", label: say("title") },
      ]}
    >
      {!moving && <Whose {...props} />}
      <Reasons title={t("cannot")} reasons={reasons} />
      {reasons.length === 0 && items.length === 0 && (
        <EmptyState icon="calendar" title={t("slots_none")} text={t("slots_none_text")} />
      )}
      {items.length > 0 && <p>{t(moving ? "slots_move_hint" : "slots_hint")}</p>}
      {byDay.map(([day, slots]) => (
        <section key={day} class="section">
          <h2 class="ds-heading">
            <Day date={day} weekday />
          </h2>
          <ul class="slots">
            {slots.map((slot) => (
              <li key={`${slot.startsAt} ${slot.instructorId}`}>
                <Take {...props} slot={slot} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {blocked.length > 0 && (
        <Disclosure summary={t("blocked")}>
          {blocked.map(({ on, reasons: why }) => (
            <Reasons key={on} title={formatDay(locale, on, "weekday")} reasons={why} />
          ))}
        </Disclosure>
      )}
      <nav class="pager" aria-label={t("slots_title")}>
        {earlier && <LinkButton href={href({ from: earlier })}>{t("earlier")}</LinkButton>}
        {later && <LinkButton href={href({ from: later })}>{t("later")}</LinkButton>}
      </nav>
      <OwnRules rules={rules} student={student} />
    </Page>
  );
}

/** Who the lesson is for and in which class, where there is a choice. */
function Whose({ student, classCode }: SlotsProps) {
  const t = useOwnWords();
  const href = useHref();
  const people = student.others.map(({ id, firstName }) => ({
    href: href({ student: id, class: undefined }),
    label: firstName,
    id,
  }));
  const classes = student.classes.map((code) => ({ href: href({ class: code }), label: code }));
  return (
    <>
      {people.length > 1 && (
        <Tabs items={people} current={people.find(({ id }) => id === student.id)?.href ?? ""} />
      )}
      {classes.length > 1 && (
        <Tabs
          items={classes}
          current={classes.find(({ label }) => label === classCode)?.href ?? ""}
          label={t("classCode")}
        />
      )}
    </>
  );
}

function Take({ slot, student, classCode, moving }: SlotsProps & { slot: Slot }) {
  const t = useOwnWords();
  const { locale } = useView();
  const clock = (at: string) => formatInstant(locale, at, "clock");
  return (
    <Form action={moving ? `/me/bookings/${moving.id}/time` : "/me/bookings"} once={!moving}>
      <Hidden name="startsAt" value={slot.startsAt} />
      <Hidden name="instructorId" value={slot.instructorId} />
      <Hidden name="version" value={moving?.version} />
      {!moving && <Hidden name="studentId" value={student.id} />}
      {!moving && <Hidden name="classCode" value={classCode} />}
      <Submit variant="secondary">
        <span class="ds-sr-only">{t("take")} </span>
        <strong>
          {clock(slot.startsAt)}–{clock(slot.endsAt)}
        </strong>{" "}
        <span>{slot.instructor}</span>{" "}
        <span>
          <CostText cost={slot.cost} />
        </span>
      </Submit>
    </Form>
  );
}
