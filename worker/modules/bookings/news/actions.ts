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
  const known = { ...(await readAbout(ctx, news)), fees };
  return packed(asLetters(news).flatMap((group) => lettersFor(ctx, known, group)));
}

/** The same of many lessons that were given to others or called off at once: one letter each student. */
export async function tellTogether(ctx: Ctx, changes: readonly BookingChanged[]) {
  const news = changes.flatMap((change) => newsOf(change, ctx.now));
  if (news.length === 0) return packed([]);
  const known = { ...(await readAbout(ctx, news)), fees: new Map<string, number>() };
  const groups = [...Map.groupBy(news, ({ studentId }) => studentId).values()];
  return packed(
    groups.flatMap(([first, ...more]) => {
      if (!first) return [];
      return more.length === 0
        ? lettersFor(ctx, known, [first])
        : summaryFor(ctx, known, [first, ...more]);
    }),
  );
}

const packed = (letters: readonly ReturnType<typeof letter>[]) => ({
  write: letters.map(({ write }) => write),
  tell: letters.map(({ tell }) => tell),
});

const readAbout = (ctx: Ctx, news: readonly News[]) =>
  readReaders(ctx, {
    studentIds: once(news.map(({ studentId }) => studentId)),
    instructorIds: once(news.flatMap(({ booking }) => booking.instructorId ?? [])),
    branchIds: once(news.flatMap(({ booking }) => booking.branchId ?? [])),
  });

const once = (ids: readonly string[]) => [...new Set(ids)];

type Known = Awaited<ReturnType<typeof readReaders>> & { fees: ReadonlyMap<string, number> };

type Group = readonly [News, ...News[]];

/** Who reads of a student's lessons; nobody when it was one of the family who did it. */
function readerOf(ctx: Ctx, { people }: Known, studentId: string) {
  const reader = people.find(({ id }) => id === studentId);
  const family = reader ? [reader.userId, ...reader.guardians.map(({ userId }) => userId)] : [];
  return family.includes(ctx.actor.id) ? undefined : reader;
}

type Reader = NonNullable<ReturnType<typeof readerOf>>;

function recipientsOf(reader: Reader, startsAt: string): string[] {
  const guardians = reader.guardians.flatMap(({ email }) => email ?? []);
  return remindedPeople({ ...reader, guardians, startsAt });
}

function lettersFor(ctx: Ctx, known: Known, group: Group) {
  const [first] = group;
  const { kind, studentId, booking, before } = first;
  const reader = readerOf(ctx, known, studentId);
  if (!reader) return [];
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
  return recipientsOf(reader, lesson.startsAt).map((recipient) =>
    letter(ctx, { template: kind, recipient, locale, params }),
  );
}

function summaryFor(ctx: Ctx, known: Known, group: Group) {
  const [first] = group;
  const reader = readerOf(ctx, known, first.studentId);
  if (!reader) return [];
  const { locale, schoolName } = reader;
  const off = group.filter(({ kind }) => kind === "lesson_cancelled");
  const given = group.filter(({ kind }) => kind !== "lesson_cancelled");
  const nameOf = (id: string | null) => known.instructors.get(id ?? "") ?? schoolName;
  const params = {
    ...{ schoolName, studentName: reader.firstName },
    given: given
      .map(({ booking: one }) => `${timeOf(locale, one)}, ${nameOf(one.instructorId)}`)
      .join("; "),
    off: off.map(({ booking }) => timeOf(locale, booking)).join("; "),
    reason: newsReasons[locale][off[0]?.booking.cancelReason ?? "school"],
  };
  return recipientsOf(reader, first.booking.startsAt).map((recipient) =>
    letter(ctx, { template: "lessons_changed", recipient, locale, params }),
  );
}

const timeOf = (locale: Locale, { startsAt, endsAt }: Pick<Booking, "startsAt" | "endsAt">) =>
  `${formatInstant(locale, startsAt)}–${formatInstant(locale, endsAt, "clock")}`;
