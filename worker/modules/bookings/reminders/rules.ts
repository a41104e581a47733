import { addDays, ageOn, dayOf, instantAt, timeOf } from "#worker/lib/dates.ts";

// Nobody is woken by a reminder.
const NOT_BEFORE = "09:00";

/** The stretch of time whose lessons are reminded of now: tomorrow, once the day has begun. */
export function remindedNow(now: string): { from: string; to: string } | undefined {
  if (timeOf(now) < NOT_BEFORE) return undefined;
  const tomorrow = addDays(dayOf(now), 1);
  return { from: instantAt(tomorrow), to: instantAt(addDays(tomorrow, 1)) };
}

type Learner = {
  startsAt: string;
  birthDate: string | null;
  email: string | null;
  /** The addresses of those who answer for her. */
  guardians: readonly string[];
};

/** Who is reminded: the student, and while she is a minor those who answer for her. */
export function remindedPeople({ startsAt, birthDate, email, guardians }: Learner): string[] {
  const minor = birthDate !== null && ageOn(birthDate, dayOf(startsAt)) < 18;
  const own = email === null ? [] : [email];
  return [...new Set(minor || own.length === 0 ? [...own, ...guardians] : own)];
}
