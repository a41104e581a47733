import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, daysFrom } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { type Cost, costOf } from "#worker/modules/charges/mod.ts";
import type { Booking } from "../input.ts";
import type { Free, Slot, SlotQuery } from "./input.ts";
import { findOwnStudent, type Learner, readSlots } from "./queries.ts";
import { blockedDays, bookable, lasting, minutesOf, packed, slotsOf, whyNotSelf } from "./rules.ts";

const WEEK = 7;
const nobody: Learner & { others: Learner[] } = {
  ...{ id: "", firstName: "–", instructorId: null, branchId: null, guarded: false },
  ...{ classes: [], automaticOnly: [], others: [] },
};

/** A lesson that is to have another time; it lasts as long as it did. */
type Moving = Pick<
  Booking,
  "id" | "startsAt" | "endsAt" | "instructorId" | "branchId" | "step" | "title"
>;

/** Where the lesson stands already is no other time. */
const isNow = (moving: Moving | undefined, { startsAt, instructorId }: Free) =>
  moving?.startsAt === startsAt && moving.instructorId === instructorId;

/** A week of free times for a student, or why she cannot book by herself. Two trips. */
export async function openSlots(ctx: Ctx, query: SlotQuery, moving?: Moving) {
  // Whoever is nobody's guardian and no student sees the same page, which says so.
  const student = (await findOwnStudent(ctx, query.student)) ?? nobody;
  const today = dayOf(ctx.now);
  const from = query.from && query.from > today ? query.from : today;
  const days = daysFrom(from, WEEK);
  const classCode: ClassCode | undefined =
    student.classes.find((code) => code === query.class) ?? student.classes[0];
  const { branchId } = moving ?? student;
  const what = { days, classCode: classCode ?? "B", except: moving?.id, branchId };
  const { open, costs, ...read } = await readSlots(ctx, student, what);
  const facts = lasting(read, moving && minutesOf(moving));
  const { instructorId } = student;
  // Who moves a lesson has it already.
  const reasons: Reason[] =
    student === nobody
      ? [{ code: "bookings.no_own_student", source: "bookings.self_booking_rules" }]
      : whyNotSelf(facts.rules, { instructorId, open: moving ? 0 : open });
  const automaticOnly = classCode !== undefined && student.automaticOnly.includes(classCode);
  const able = classCode !== undefined && reasons.length === 0;
  const wish = able && { days, classCode, automaticOnly, now: ctx.now };
  const free = wish ? packed(slotsOf(facts, wish)).filter((one) => !isNow(moving, one)) : [];
  const costFor = ({ startsAt, endsAt }: Free): Cost | null => {
    const { step = null, title = null } = moving ?? {};
    const asked = { kind: "lesson", classCode: what.classCode, branchId, step, title } as const;
    return costOf(costs, { ...asked, startsAt, endsAt });
  };
  const items: Slot[] = free.map((one) => ({ ...one, cost: costFor(one) }));
  const last = dayOf(bookable(facts.rules, ctx.now).to);
  const next = addDays(from, WEEK);
  return {
    student,
    classCode,
    from,
    items,
    /** The same by day. */
    byDay: [...Map.groupBy(items, ({ startsAt }) => dayOf(startsAt))],
    /** The days without one, each with why. */
    blocked: wish ? blockedDays(facts, wish, items) : [],
    reasons,
    rules: facts.rules,
    earlier: from > today ? addDays(from, -WEEK) : null,
    later: next <= last ? next : null,
  };
}
export type OpenSlots = Awaited<ReturnType<typeof openSlots>>;
