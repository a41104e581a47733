import { formatInstant } from "#web/ui/formats.ts";
import { DAY, shift } from "#worker/lib/clock.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { anyMade, keysFor } from "#worker/lib/keys.ts";
import { shortToken } from "#worker/lib/links.ts";
import { Problem } from "#worker/lib/problem.ts";
import { letter, textMessage } from "#worker/modules/mail/mod.ts";
import { about } from "../actions.ts";
import type { Booking } from "../input.ts";
import { bookingRow } from "../queries.ts";
import { smsAt } from "./choices.ts";
import {
  findLink,
  keepLink,
  markCheckedIn,
  markReminded,
  PER_RUN,
  type Unreminded,
  unreminded,
} from "./queries.ts";
import { remindedNow, remindersOf } from "./rules.ts";

// A minute's turn of the clock; what is left is the next one's. D1 lets one turn ask 1,000 times,
// and does not say that a batch counts once.
export const RUNS = 2;

const inSchool = (ctx: Ctx, schoolId: string): Ctx => ({
  ...ctx,
  actor: { ...ctx.actor, id: "system", schoolId },
});

/** What a link is made of: another time of the lesson is another link. */
const linkIdOf = (schoolId: string, { id, startsAt }: { id: string; startsAt: string }) =>
  `${schoolId}.${id}.${startsAt}`;

/** Writes to everybody who has a lesson tomorrow, once. A job of the clock, for all schools. */
export async function remindTomorrow(ctx: Ctx): Promise<void> {
  const span = remindedNow(ctx.now);
  if (!span) return;
  for (let run = 0; run < RUNS; run++) {
    const due = await unreminded(ctx, span);
    for (const one of due) await remind(inSchool(ctx, one.schoolId), one);
    if (due.length < PER_RUN) return;
  }
}

async function remind(ctx: Ctx, lesson: Unreminded): Promise<void> {
  const { id, startsAt, endsAt, schoolId, schoolName, firstName, instructor, locale } = lesson;
  const until = formatInstant(locale, endsAt, "clock");
  const place = lesson.pickup ?? lesson.branch ?? schoolName;
  const params = {
    ...{ schoolName, studentName: firstName, instructor: instructor ?? schoolName, place },
    when: `${formatInstant(locale, startsAt)}–${until}`,
    ...{ linkId: linkIdOf(schoolId, lesson), linkTo: `${schoolId}.${id}.` },
  };
  const sendings = remindersOf(lesson, smsAt(ctx, lesson.smsTo));
  const said = { template: "reminder", locale } as const;
  const letters = sendings.map(({ channel, recipient }) =>
    channel === "mail"
      ? letter(ctx, { ...said, recipient, params })
      : textMessage(ctx, { ...said, recipient, params: { ...params, sender: lesson.smsSender } }),
  );
  const short = sendings.some(({ channel }) => channel === "sms");
  await commit(ctx, {
    ...about(id),
    action: "bookings.reminded",
    diff: { remindedAt: [null, ctx.now] },
    write: [
      markReminded(ctx, { id, startsAt }),
      mustChange(ctx),
      ...(short ? [keepLink(ctx, shortToken(ctx.env.KEYS, params.linkId), lesson)] : []),
      ...letters.map(({ write }) => write),
    ],
    tell: letters.map(({ tell }) => tell),
  }).catch((error) => {
    // Moved, called off or reminded of meanwhile.
    if (!(error instanceof Problem && error.code === "stale")) throw error;
  });
}

type Behind = { ctx: Ctx; booking: Booking };

/**
 * The lesson behind a reminder's link; one that was moved or called off has another or none, and a
 * day after the lesson an old mail shows nobody where its student is picked up.
 */
export async function lessonBehind(ctx: Ctx, token: string): Promise<Behind> {
  const [schoolId = "", id = "", mac = ""] = token.split(".");
  const own = inSchool(ctx, schoolId);
  const [booking] = await bookingRow(own, id);
  const keys = keysFor(ctx.env.KEYS, "link");
  const known = booking && anyMade(keys, linkIdOf(schoolId, booking), mac);
  return stillOpen(own, known ? booking : undefined);
}

/** The same of the short link of an SMS, which is known by its hash alone. */
export async function lessonBehindShort(ctx: Ctx, token: string): Promise<Behind> {
  const link = await findLink(ctx, token);
  if (!link) throw new Problem(410, "bookings.link_gone");
  const own = inSchool(ctx, link.schoolId);
  const [booking] = await bookingRow(own, link.id);
  return stillOpen(own, booking?.startsAt === link.startsAt ? booking : undefined);
}

function stillOpen(ctx: Ctx, booking: Booking | undefined): Behind {
  if (!booking || booking.endsAt < shift(ctx.now, -DAY) || booking.status === "cancelled")
    throw new Problem(410, "bookings.link_gone");
  return { ctx, booking };
}

/** She comes. Said twice it is said once. */
export async function checkIn({ ctx, booking }: Behind): Promise<void> {
  const { id, startsAt, checkedInAt, status } = booking;
  if (checkedInAt !== null) return;
  if (status !== "booked" || startsAt <= ctx.now) throw new Problem(410, "bookings.link_gone");
  await commit(ctx, {
    ...about(id),
    action: "bookings.checked_in",
    diff: { checkedInAt: [null, ctx.now] },
    write: [markCheckedIn(ctx, { id, startsAt }), mustChange(ctx)],
  }).catch((error) => {
    // A second click that was as quick as the first.
    if (!(error instanceof Problem && error.code === "stale")) throw error;
  });
}
