import type { Context } from "hono";
import { BookingFormPage } from "#web/modules/bookings/views/form.tsx";
import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { addDays, dayOf, instantAt, timeOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ClassCode, ClockTime, Day, Id } from "#worker/lib/fields.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import { type Draft, draftOf } from "#worker/lib/input.ts";
import { fieldProblem, type Reason } from "#worker/lib/problem.ts";
import { curriculumOn } from "#worker/modules/curriculum/mod.ts";
import {
  type Booking,
  BookingChange,
  type BookingForm,
  type BookingInput,
  type BookingStart,
} from "./input.ts";
import { readOffers } from "./offers/queries.ts";
import { offersOf } from "./offers/rules.ts";

/** A day, a wall time and minutes as two instants. */
export function toInput({ on, at, minutes, ...what }: BookingForm): BookingInput {
  const startsAt = instantAt(on, at);
  // One night a year an hour is missing.
  if (timeOf(startsAt) !== at) throw fieldProblem("at", "bookings.no_such_time");
  return { ...what, startsAt, endsAt: shift(startsAt, minutes * MINUTE) };
}

/** The form of a booking that exists. */
export function changeDraft(booking: Booking) {
  const { startsAt, endsAt } = booking;
  const minutes = (Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE;
  const time = { on: dayOf(startsAt), at: timeOf(startsAt), minutes };
  return draftOf({ ...booking, ...time, anyway: false }, BookingChange);
}

const nextWorkingDay = (now: string) => {
  let day = addDays(dayOf(now), 1);
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
};

/** The last full hour that has been over for an hour: what is written down late was just held. */
const lastHour = (now: string) => {
  const then = shift(now, -HOUR);
  return { on: dayOf(then), at: `${timeOf(then).slice(0, 2)}:00` };
};

/** A new booking as its link asks for it, and otherwise a usual one on the next working day. */
export function startDraft(start: BookingStart, now: string): Draft<never> {
  const held = start.held && lastHour(now);
  return draftOf({
    kind: start.kind ?? (start.none ? "meeting" : "lesson"),
    on: start.on ?? held?.on ?? nextWorkingDay(now),
    at: start.at ?? held?.at ?? "09:00",
    held: held !== undefined,
    minutes: start.minutes ?? (start.none ? 60 : 45),
    classCode: start.class ?? "",
    step: start.step ?? "",
    studentId: start.student ?? "",
    instructorId: start.instructor ?? "",
    vehicleId: start.vehicle ?? "",
    roomId: start.room ?? "",
  });
}

/** The steps of a class that a school plans: what is done without it is not booked. */
function stepsToBook(classCode: ClassCode | undefined, on: string): string[] {
  const all = classCode ? (curriculumOn(classCode, on)?.steps ?? []) : [];
  const booked = all.filter(({ kind }) => kind !== "practice" && kind !== "theory_test");
  return [...new Set(booked.map(({ step }) => step))];
}

type FormView = {
  draft: Draft<unknown>;
  id?: string;
  /** Nobody has typed anything: whoever teaches and asks is meant to do it herself. */
  fresh?: boolean;
  /** What a rule said no to. */
  refused?: { code: string; reasons: readonly Reason[] };
};

/** The form with everybody and everything that is free at the time it has: one trip. */
export async function formView(c: Context<Env>, { draft, id, fresh, refused }: FormView) {
  const { ctx } = c.var;
  const value = (name: string) => [draft.values[name] ?? ""].flat()[0] ?? "";
  const day = Day.safeParse(value("on")).data;
  const time = ClockTime.safeParse(value("at")).data;
  const minutes = Number(value("minutes"));
  const known = day !== undefined && time !== undefined && minutes > 0 && minutes < 1440;
  const startsAt = instantAt(day ?? nextWorkingDay(ctx.now), time ?? "09:00");
  const endsAt = shift(startsAt, (known ? minutes : 45) * MINUTE);
  const read = await readOffers(ctx, { startsAt, endsAt }, Id.safeParse(value("studentId")).data);
  const classes = read.student?.pairs.map(([code]) => code) ?? [];
  const asked = ClassCode.safeParse(value("classCode")).data;
  const classCode = asked ?? (value("classCode") === "" ? classes[0] : undefined);
  const offers = offersOf(read, { startsAt, endsAt, classCode, except: id });
  // What has been held was held by her, though the time that is suggested is another lesson's.
  const may = offers.instructors.some(
    ({ id, reasons }) => id === read.own && (value("held") !== "" || reasons.length === 0),
  );
  // Otherwise her own instructor is meant, where he is free and at work.
  const hers = offers.instructors.find(({ id }) => id === read.student?.instructorId);
  const usual = hers?.reasons.length === 0 && hers.careful.length === 0 ? hers.id : undefined;
  const self = fresh && value("instructorId") === "" ? (may ? read.own : usual) : undefined;
  const values = {
    ...draft.values,
    ...(classCode && { classCode }),
    ...(self && { instructorId: self }),
  };
  return (
    <BookingFormPage
      draft={{ ...draft, values }}
      offers={offers}
      branches={read.branches}
      student={read.student}
      classes={classes}
      steps={stepsToBook(classCode, dayOf(startsAt))}
      {...(id === undefined ? {} : { id })}
      {...(refused === undefined ? {} : { refused })}
    />
  );
}
