import { dayOf } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { Reason } from "#worker/lib/problem.ts";
import { hasPlan, worksAt } from "#worker/modules/absences/mod.ts";
import { whyNotTeach } from "#worker/modules/employees/mod.ts";
import { whyNotDrive } from "#worker/modules/vehicles/mod.ts";
import { type Claim, claimsOf, outsideHours } from "../rules.ts";
import type { Read } from "./queries.ts";

const school = "bookings.school_calendar";

/** Somebody or something a booking could take, and why it cannot: nothing when it can. */
export type Offer = {
  id: string;
  name: string;
  reasons: readonly Reason[];
  /** What it is warned about, and can be booked in spite of. */
  careful: readonly Reason[];
};
export type Offers = {
  instructors: Offer[];
  vehicles: Offer[];
  trailers: Offer[];
  rooms: Offer[];
};

type Slot = {
  startsAt: string;
  endsAt: string;
  classCode?: ClassCode | undefined;
  /** The booking that is changed does not stand in its own way. */
  except?: string | undefined;
};

/** Everything the school has, each with the reasons against it at that time. */
export function offersOf(read: Read, slot: Slot): Offers {
  const { startsAt, endsAt, classCode, except } = slot;
  const on = dayOf(startsAt);
  const claims = read.taken.filter(({ id }) => id !== except).flatMap(claimsOf);
  const wanted = { ...nothing, startsAt, endsAt, bufferMinutes: read.rules.travel_minutes };
  const busy = (kind: Claim["kind"], id: string, name: string): Reason[] => {
    const [own] = claimsOf({ ...wanted, [`${kind}Id`]: id });
    const clash = claims.findLast(
      (one) =>
        one.kind === kind &&
        one.resourceId === id &&
        own !== undefined &&
        one.startsAt < own.endsAt &&
        one.endsAt > own.startsAt,
    );
    if (!clash) return [];
    const params = { name, from: clash.startsAt, until: clash.endsAt };
    return [{ code: `bookings.${kind}_taken`, source: school, params }];
  };
  const offer = (id: string, name: string, reasons: Reason[], careful: Reason[] = []): Offer => ({
    id,
    name,
    reasons,
    careful,
  });
  const cars = read.cars.map((car) => {
    const kind = car.kind === "trailer" ? ("trailer" as const) : ("vehicle" as const);
    const name = [car.plate, car.make, car.model].filter(Boolean).join(" ");
    const barred = classCode ? whyNotDrive(car, classCode, on) : [];
    return { kind, ...offer(car.id, name, [...barred, ...busy(kind, car.id, car.plate)]) };
  });
  const only = (kind: string) =>
    cars.filter((car) => car.kind === kind).map(({ kind: _, ...car }) => car);
  return {
    instructors: read.people.map((one) => {
      const { id, name, plan } = one;
      const away = one.absences.slice(0, 1).map(
        ({ endsAt: until }): Reason => ({
          code: "bookings.instructor_away",
          source: school,
          params: { name, until },
        }),
      );
      const barred = classCode ? whyNotTeach(one, classCode, on) : [];
      const outside = hasPlan(plan) && !worksAt(plan, on, startsAt, endsAt);
      const careful = outside ? [outsideHours(name, plan, on)] : [];
      return offer(id, name, [...barred, ...away, ...busy("instructor", id, name)], careful);
    }),
    vehicles: only("vehicle"),
    trailers: only("trailer"),
    rooms: read.rooms.map(({ id, name }) => offer(id, name, busy("room", id, name))),
  };
}

const nothing = {
  studentId: null,
  instructorId: null,
  vehicleId: null,
  trailerId: null,
  roomId: null,
  branchId: null,
};
