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
export const StatusBadge = ({ status }: { status: Status }) => useParts().status(status);

/** Whole years between two days. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** "12. mai 2008 · 18 år" */
export const Born = ({ birthDate }: { birthDate: string }) => useParts().born(birthDate);

type Taught = { instructor: string | null; instructorText: string | null };

/** Her instructor, or the name that an old system had for one. */
export const Instructor = (taught: Taught) => <>{useParts().instructor(taught)}</>;

/**
 * What is said of a student in one cell. A table calls these for every row: a component for each of
 * hundreds of cells is what would cost most of a page.
 */
export function useParts() {
  const t = useWords();
  const { locale, today } = useView();
  return {
    status: (status: Status) => <Badge tone={tones[status]}>{t(`status_${status}`)}</Badge>,

    /** "B (automat), BE" */
    classes: ({ classes, automaticOnly }: Pick<Student, "classes" | "automaticOnly">) =>
      classes
        .map((code) => (automaticOnly.includes(code) ? `${code} (${t("automatic")})` : code))
        .join(", ") || "–",

    born: (birthDate: string) => (
      <span>
        <time dateTime={birthDate}>{formatDay(locale, birthDate)}</time>{" "}
        <span class="hint nowrap">{fill(t("age"), { n: yearsBetween(birthDate, today) })}</span>
      </span>
    ),

    instructor: ({ instructor, instructorText }: Taught) =>
      instructor ??
      (instructorText ? (
        <span class="hint">{fill(t("from_old"), { name: instructorText })}</span>
      ) : (
        "–"
      )),
  };
}
