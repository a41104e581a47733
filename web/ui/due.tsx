import type { Due } from "#worker/lib/due.ts";
import { Badge } from "./badge.tsx";
import { formatDay } from "./date.tsx";
import type { Tone } from "./tone.ts";
import { useView } from "./view.ts";
import { fill, useUiWords } from "./words.ts";

const tones: Record<Due["level"], Tone> = {
  overdue: "danger",
  urgent: "danger",
  near: "warning",
  soon: "info",
};

/** How far off a last day is, in words: "12 days left", "ends today", "3 days ago". */
export function useDueText() {
  const t = useUiWords();
  return ({ days }: Pick<Due, "days">) => {
    if (days === 0) return t("due_today");
    if (days === 1) return t("due_tomorrow");
    if (days === -1) return t("due_yesterday");
    return fill(t(days > 0 ? "due_in" : "due_ago"), { n: Math.abs(days) });
  };
}

/** A last day, and a warning beside it once it is near. */
export function DueDay({ on, due }: { on: string | null; due: Due | null }) {
  const t = useUiWords();
  const { locale } = useView();
  const text = useDueText();
  if (!on) return <>{t("none")}</>;
  return (
    <span class="due">
      <time dateTime={on}>{formatDay(locale, on)}</time>
      {due && (
        <>
          {" "}
          <Badge tone={tones[due.level]}>{text(due)}</Badge>
        </>
      )}
    </span>
  );
}
