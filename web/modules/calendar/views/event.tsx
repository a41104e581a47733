import { Icon } from "#web/ui/icon.tsx";
import { fill } from "#web/ui/words.ts";
import type { Shown } from "#worker/modules/calendar/board.ts";
import { useWords } from "../words.ts";

/** The colour of each kind; its name is always written too. */
const tones = {
  lesson: "accent",
  assessment: "info",
  course: "success",
  test: "warning",
  meeting: "neutral",
  block: "neutral",
} as const;

type EventProps = {
  event: Shown;
  /** What the reader knows already, and need not be told again. */
  within?: "instructor" | "vehicle" | "room" | undefined;
};

/** A booking as a link that says all of it. */
export function EventLink({ event, within }: EventProps) {
  const t = useWords();
  const { id, kind, status, starts, ends, student, title, pickup } = event;
  const what = [event.classCode, title ?? t(`kind_${kind}`)].filter(Boolean).join(" · ");
  const rest = [
    within !== "instructor" && event.instructor,
    within !== "vehicle" && event.vehicle,
    within !== "room" && event.room,
    pickup && fill(t("pickup"), { at: pickup }),
  ].filter(Boolean);
  return (
    <a class="ev" href={`/bookings/${id}`} data-color={tones[kind]} data-status={status}>
      <span class="ev-time">
        {starts}–{ends}
      </span>
      <strong>{student ?? what}</strong>
      {student && <span>{what}</span>}
      {status !== "booked" && status !== "cancelled" && (
        <span class="ev-status">
          {status === "done" && <Icon name="check" />}
          {t(`status_${status}`)}
        </span>
      )}
      {rest.length > 0 && <span class="ev-rest">{rest.join(" · ")}</span>}
    </a>
  );
}

/** The same in one line, where many stand close. */
export function EventLine({ event }: { event: Shown }) {
  const t = useWords();
  const { id, kind, status, starts, ends, student, title } = event;
  return (
    <a class="ev ev-line" href={`/bookings/${id}`} data-color={tones[kind]} data-status={status}>
      <span class="ev-time">
        {starts}
        <span class="ds-sr-only">–{ends}</span>
      </span>{" "}
      {student ?? title ?? t(`kind_${kind}`)}
      {status !== "booked" && status !== "cancelled" && (
        <span class="ds-sr-only">, {t(`status_${status}`)}</span>
      )}
    </a>
  );
}
