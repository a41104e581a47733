import { dayOf } from "#worker/lib/dates.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { hasPlan, worksAt } from "#worker/modules/absences/mod.ts";
import { whyNotTeach } from "#worker/modules/employees/mod.ts";
import type { Booking } from "../input.ts";
import type { Offer } from "../offers/rules.ts";
import { type Claim, claimsOf, outsideHours } from "../rules.ts";
import type { CoverFacts } from "./queries.ts";

const school = "bookings.school_calendar";

/** A lesson whose instructor is away: who is to take it, and why the others cannot. */
export type Covered = {
  booking: Booking;
  /** Who is proposed: free, approved and at work, and with the least to do that day. */
  best: string | null;
  people: Offer[];
};

type Person = CoverFacts["people"][number];

/** A proposal for every lesson that is hit. Whoever is proposed for one is busy for the next. */
export function coverOf({ lessons, people, taken, rules }: CoverFacts): Covered[] {
  const claims = taken.flatMap(claimsOf);
  return lessons.map((booking) => {
    const others = people.filter(({ id }) => id !== booking.instructorId);
    const offers = others.map((one) => offer(one, booking, claims));
    const load = (id: string) =>
      claims.filter(
        (one) => one.resourceId === id && dayOf(one.startsAt) === dayOf(booking.startsAt),
      ).length;
    const [best] = others
      .filter((_, n) => offers[n]?.reasons.length === 0 && offers[n]?.careful.length === 0)
      .map(({ id, branchId }) => ({
        id,
        far: booking.branchId !== null && branchId !== null && branchId !== booking.branchId,
        busy: load(id),
      }))
      .toSorted((a, b) => Number(a.far) - Number(b.far) || a.busy - b.busy);
    if (best) {
      const bufferMinutes = Math.max(booking.bufferMinutes, rules.travel_minutes);
      claims.push(
        ...claimsOf({ ...alone, ...timesOf(booking), instructorId: best.id, bufferMinutes }),
      );
    }
    return { booking, best: best?.id ?? null, people: offers };
  });
}

const timesOf = ({ startsAt, endsAt }: Booking) => ({ startsAt, endsAt });
const alone = {
  ...{ studentId: null, vehicleId: null, trailerId: null, roomId: null, branchId: null },
};

/** Whether somebody can take a lesson over, and what stands against it. */
function offer(one: Person, booking: Booking, claims: readonly Claim[]): Offer {
  const { id, name, plan } = one;
  const { classCode, bufferMinutes } = booking;
  const times = timesOf(booking);
  const on = dayOf(times.startsAt);
  const [own] = claimsOf({ ...alone, ...times, instructorId: id, bufferMinutes });
  const over = (other: { startsAt: string; endsAt: string }) =>
    own !== undefined && other.startsAt < own.endsAt && other.endsAt > own.startsAt;
  const clash = claims.findLast(
    (other) => other.kind === "instructor" && other.resourceId === id && over(other),
  );
  const away = one.absences.find(over);
  const reasons: Reason[] = [
    ...whyNotTeach(one, classCode ?? "B", on),
    ...(away
      ? [
          {
            code: "bookings.instructor_away",
            source: school,
            params: { name, until: away.endsAt },
          },
        ]
      : []),
    ...(clash
      ? [
          {
            code: "bookings.instructor_taken",
            source: school,
            params: { name, from: clash.startsAt, until: clash.endsAt },
          },
        ]
      : []),
  ];
  const outside = hasPlan(plan) && !worksAt(plan, on, times.startsAt, times.endsAt);
  const careful = outside ? [outsideHours(name, plan, on)] : [];
  return { id, name, reasons, careful };
}
