import { Alert } from "#web/ui/alert.tsx";
import { formatInstant } from "#web/ui/date.tsx";
import { Reasons } from "#web/ui/reasons.tsx";
import { useView } from "#web/ui/view.ts";
import { nameText } from "#web/words.ts";
import type { Lesson } from "#worker/modules/lessons/input.ts";
import { useWords } from "../words.ts";

type Spoken = { classCode: string | null; step: string | null };

/** What a lesson was: its step by name, else its class. */
export function useLessonName() {
  const { locale } = useView();
  return ({ classCode, step }: Spoken) =>
    [classCode, step && nameText(locale, step)].filter(Boolean).join(" · ") || "–";
}

/** What the curriculum had against a lesson that was given all the same. */
export function Warnings({ lesson: { warnings } }: { lesson: Pick<Lesson, "warnings"> }) {
  const t = useWords();
  if (warnings.length === 0) return null;
  return (
    <Alert tone="warning">
      <p>{t("against_text")}</p>
      <Reasons title={t("against")} reasons={warnings} />
    </Alert>
  );
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
