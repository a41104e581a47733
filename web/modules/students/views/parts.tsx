import { Badge } from "#web/ui/badge.tsx";
import { formatDay } from "#web/ui/date.tsx";
import type { Tone } from "#web/ui/tone.ts";
import { useView } from "#web/ui/view.ts";
import { fill } from "#web/ui/words.ts";
import type { Status, Student } from "#worker/modules/students/input.ts";
import { useWords } from "../words.ts";

const tones: Record<Status, Tone> = {
  active: "success",
  waiting: "info",
  finished: "neutral",
  quit: "neutral",
};

/** Where in her training a student is. */
export function StatusBadge({ status }: { status: Status }) {
  const t = useWords();
  return <Badge tone={tones[status]}>{t(`status_${status}`)}</Badge>;
}

/** "B (automat), BE" */
export function Classes({ classes, automaticOnly }: Pick<Student, "classes" | "automaticOnly">) {
  const t = useWords();
  if (classes.length === 0) return <>–</>;
  return (
    <>
      {classes
        .map((code) => (automaticOnly.includes(code) ? `${code} (${t("automatic")})` : code))
        .join(", ")}
    </>
  );
}

/** Whole years between two days. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** "12. mai 2008 · 18 år" */
export function Born({ birthDate }: { birthDate: string }) {
  const t = useWords();
  const { locale, today } = useView();
  const age = yearsBetween(birthDate, today);
  return (
    <span>
      <time dateTime={birthDate}>{formatDay(locale, birthDate)}</time>{" "}
      <span class="hint nowrap">{fill(t("age"), { n: age })}</span>
    </span>
  );
}

type InstructorProps = { instructor: string | null; instructorText: string | null };

/** Her instructor, or the name that an old system had for one. */
export function Instructor({ instructor, instructorText }: InstructorProps) {
  const t = useWords();
  if (instructor) return <>{instructor}</>;
  if (!instructorText) return <>–</>;
  return <span class="hint">{fill(t("from_old"), { name: instructorText })}</span>;
}
