import { Alert } from "#web/ui/alert.tsx";
import { Badge } from "#web/ui/badge.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { Card } from "#web/ui/card.tsx";
import { formatInstant, Time } from "#web/ui/date.tsx";
import { Confirm } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/dl.tsx";
import { constraints, ErrorSummary, Field } from "#web/ui/form.tsx";
import { Page, Section } from "#web/ui/page.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import { nameText } from "#web/words.ts";
import type { Draft } from "#worker/lib/input.ts";
import {
  type Booking,
  CancellationForm,
  type CancelReason,
  cancelReasons,
} from "#worker/modules/bookings/input.ts";
import type { ShownBooking } from "#worker/modules/bookings/page_queries.ts";
import { useWords } from "../words.ts";

const rules = constraints(CancellationForm);
const untouched = { values: {}, errors: {} };
const tones: Record<Booking["status"], Tone> = {
  held: "info",
  booked: "success",
  cancelled: "danger",
  done: "neutral",
  no_show: "warning",
};

type BookingPageProps = ShownBooking & { draft?: Draft<unknown>; stale?: boolean };

/** One booking: when, who and what it takes, and what can be done with it. */
export function BookingPage(props: BookingPageProps) {
  const { booking, series, reasons, draft = untouched, stale } = props;
  const t = useWords();
  const { locale } = useView();
  const { startsAt, endsAt, student, title, kind } = booking;
  const heading = student ?? title ?? t(`kind_${kind}`);
  return (
    <Page
      title={heading}
      lead={`${formatInstant(locale, startsAt)}–${formatInstant(locale, endsAt, "clock")}`}
      crumbs={[{ href: `/calendar?date=${props.on}`, label: t("calendar") }]}
      actions={<BookingActions {...props} draft={draft} />}
    >
      <ErrorSummary draft={draft} labels={{ reason: t("reason"), note: t("cancel_note") }} />
      {stale && (
        <Alert tone="warning" live>
          <p>{t("stale_page")}</p>
        </Alert>
      )}
      <Reasons reasons={reasons} />
      <Card title={t("booking")}>
        <Facts items={useFacts(booking)} />
      </Card>
      {series.length > 1 && (
        <Section title={t("series_title")}>
          <ul>
            {series.map((one) => (
              <li key={one.id}>
                <a class="ds-link" href={`/bookings/${one.id}`}>
                  <Time at={one.startsAt} />
                </a>{" "}
                <Badge tone={tones[one.status]}>{useStatus(one)}</Badge>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function useStatus({ status, holdUntil }: Booking): string {
  const t = useWords();
  const { locale } = useView();
  const until = holdUntil ? formatInstant(locale, holdUntil, "clock") : "";
  return fill(t(`status_${status}`), { until });
}

function useFacts(booking: Booking) {
  const t = useWords();
  const { locale } = useView();
  const status = useStatus(booking);
  const { student, studentId, instructor, instructorId, vehicle, vehicleId } = booking;
  const stepOf = ({ step, kind, status }: Booking) => {
    if (step) return nameText(locale, step);
    const chosenLater = (kind === "lesson" || kind === "assessment") && status === "booked";
    return chosenLater ? t("step_later") : null;
  };
  const link = (href: string, id: string | null, name: string | null) =>
    id && (
      <a class="ds-link" href={`${href}/${id}`}>
        {name}
      </a>
    );
  return [
    { label: t("state"), value: <Badge tone={tones[booking.status]}>{status}</Badge> },
    ...(booking.cancelReason
      ? [
          {
            label: t("reason"),
            value: `${t(`reason_${booking.cancelReason}`)}${booking.cancelledLate ? ` (${t("late")})` : ""}`,
          },
        ]
      : []),
    ...(booking.checkedInAt
      ? [{ label: t("checked_in"), value: <Time at={booking.checkedInAt} /> }]
      : []),
    { label: t("kind"), value: t(`kind_${booking.kind}`) },
    { label: t("classCode"), value: booking.classCode },
    { label: t("step"), value: stepOf(booking) },
    { label: t("studentId"), value: link("/students", studentId, student) },
    { label: t("instructorId"), value: link("/employees", instructorId, instructor) },
    { label: t("vehicleId"), value: link("/vehicles", vehicleId, vehicle) },
    { label: t("trailerId"), value: link("/vehicles", booking.trailerId, booking.trailer) },
    { label: t("roomId"), value: booking.room },
    { label: t("branchId"), value: booking.branch },
    { label: t("pickup"), value: booking.pickup },
    { label: t("note"), value: booking.note },
  ];
}

function BookingActions({ booking, reasons, cancelBy, draft = untouched }: BookingPageProps) {
  const t = useWords();
  const { grants, locale, now } = useView();
  const { id, version, kind, status, studentId } = booking;
  const begun = status === "booked" && booking.startsAt <= now;
  const taught = studentId !== null && kind !== "meeting" && kind !== "block";
  if (taught && begun && grants.includes("lessons:attest")) {
    return (
      <LinkButton href={`/lessons/${id}/attestation`} icon="check" variant="primary">
        {t("attest")}
      </LinkButton>
    );
  }
  if (taught && (status === "done" || status === "no_show") && grants.includes("lessons:read"))
    return <LinkButton href={`/lessons/${id}`}>{t("lesson")}</LinkButton>;
  if (!grants.includes("bookings:write") || reasons.length > 0) return null;
  const by = formatInstant(locale, cancelBy);
  return (
    <>
      <LinkButton href={`/bookings/${id}/edit`} icon="pencil">
        {t("edit")}
      </LinkButton>
      <Confirm
        summary={t("cancel_booking")}
        title={t("cancel_title")}
        text={now > cancelBy ? t("cancel_late") : fill(t("cancel_text"), { by })}
        action={`/bookings/${id}/cancellation`}
        values={{ version }}
        open={Object.keys(draft.errors).length > 0}
      >
        <Field
          name="reason"
          label={t("reason")}
          options={cancelReasons.map((value: CancelReason) => ({
            value,
            label: t(`reason_${value}`),
          }))}
          draft={draft}
          rules={rules}
        />
        <Field name="note" label={t("cancel_note")} draft={draft} rules={rules} />
      </Confirm>
    </>
  );
}
