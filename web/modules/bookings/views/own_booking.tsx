import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatInstant, Time } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Choice, constraints, Form, Hidden } from "#web/ui/form.tsx";
import { formatMoney } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { BookingRules } from "#worker/modules/bookings/deadlines/rules.ts";
import { type OwnBooking, OwnCancellationForm } from "#worker/modules/bookings/own/input.ts";
import { useOwnWords, useSay, type Whose } from "../own_words.ts";
import { CostText, Span, useWhat } from "./own_parts.tsx";
import { OwnRules } from "./own_rules.tsx";

const rules = constraints(OwnCancellationForm);
const draft = { values: { reason: "student" }, errors: {} };

type OwnBookingProps = {
  booking: OwnBooking;
  /** Why nothing can be done with it any more. */
  closed: readonly Reason[];
  /** Why it cannot be moved by herself. */
  still: readonly Reason[];
  rules: BookingRules;
  student: Whose;
};

/** One lesson as the student sees it; one that is held waits here for her yes. */
export function OwnBookingPage(props: OwnBookingProps) {
  const { booking, closed, still, student } = props;
  const t = useOwnWords();
  const say = useSay(student);
  const what = useWhat();
  const { locale, now } = useView();
  const { startsAt, status, holdUntil } = booking;
  const held = status === "held";
  const over = held && (holdUntil ?? "") <= now;
  return (
    <Page
      title={held ? t("confirm_title") : formatInstant(locale, startsAt)}
      lead={booking.student ?? undefined}
      crumbs={[
        { href: "/me", label: t("me") },
        { href: "/me/bookings", label: say("title") },
      ]}
      actions={!held && closed.length === 0 && <OwnActions {...props} />}
      narrow
    >
      {held && <Held {...props} over={over} />}
      <Card title={t("lesson")}>
        <Facts
          items={[
            { label: t("when"), value: <Span {...booking} /> },
            { label: t("what"), value: what(booking) },
            { label: t("state"), value: t(`status_${status}`) },
            { label: t("instructor"), value: booking.instructor },
            { label: t("vehicle"), value: booking.vehicle },
            { label: t("pickup"), value: booking.pickup },
            { label: t("cost"), value: <CostText cost={booking.cost} /> },
            ...useFees(props),
          ]}
        />
      </Card>
      {!held && <Reasons title={t("still")} reasons={still} />}
      <OwnRules rules={props.rules} student={student} />
    </Page>
  );
}

/** A share of what the lesson costs, as it would be charged. */
const shareOf = (cost: { ore: number }, percent: number) => Math.round((cost.ore * percent) / 100);

/** Until when it can be called off for nothing, and what it costs later: before she says yes. */
function useFees({ booking, rules: terms, student }: OwnBookingProps) {
  const t = useOwnWords();
  const say = useSay(student);
  const { status, cost, cancelBy } = booking;
  if (status !== "held" && status !== "booked") return [];
  const { late_cancel_percent: late, no_show_percent: noShow } = terms;
  const until = { label: t("free_until"), value: <Time at={cancelBy} /> };
  if (!cost) return [until];
  const fee = (percent: number) => (
    <CostText
      cost={{ ore: shareOf(cost, percent), package: percent === 100 ? cost.package : null }}
    />
  );
  return late === noShow
    ? [until, { label: say("late_fee"), value: fee(late) }]
    : [
        until,
        { label: t("late_only"), value: fee(late) },
        { label: say("no_show_fee"), value: fee(noShow) },
      ];
}

/** What she says yes to, in whole sentences above the button. */
function useTerms({ booking, rules: terms, student }: OwnBookingProps): string[] {
  const t = useOwnWords();
  const say = useSay(student);
  const { locale, now } = useView();
  const { cost, cancelBy } = booking;
  const amount = (ore: number) => formatMoney(locale, ore);
  const by = formatInstant(locale, cancelBy);
  const free = fill(t(now > cancelBy ? "confirm_late" : "confirm_free"), { by });
  if (!cost) return [t("cost_none"), free];
  const costs =
    cost.package === null
      ? fill(t("confirm_cost"), { amount: amount(cost.ore) })
      : fill(t("confirm_package"), { name: cost.package, amount: amount(cost.ore) });
  const late = shareOf(cost, terms.late_cancel_percent);
  return [costs, free, ...(late > 0 ? [say("confirm_fee", { amount: amount(late) })] : [])];
}

function Held(props: OwnBookingProps & { over: boolean }) {
  const { booking, over, student } = props;
  const t = useOwnWords();
  const say = useSay(student);
  const agreed = useTerms(props);
  const { locale } = useView();
  const { id, version, holdUntil } = booking;
  const until = holdUntil ? formatInstant(locale, holdUntil, "clock") : "";
  if (over) {
    return (
      <Alert
        tone="warning"
        actions={<LinkButton href="/me/bookings/new">{t("release")}</LinkButton>}
      >
        <p>{t("held_over")}</p>
      </Alert>
    );
  }
  return (
    <Alert tone="info">
      <p>{say("confirm_text", { until })}</p>
      <p>{agreed.join(" ")}</p>
      <Actions>
        <Form action={`/me/bookings/${id}/confirmation`}>
          <Hidden name="version" value={version} />
          <Submit>{t("confirm")}</Submit>
        </Form>
        <Form action={`/me/bookings/${id}/release`}>
          <Hidden name="version" value={version} />
          <Submit variant="tertiary">{t("release")}</Submit>
        </Form>
      </Actions>
    </Alert>
  );
}

function OwnActions({ booking, still, rules: terms, student }: OwnBookingProps) {
  const t = useOwnWords();
  const say = useSay(student);
  const { late_cancel_percent: percent } = terms;
  const { locale, now } = useView();
  const { id, version, cancelBy } = booking;
  const by = formatInstant(locale, cancelBy);
  const late = now > cancelBy;
  return (
    <>
      {still.length === 0 && (
        <LinkButton href={`/me/bookings/${id}/move`} icon="calendar">
          {t("move")}
        </LinkButton>
      )}
      <Confirm
        summary={t("cancel")}
        title={t("cancel_title")}
        text={late ? say("cancel_late", { by, percent }) : fill(t("cancel_free"), { by })}
        action={`/me/bookings/${id}/cancellation`}
        values={{ version }}
      >
        <Choice
          name="reason"
          label={t("reason")}
          options={[
            { value: "student", label: t("reason_student") },
            { value: "student_ill", label: say("reason_student_ill") },
          ]}
          draft={draft}
          rules={rules}
        />
      </Confirm>
    </>
  );
}
