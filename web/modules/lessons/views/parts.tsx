import { formatInstant } from "#web/ui/date.tsx";
import { useView } from "#web/ui/view.ts";
import { nameText } from "#web/words.ts";

type Spoken = { classCode: string | null; step: string | null };

/** What a lesson was: its step by name, else its class. */
export function useLessonName() {
  const { locale } = useView();
  return ({ classCode, step }: Spoken) =>
    [classCode, step && nameText(locale, step)].filter(Boolean).join(" · ") || "–";
}

/** When: the day, and from when to when. */
export function When({ startsAt, endsAt }: { startsAt: string; endsAt?: string | undefined }) {
  const { locale } = useView();
  const until = endsAt ? `–${formatInstant(locale, endsAt, "clock")}` : "";
  return (
    <time dateTime={startsAt}>
      {formatInstant(locale, startsAt, "weekday")} {formatInstant(locale, startsAt, "clock")}
      {until}
    </time>
  );
}
