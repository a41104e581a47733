import { Alert } from "#web/ui/alert.tsx";
import { Actions, LinkButton, Submit } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatInstant, Time } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { Choice, constraints, Form, Hidden } from "#web/ui/form.tsx";
import { Money } from "#web/ui/money.tsx";
import { Page } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { BookingRules } from "#worker/modules/bookings/deadlines/rules.ts";
import { type OwnBooking, OwnCancellationForm } from "#worker/modules/bookings/own/input.ts";
import { useOwnWords } from "../own_words.ts";
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
  /** By the school's price list; null when it does not say. */
  priceOre: number | null;
};

/** One lesson as the student sees it; one that is held waits here for her yes. */
export function OwnBookingPage(props: OwnBookingProps) {
  const { booking, closed, still } = props;
  const t = useOwnWords();
  const { locale, now } = useView();
  const { startsAt, endsAt, status, holdUntil } = booking;
  const held = status === "held";
  const over = held && (holdUntil ?? "") <= now;
  return (
    <Page
      title={held ? t("confirm_title") : formatInstant(locale, startsAt)}
      lead={booking.student ?? undefined}
      crumbs={[
        { href: "/me", label: t("me") },
        { href: "/me/bookings", label: t("title") },
      ]}
      actions={!held && closed.length === 0 && <OwnActions {...props} />}
      narrow
    >
      {held && <Held booking={booking} over={over} />}
      <Card title={t("lesson")}>
        <Facts
          items={[
            {
              label: t("when"),
              value: (
                <>
                  <Time at={startsAt} />–<Time at={endsAt} format="clock" />
                </>
              ),
            },
            { label: t("state"), value: t(`status_${status}`) },
            { label: t("classCode"), value: booking.classCode },
            { label: t("instructor"), value: booking.instructor },
            { label: t("vehicle"), value: booking.vehicle },
            { label: t("pickup"), value: booking.pickup },
            ...usePrice(props),
            { label: t("free_until"), value: <Time at={booking.cancelBy} /> },
          ]}
        />
      </Card>
      {!held && <Reasons title={t("still")} reasons={still} />}
      <OwnRules rules={props.rules} />
    </Page>
  );
}

/** What the lesson costs, and what it costs when she calls it off late: before she says yes. */
function usePrice({ priceOre, rules: { late_cancel_percent: percent } }: OwnBookingProps) {
  const t = useOwnWords();
  if (priceOre === null) return [];
  const late = Math.round((priceOre * percent) / 100);
  return [
    { label: t("price"), value: <Money ore={priceOre} /> },
    { label: t("late_fee"), value: <Money ore={late} /> },
  ];
}

function Held({ booking, over }: { booking: OwnBooking; over: boolean }) {
  const t = useOwnWords();
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
      <p>{fill(t("confirm_text"), { until })}</p>
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

function OwnActions({ booking, still, rules: { late_cancel_percent: percent } }: OwnBookingProps) {
  const t = useOwnWords();
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
        text={fill(t(late ? "cancel_late" : "cancel_free"), { by, percent })}
        action={`/me/bookings/${id}/cancellation`}
        values={{ version }}
      >
        <Choice
          name="reason"
          label={t("reason")}
          options={(["student", "student_ill"] as const).map((value) => ({
            value,
            label: t(`reason_${value}`),
          }))}
          draft={draft}
          rules={rules}
        />
      </Confirm>
    </>
  );
}
