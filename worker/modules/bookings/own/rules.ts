import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { dayOf, instantAt } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { type Plan, spansOn } from "#worker/modules/absences/mod.ts";
import { whyNotTeach } from "#worker/modules/employees/mod.ts";
import { whyNotDrive } from "#worker/modules/vehicles/mod.ts";
import { type BookingRules, cancelBy } from "../deadlines/rules.ts";
import { type Claim, claimsOf } from "../rules.ts";
import type { Slot } from "./input.ts";
import type { SlotFacts } from "./queries.ts";

const source = "bookings.self_booking_rules";

type Asking = {
  instructorId: string | null;
  /** Lessons ahead that the student has already. */
  open: number;
};

/** Why a student cannot book by herself now, whatever the time; nothing when she can. */
export function whyNotSelf(rules: BookingRules, { instructorId, open }: Asking): Reason[] {
  if (rules.self_booking === "off") return [{ code: "bookings.self_off", source }];
  const reasons: Reason[] = [];
  if (rules.self_booking === "own" && instructorId === null)
    reasons.push({ code: "bookings.no_own_instructor", source });
  if (open >= rules.self_booking_open)
    reasons.push({
      code: "bookings.too_many_open",
      source,
      params: { n: open, max: rules.self_booking_open },
    });
  return reasons;
}

/** The first and the last instant at which a lesson may begin that a student books by herself. */
export function bookable(rules: BookingRules, now: string) {
  return {
    from: shift(now, rules.self_booking_notice_hours * HOUR),
    to: shift(now, rules.self_booking_ahead_days * DAY),
  };
}

type Wish = { days: readonly string[]; classCode: ClassCode; automaticOnly: boolean; now: string };

/**
 * The times a student may choose among: within the instructors' plans, packed one after the other,
 * where the instructor, the student and a fitting car are free. In order of time.
 */
export function slotsOf(facts: SlotFacts, { days, classCode, automaticOnly, now }: Wish): Slot[] {
  const { rules, taken } = facts;
  const lasts = rules.self_booking_minutes * MINUTE;
  const window = bookable(rules, now);
  const claims = taken.flatMap(claimsOf);
  const of = Map.groupBy(claims, ({ kind, resourceId }) => `${kind} ${resourceId}`);
  const free = (kind: Claim["kind"], id: string, from: string, to: string) =>
    !(of.get(`${kind} ${id}`) ?? []).some((one) => one.startsAt < to && one.endsAt > from);
  const carAt = (startsAt: string, endsAt: string) =>
    facts.cars.find(
      (car) =>
        whyNotDrive(car, classCode, dayOf(startsAt)).length === 0 &&
        car.kind !== ("trailer" as string) &&
        (!automaticOnly || car.gearbox !== "manual") &&
        free("vehicle", car.id, startsAt, endsAt),
    );
  const road = rules.travel_minutes * MINUTE;
  const slots = facts.people.flatMap((one) =>
    days
      .filter((day) => whyNotTeach(one, classCode, day).length === 0)
      .flatMap((day) => starts(one.plan, day, lasts))
      .filter(({ startsAt, endsAt }) => {
        const [from, to] = [shift(startsAt, -road), shift(endsAt, road)];
        return (
          startsAt >= window.from &&
          startsAt <= window.to &&
          free("instructor", one.id, from, to) &&
          free("student", facts.studentId, startsAt, endsAt) &&
          !one.absences.some((away) => away.startsAt < to && away.endsAt > from)
        );
      })
      .flatMap((time): Slot[] => {
        const car = carAt(time.startsAt, time.endsAt);
        const who = { instructorId: one.id, instructor: one.name };
        return car ? [{ ...time, ...who, vehicleId: car.id }] : [];
      }),
  );
  return slots.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
}

// Lessons begin on the quarter; within a span, from its beginning.
const GRID = 15 * MINUTE;

/** The times of a day at which a lesson fits into a plan: every quarter, the caller takes what is free. */
function starts(plan: Plan, day: string, lasts: number) {
  return spansOn(plan, day).flatMap(({ starts: from, ends: to }) => {
    const [first, last] = [instantAt(day, from), instantAt(day, to)];
    const times: { startsAt: string; endsAt: string }[] = [];
    for (let at = first; shift(at, lasts) <= last; at = shift(at, GRID))
      times.push({ startsAt: at, endsAt: shift(at, lasts) });
    return times;
  });
}

/** Of times that overlap, those that fit one after the other for each instructor: what a page shows. */
export function packed(slots: readonly Slot[]): Slot[] {
  const until = new Map<string, string>();
  return slots.filter(({ instructorId, startsAt, endsAt }) => {
    if ((until.get(instructorId) ?? "") > startsAt) return false;
    until.set(instructorId, endsAt);
    return true;
  });
}

/** Why a student cannot move a lesson by herself; nothing when she can. */
export function whyNotMove(startsAt: string, rules: BookingRules, now: string): Reason[] {
  const by = cancelBy(startsAt, rules);
  if (rules.self_booking === "off") return [{ code: "bookings.self_off", source }];
  return now > by ? [{ code: "bookings.move_too_late", source, params: { by } }] : [];
}
