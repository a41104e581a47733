import { HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { dayOf, weekdayOf } from "#worker/lib/dates.ts";
import { holidaysOn } from "#worker/lib/holidays.ts";
import type { FieldErrors, Reason } from "#worker/lib/problem.ts";
import { hasPlan, type Plan, spansOn, spoken, worksAt } from "#worker/modules/absences/mod.ts";
import { whyNotTeach } from "#worker/modules/employees/mod.ts";
import { whyNotDrive } from "#worker/modules/vehicles/mod.ts";
import type { Facts, Wanted } from "./facts/queries.ts";
import { whyNotTrain } from "./facts/training.ts";
import { type Booking, type BookingInput, LONGEST } from "./input.ts";
import type { claims } from "./schema.ts";

const school = "bookings.school_calendar";
const law = "bookings.law_working_time";
// A calendar reaches two years ahead; what is typed beyond that is a slip of the keyboard.
const AHEAD = 730 * 24 * HOUR;
// What was held longer ago than this stands in the student's training record, not in a calendar.
const BACK = 366 * 24 * HOUR;
// LOV-2005-06-17-62 § 10-4: nine hours of work in a day, unless agreed otherwise.
const WORKDAY = 9 * HOUR;

export type Claim = Pick<typeof claims.$inferInsert, "kind" | "resourceId" | "startsAt" | "endsAt">;

/** What a booking occupies, and for how long: the instructor's road is hers too. */
export function claimsOf(wanted: Wanted & { bufferMinutes: number }): Claim[] {
  const { startsAt, endsAt, bufferMinutes } = wanted;
  const road = bufferMinutes * MINUTE;
  const long = { startsAt: shift(startsAt, -road), endsAt: shift(endsAt, road) };
  const takes = [
    ["instructor", wanted.instructorId, long],
    ["student", wanted.studentId, { startsAt, endsAt }],
    ["vehicle", wanted.vehicleId, { startsAt, endsAt }],
    ["trailer", wanted.trailerId, { startsAt, endsAt }],
    ["room", wanted.roomId, { startsAt, endsAt }],
  ] as const;
  return takes.flatMap(([kind, resourceId, time]) =>
    resourceId === null ? [] : [{ kind, resourceId, ...time }],
  );
}

/** What is wrong with the times, or missing for that kind of booking, by field. */
export function wrongFields(input: BookingInput, now: string): FieldErrors {
  const { kind, startsAt, endsAt } = input;
  const lasts = Date.parse(endsAt) - Date.parse(startsAt);
  const errors: FieldErrors = {};
  if (lasts <= 0) errors.endsAt = "bookings.ends_first";
  else if (lasts > LONGEST * MINUTE) errors.endsAt = "bookings.too_long";
  if (input.held) Object.assign(errors, wrongPast(startsAt, now));
  else if (startsAt < now) errors.startsAt = "bookings.past";
  else if (startsAt > shift(now, AHEAD)) errors.startsAt = "bookings.too_far";
  const taught = kind === "lesson" || kind === "assessment" || kind === "test";
  if (taught && !input.studentId) errors.studentId = "bookings.needs_student";
  if (taught && !input.classCode) errors.classCode = "bookings.needs_class";
  if (taught && kind !== "test" && !input.instructorId)
    errors.instructorId = "bookings.needs_instructor";
  if (!taught && claimsOf({ ...input, bufferMinutes: 0 }).length === 0)
    errors.instructorId = "bookings.needs_somebody";
  return errors;
}

function wrongPast(startsAt: string, now: string): FieldErrors {
  if (startsAt > now) return { held: "bookings.not_held_yet" };
  return startsAt < shift(now, -BACK) ? { startsAt: "bookings.too_long_ago" } : {};
}

/** Ids that name nothing of this school, by field. */
export function unknownFields(facts: Facts, wanted: Wanted): FieldErrors {
  const asked = [
    ["studentId", wanted.studentId, facts.student, "bookings.no_student"],
    ["instructorId", wanted.instructorId, facts.instructor, "bookings.no_instructor"],
    ["vehicleId", wanted.vehicleId, facts.vehicle, "bookings.no_vehicle"],
    ["trailerId", wanted.trailerId, facts.trailer, "bookings.no_vehicle"],
    ["roomId", wanted.roomId, facts.room, "bookings.no_room"],
    ["branchId", wanted.branchId, facts.branch, "bookings.no_branch"],
  ] as const;
  return Object.fromEntries(
    asked.flatMap(([field, id, row, code]) => (id !== null && !row ? [[field, code]] : [])),
  );
}

type Considered = Wanted & Pick<BookingInput, "kind" | "classCode" | "step">;

const present = (reasons: readonly (Reason | false | "" | null | undefined)[]) =>
  reasons.filter((reason) => typeof reason === "object" && reason !== null);

/** Why it cannot be booked, whoever asks: what is taken, and who or what may not. */
export function whyNotBook(facts: Facts, wanted: Considered): Reason[] {
  const { student, instructor, vehicle, trailer, room, branch } = facts;
  const { classCode } = wanted;
  const on = dayOf(wanted.startsAt);
  const gone = student?.status === "finished" || student?.status === "quit";
  return [
    ...present([
      student && gone && { code: "bookings.student_gone", source: school },
      student &&
        classCode &&
        !student.classes.includes(classCode) && {
          code: "bookings.not_her_class",
          source: school,
          params: { class: classCode },
        },
    ]),
    ...whyNotTrain(facts.training, wanted),
    ...(instructor ? teaching(facts, wanted, on) : []),
    ...(vehicle && classCode ? whyNotDrive(vehicle, classCode, on) : []),
    ...present([
      vehicle?.kind === "trailer" && { code: "bookings.not_a_vehicle", source: school },
      trailer && trailer.kind !== "trailer" && { code: "bookings.not_a_trailer", source: school },
      trailer?.retiredOn &&
        trailer.retiredOn <= on && {
          code: "vehicles.retired",
          source: school,
          params: { on: trailer.retiredOn },
        },
      room?.closedOn &&
        room.closedOn <= on && {
          code: "bookings.room_closed",
          source: school,
          params: { name: room.name, on: room.closedOn },
        },
      branch?.closedOn &&
        branch.closedOn <= on && {
          code: "bookings.branch_closed",
          source: school,
          params: { on: branch.closedOn },
        },
    ]),
    ...taken(facts),
  ];
}

function teaching({ instructor }: Facts, wanted: Considered, on: string): Reason[] {
  if (!instructor) return [];
  const { name, absences } = instructor;
  const barred = wanted.classCode
    ? whyNotTeach(instructor, wanted.classCode, on)
    : whyNotTeach({ ...instructor, teaches: true }, "B", on).filter(
        ({ code }) => code === "employees.left" || code === "employees.not_started",
      );
  const away = absences
    .filter((one) => one.startsAt < wanted.endsAt && one.endsAt > wanted.startsAt)
    .map((one): Reason => {
      const params = { name, until: one.endsAt };
      return { code: "bookings.instructor_away", source: school, params };
    });
  return [...barred, ...away.slice(0, 1)];
}

/** What is taken, and until when: each thing once, by the last claim that stands in the way. */
function taken({ clashes, student, instructor, vehicle, trailer, room }: Facts): Reason[] {
  const names = {
    student: student ? `${student.firstName} ${student.lastName}` : "",
    instructor: instructor?.name ?? "",
    vehicle: vehicle?.plate ?? "",
    trailer: trailer?.plate ?? "",
    room: room?.name ?? "",
  };
  const last = new Map(clashes.map((clash) => [clash.kind, clash]));
  return [...last.values()].map(({ kind, startsAt, endsAt }) => ({
    code: `bookings.${kind}_taken`,
    source: school,
    params: { name: names[kind], from: startsAt, until: endsAt },
  }));
}

/** When somebody works on a day, said to whoever asks for another time of it. */
export function outsideHours(name: string, plan: Plan, day: string): Reason {
  const hours = spoken(spansOn(plan, day));
  const source = "bookings.working_plan";
  return hours === ""
    ? { code: "bookings.day_off", source, params: { name, on: day } }
    : { code: "bookings.outside_hours", source, params: { name, hours } };
}

/** What it is warned about, and can be booked in spite of. */
export function whyCareful(facts: Facts, wanted: Considered): Reason[] {
  const { instructor, student, vehicle } = facts;
  const { startsAt, endsAt, classCode } = wanted;
  const day = dayOf(startsAt);
  const [holiday] = holidaysOn(day);
  const plan = instructor?.plan;
  const outside = plan && hasPlan(plan) && !worksAt(plan, day, startsAt, endsAt);
  const worked = (instructor?.today ?? []).reduce(
    (sum, one) => sum + Date.parse(one.endsAt) - Date.parse(one.startsAt),
    Date.parse(endsAt) - Date.parse(startsAt),
  );
  return present([
    outside && outsideHours(instructor?.name ?? "", plan, day),
    (holiday !== undefined || weekdayOf(day) === 7) && {
      code: holiday === undefined ? "bookings.sunday" : "bookings.holiday",
      source: law,
      params: { on: day },
    },
    worked > WORKDAY && {
      code: "bookings.long_day",
      source: law,
      params: { name: instructor?.name ?? "", hours: Math.ceil(worked / HOUR) },
    },
    student &&
      classCode &&
      student.automaticOnly.includes(classCode) &&
      vehicle?.gearbox === "manual" && { code: "bookings.manual_gearbox", source: school },
  ]);
}

type State = Pick<Booking, "status" | "startsAt">;

/** Why a booking cannot be changed or called off any more; nothing when it can. */
export function whyNotTouch({ status, startsAt }: State, now: string): Reason[] {
  if (status === "cancelled") return [{ code: "bookings.cancelled", source: school }];
  if (status !== "booked" && status !== "held")
    return [{ code: "bookings.over", source: school, params: { on: dayOf(startsAt) } }];
  return startsAt <= now
    ? [{ code: "bookings.begun", source: school, params: { on: dayOf(startsAt) } }]
    : [];
}
