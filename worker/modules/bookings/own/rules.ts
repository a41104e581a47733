import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { dayOf, instantAt } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { type Plan, spansOn } from "#worker/modules/absences/mod.ts";
import { whyNotTeach } from "#worker/modules/employees/mod.ts";
import { whyNotDrive } from "#worker/modules/vehicles/mod.ts";
import { type BookingRules, cancelBy } from "../deadlines/rules.ts";
import { whyNotTrain } from "../facts/training.ts";
import type { Booking } from "../input.ts";
import { type Claim, claimsOf } from "../rules.ts";
import type { Free } from "./input.ts";
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

/** How many minutes a lesson lasts. */
export const minutesOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE;

/** The same facts for lessons of another length: one that is moved lasts as long as it did. */
export const lasting = <F extends { rules: BookingRules }>(facts: F, minutes?: number): F =>
  minutes === undefined
    ? facts
    : { ...facts, rules: { ...facts.rules, self_booking_minutes: minutes } };

type Wish = { days: readonly string[]; classCode: ClassCode; automaticOnly: boolean; now: string };
type Person = SlotFacts["people"][number];
type Time = { startsAt: string; endsAt: string };
type Verdict = { vehicleId: string } | { reasons: Reason[] };

/** Judges one time of one instructor: the car it would take, or what stands against it. */
function judge(facts: SlotFacts, { classCode, automaticOnly, now }: Omit<Wish, "days">) {
  const { rules, taken } = facts;
  const window = bookable(rules, now);
  const of = Map.groupBy(
    taken.flatMap(claimsOf),
    ({ kind, resourceId }) => `${kind} ${resourceId}`,
  );
  const free = (kind: Claim["kind"], id: string, { startsAt, endsAt }: Time) =>
    !(of.get(`${kind} ${id}`) ?? []).some((one) => one.startsAt < endsAt && one.endsAt > startsAt);
  const road = rules.travel_minutes * MINUTE;
  const no = (code: string, params?: Reason["params"]): Verdict => ({
    reasons: [{ code, source, ...(params && { params }) }],
  });
  const law = lawOn(facts, classCode);
  return (one: Person, time: Time): Verdict => {
    const day = dayOf(time.startsAt);
    const long = { startsAt: shift(time.startsAt, -road), endsAt: shift(time.endsAt, road) };
    const away = one.absences.find(
      (absence) => absence.startsAt < long.endsAt && absence.endsAt > long.startsAt,
    );
    const [barred] = whyNotTeach(one, classCode, day);
    if (barred) return { reasons: [barred] };
    const against = law(time);
    if (against.length > 0) return { reasons: against };
    if (time.startsAt < window.from)
      return no("bookings.too_soon", { hours: rules.self_booking_notice_hours });
    if (time.startsAt > window.to)
      return no("bookings.too_early", { days: rules.self_booking_ahead_days });
    if (away) return no("bookings.instructor_away", { name: one.name, until: away.endsAt });
    if (!free("student", facts.studentId, time)) return no("bookings.you_have_one");
    if (!free("instructor", one.id, long))
      return no("bookings.instructor_busy", { name: one.name });
    const car = facts.cars.find(
      (vehicle) =>
        whyNotDrive(vehicle, classCode, day).length === 0 &&
        vehicle.kind !== ("trailer" as string) &&
        (!automaticOnly || vehicle.gearbox !== "manual") &&
        free("vehicle", vehicle.id, time),
    );
    return car ? { vehicleId: car.id } : no("bookings.no_car", { class: classCode });
  };
}

/** What the curriculum has against an ordinary lesson of the class: the same the whole day long. */
function lawOn({ training }: SlotFacts, classCode: ClassCode) {
  const days = new Map<string, Reason[]>();
  return (time: Time): Reason[] => {
    const day = dayOf(time.startsAt);
    const known = days.get(day);
    if (known) return known;
    const found = whyNotTrain(training, { kind: "lesson", classCode, step: null, ...time });
    days.set(day, found);
    return found;
  };
}

/**
 * The times a student may choose among: within the instructors' plans, packed one after the other,
 * where the instructor, the student and a fitting car are free. In order of time.
 */
export function slotsOf(facts: SlotFacts, wish: Wish): Free[] {
  const look = judge(facts, wish);
  const lasts = facts.rules.self_booking_minutes * MINUTE;
  const slots = facts.people.flatMap((one) =>
    wish.days
      .flatMap((day) => starts(one.plan, day, lasts))
      .flatMap((time): Free[] => {
        const found = look(one, time);
        const who = { instructorId: one.id, instructor: one.name };
        return "vehicleId" in found ? [{ ...time, ...who, vehicleId: found.vehicleId }] : [];
      }),
  );
  return slots.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));
}

/** Why one time of one instructor is not among them. */
export function whyNotSlot(
  facts: SlotFacts,
  wish: Wish,
  asked: { startsAt: string; instructorId: string },
): Reason[] {
  const one = facts.people.find(({ id }) => id === asked.instructorId);
  if (!one) return [{ code: "bookings.not_your_instructor", source }];
  const lasts = facts.rules.self_booking_minutes * MINUTE;
  const day = dayOf(asked.startsAt);
  const time = starts(one.plan, day, lasts).find(({ startsAt }) => startsAt === asked.startsAt);
  if (!time) return [{ code: "bookings.not_at_work", source, params: { name: one.name } }];
  const found = judge(facts, wish)(one, time);
  return "reasons" in found ? found.reasons : [];
}

/** The days without a free time, each with what stands against it: every reason once. */
export function blockedDays(facts: SlotFacts, wish: Wish, slots: readonly Free[]) {
  const look = judge(facts, wish);
  const lasts = facts.rules.self_booking_minutes * MINUTE;
  const open = new Set(slots.map(({ startsAt }) => dayOf(startsAt)));
  return wish.days
    .filter((day) => !open.has(day))
    .map((on) => {
      const reasons = facts.people.flatMap((one): Reason[] => {
        const times = starts(one.plan, on, lasts);
        if (times.length === 0)
          return [{ code: "bookings.not_at_work", source, params: { name: one.name } }];
        return times.flatMap((time) => {
          const found = look(one, time);
          return "reasons" in found ? found.reasons : [];
        });
      });
      const once = new Map(reasons.map((reason) => [JSON.stringify(reason), reason]));
      return { on, reasons: [...once.values()].slice(0, 5) };
    });
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
export function packed(slots: readonly Free[]): Free[] {
  const until = new Map<string, string>();
  return slots.filter(({ instructorId, startsAt, endsAt }) => {
    if ((until.get(instructorId) ?? "") > startsAt) return false;
    until.set(instructorId, endsAt);
    return true;
  });
}

/** Why a student cannot move a lesson by herself; nothing when she can. */
export function whyNotMove(
  { kind, classCode, startsAt }: Pick<Booking, "kind" | "classCode" | "startsAt">,
  rules: BookingRules,
  now: string,
): Reason[] {
  const by = cancelBy(startsAt, rules);
  if (rules.self_booking === "off") return [{ code: "bookings.self_off", source }];
  // Only an ordinary lesson fits into the times that are offered.
  if (kind !== "lesson" || classCode === null) return [{ code: "bookings.ask_school", source }];
  return now > by ? [{ code: "bookings.move_too_late", source, params: { by } }] : [];
}
