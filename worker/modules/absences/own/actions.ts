import { formatDay, formatInstant } from "#web/ui/formats.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import { registerAbsence } from "../actions.ts";
import type { IllInput } from "./input.ts";
import { type IllFacts, readIll } from "./queries.ts";

// A letter tells of the first ones; the page behind its link has all of them.
const MOST = 12;
const LONGEST = 31;

/**
 * Somebody who works here is ill from now on. Nobody can book her then, and those who share out
 * lessons are told which ones need somebody else. Never what she is ill with.
 */
export async function reportIll(ctx: Ctx, id: string, { kind, to }: IllInput): Promise<void> {
  const today = dayOf(ctx.now);
  const last = to ?? today;
  if (last < today) throw fieldProblem("to", "absences.past_day");
  if (last > addDays(today, LONGEST)) throw fieldProblem("to", "absences.ill_too_long");
  const stretch = { startsAt: ctx.now, endsAt: instantAt(addDays(last, 1)) };
  const { me, lessons, readers } = await readIll(ctx, stretch);
  if (!me) {
    const help = "absences.not_staff_help";
    const reason = { code: "absences.not_staff", source: "bookings.school_calendar", help };
    throw new Problem(409, reason.code, { reasons: [reason] });
  }
  const letters = readers.map((reader) => letterTo(ctx, reader, { id, last, me, lessons }));
  const input = { employeeId: me.id, kind, note: null, ...stretch };
  await registerAbsence(ctx, id, input, letters);
}

type About = { id: string; last: string; me: NonNullable<IllFacts["me"]> } & Pick<
  IllFacts,
  "lessons"
>;

function letterTo(ctx: Ctx, reader: IllFacts["readers"][number], about: About) {
  const { email: recipient, locale } = reader;
  const { id, last, me, lessons } = about;
  const times = lessons.slice(0, MOST).map(({ startsAt }) => formatInstant(locale, startsAt));
  const params = {
    ...{ schoolName: me.schoolName, name: me.name, path: `/absences/${id}` },
    until: formatDay(locale, last),
    ...(lessons.length > 0 && { lessons: times.join("; "), n: String(lessons.length) }),
  };
  return letter(ctx, { template: "instructor_away", recipient, locale, params });
}
