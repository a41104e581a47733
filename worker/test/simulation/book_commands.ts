import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { MINUTE, shift } from "#worker/lib/clock.ts";
import { bookings } from "#worker/modules/bookings/schema.ts";
import { ask, type Call, lessonOf, type Town } from "./town.ts";
import { at, type Command, inTown, nth } from "./wishes.ts";

// Most of what is booked begins soon, so that the day has lessons to attest.
const slot = fc.oneof(fc.nat(3), fc.nat(40));
const quarter = ({ now }: Town, n: number) => {
  const begun = Math.floor(Date.parse(now) / (15 * MINUTE));
  return new Date((begun + 1 + n) * 15 * MINUTE).toISOString();
};

export const book = fc.record({ n: nth, slot, long: fc.boolean() }).map(
  ({ n, slot, long }): Command => ({
    name: "book",
    wish: async (town) => {
      const startsAt = quarter(town, slot);
      return { who: town.owner, call: lessonOf(town, { n, startsAt, minutes: long ? 90 : 45 }) };
    },
  }),
);

type Row = typeof bookings.$inferSelect;
const ahead = ({ now }: Town, { startsAt, status }: Row) => startsAt > now && status === "booked";
const begun = ({ now }: Town, { startsAt, status }: Row) =>
  startsAt <= now && status !== "cancelled" && status !== "held";

/** A change of one of the bookings there are, whatever has become of it. */
const ofBooking = (
  name: Command["name"],
  change: (town: Town, booking: Row) => { path: string; body: object },
  n: number,
  fits: (town: Town, booking: Row) => boolean,
): Command => ({
  name,
  wish: async (town) => {
    const all = (await inTown(bookings, town)) as Row[];
    const fitting = all.filter((one) => fits(town, one));
    // One in five is one that it cannot be done with.
    const booking = at(n % 5 === 0 || fitting.length === 0 ? all : fitting, n);
    if (!booking) return undefined;
    const { path, body } = change(town, booking);
    return { who: town.owner, call: { method: "PUT", path, body, seen: booking } };
  },
});

export const move = fc.record({ n: nth, slot }).map(({ n, slot }) =>
  ofBooking(
    "move",
    (town, { id, startsAt, endsAt }) => {
      const lasts = Date.parse(endsAt) - Date.parse(startsAt);
      const from = quarter(town, slot);
      const body = { startsAt: from, endsAt: shift(from, lasts), anyway: "yes" };
      return { path: `/api/v1/bookings/${id}/time`, body };
    },
    n,
    ahead,
  ),
);

export const cancel = fc
  .record({ n: nth, reason: fc.constantFrom("student", "student_ill", "school") })
  .map(({ n, reason }) =>
    ofBooking(
      "cancel",
      (_, { id }) => ({ path: `/api/v1/bookings/${id}/cancellation`, body: { reason } }),
      n,
      ahead,
    ),
  );

export const attest = fc
  .record({ n: nth, outcome: fc.constantFrom("delivered", "delivered", "no_show", "cancelled") })
  .map(({ n, outcome }) =>
    ofBooking(
      "attest",
      (_, { id, status }) => ({
        path: `/api/v1/lessons/${id}/attestation`,
        body: {
          outcome,
          step: "B.2.lesson",
          ...(outcome === "cancelled" && { cancelReason: "student" }),
          ...(status !== "booked" && { reason: "Var feil" }),
        },
      }),
      n,
      begun,
    ),
  );

export const hold = nth.map(
  (n): Command => ({
    name: "hold",
    wish: async (town) => {
      const path = `/api/v1/me/bookings/slots?student=${town.own}&class=B`;
      const { body } = await ask(town, town.student, { method: "GET", path });
      const open = at((body.items ?? []) as { startsAt: string; instructorId: string }[], n);
      if (!open) return undefined;
      const { startsAt, instructorId } = open;
      const wanted = { studentId: town.own, classCode: "B", startsAt, instructorId };
      const once = uuidv7();
      const call: Call = { method: "POST", path: "/api/v1/me/bookings", body: wanted, once };
      return { who: town.student, call };
    },
  }),
);

export const confirm = nth.map(
  (n): Command => ({
    name: "confirm",
    wish: async (town) => {
      const held = (await inTown(bookings, town)) as (typeof bookings.$inferSelect)[];
      const booking = at(
        held.filter(({ status }) => status === "held"),
        n,
      );
      if (!booking) return undefined;
      const path = `/api/v1/me/bookings/${booking.id}/confirmation`;
      return { who: town.student, call: { method: "PUT", path, body: {}, seen: booking } };
    },
  }),
);
