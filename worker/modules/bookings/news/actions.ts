import { newsReasons } from "#web/modules/bookings/news_words.ts";
import { formatInstant, formatMoney } from "#web/ui/formats.ts";
import type { Ctx, Locale } from "#worker/lib/ctx.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import type { BookingChanged, Following } from "../followers.ts";
import type { Booking } from "../input.ts";
import { remindedPeople } from "../reminders/rules.ts";
import { readReaders } from "./queries.ts";
import { asLetters, type News, newsOf } from "./rules.ts";

/**
 * The letters about what a school does with its students' lessons, for the commit that does it.
 * `fees` are in øre, by lesson. Whoever does it herself, the student or one who answers for her, is not written to about it.
 */
export async function tellStudents(
  ctx: Ctx,
  changes: readonly BookingChanged[],
  fees: ReadonlyMap<string, number> = new Map(),
): Promise<Pick<Required<Following>, "write" | "tell">> {
  const news = changes.flatMap((change) => newsOf(change, ctx.now));
  if (news.length === 0) return { write: [], tell: [] };
  const known = await readReaders(ctx, {
    studentIds: once(news.map(({ studentId }) => studentId)),
    instructorIds: once(news.flatMap(({ booking }) => booking.instructorId ?? [])),
    branchIds: once(news.flatMap(({ booking }) => booking.branchId ?? [])),
  });
  const letters = asLetters(news).flatMap((group) => lettersFor(ctx, { ...known, fees }, group));
  return { write: letters.map(({ write }) => write), tell: letters.map(({ tell }) => tell) };
}

const once = (ids: readonly string[]) => [...new Set(ids)];

type Known = Awaited<ReturnType<typeof readReaders>> & { fees: ReadonlyMap<string, number> };

function lettersFor(ctx: Ctx, known: Known, group: readonly [News, ...News[]]) {
  const [first] = group;
  const { kind, studentId, booking, before } = first;
  const reader = known.people.find(({ id }) => id === studentId);
  const family = reader ? [reader.userId, ...reader.guardians.map(({ userId }) => userId)] : [];
  if (!reader || family.includes(ctx.actor.id)) return [];
  const { locale, schoolName } = reader;
  const lesson = kind === "lesson_cancelled" ? (before ?? booking) : booking;
  const fee = kind === "lesson_cancelled" && known.fees.get(booking.id);
  const params = {
    ...{ schoolName, studentName: reader.firstName },
    when: group.map((one) => timeOf(locale, one.booking)).join("; "),
    ...(kind === "lesson_cancelled" ? { when: timeOf(locale, lesson) } : {}),
    ...(fee ? { fee: formatMoney(locale, fee) } : {}),
    ...(before ? { was: timeOf(locale, before) } : {}),
    instructor: known.instructors.get(booking.instructorId ?? "") ?? schoolName,
    place: booking.pickup ?? known.branches.get(booking.branchId ?? "") ?? schoolName,
    // Given to somebody else it is called off for her, and that is the school's doing.
    reason: newsReasons[locale][booking.cancelReason ?? "school"],
  };
  const guardians = reader.guardians.flatMap(({ email }) => email ?? []);
  return remindedPeople({ ...reader, guardians, startsAt: lesson.startsAt }).map((recipient) =>
    letter(ctx, { template: kind, recipient, locale, params }),
  );
}

const timeOf = (locale: Locale, { startsAt, endsAt }: Pick<Booking, "startsAt" | "endsAt">) =>
  `${formatInstant(locale, startsAt)}–${formatInstant(locale, endsAt, "clock")}`;
