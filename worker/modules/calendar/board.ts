import { addDays, timeOf, weekdayOf } from "#worker/lib/dates.ts";
import { type Holiday, holidaysOn } from "#worker/lib/holidays.ts";
import type { ResourceKind } from "./input.ts";
import { daysOf, minutesOf, type Placed, place, type Span, spanOn, without } from "./layout.ts";
import type { Planned } from "./queries.ts";
import type { DayRange } from "./rules.ts";

/** A booking as a calendar shows it, with names instead of ids. */
export type Shown = Pick<
  Planned,
  "id" | "kind" | "status" | "startsAt" | "endsAt" | "classCode" | "step" | "title" | "pickup"
> & {
  version: number;
  /** Wall times, `HH:MM`. */
  starts: string;
  ends: string;
  student: string | null;
  instructor: string | null;
  vehicle: string | null;
  room: string | null;
  instructorId: string | null;
};

export type Day = { date: string; holidays: readonly Holiday[]; sunday: boolean };

/** One day of one person, vehicle or room. */
export type Column = Day & {
  /** What is booked when somebody presses a free slot here. */
  resource: { kind: ResourceKind; id: string; name: string } | undefined;
  /** When she works; undefined where nobody's hours apply. */
  work: readonly Span[] | undefined;
  away: readonly Span[];
  /** Minutes on the road around a lesson: taken, and no lesson. */
  travel: readonly Span[];
  free: readonly Span[];
  events: readonly (Shown & Placed)[];
};

export type Names = {
  instructors: readonly { id: string; name: string; branchId: string | null }[];
  vehicles: readonly { id: string; name: string; branchId: string | null }[];
  rooms: readonly { id: string; name: string; branchId: string | null }[];
};

export type Work = {
  hours: readonly { employeeId: string; weekday: number; starts: string; ends: string }[];
  exceptions: readonly {
    employeeId: string;
    onDate: string;
    spans: readonly { starts: string; ends: string }[];
  }[];
  absences: readonly { employeeId: string; startsAt: string; endsAt: string }[];
};

/** The shortest lesson: a gap that holds none is not offered. */
const LESSON = 45;
/** When a vehicle or a room may be offered: nobody's working hours say it. */
const DAYTIME: readonly Span[] = [{ from: 7 * 60, to: 20 * 60 }];
const QUARTER = 15;

export const daysIn = ({ from, to }: DayRange): Day[] => {
  const days: Day[] = [];
  for (let date = from; date < to; date = addDays(date, 1)) days.push(dayAs(date));
  return days;
};

const dayAs = (date: string): Day => ({
  date,
  holidays: holidaysOn(date),
  sunday: weekdayOf(date) === 7,
});

/** Bookings with the names of what they take. */
export function shown(rows: readonly Planned[], names: Names): Shown[] {
  const nameIn = (list: readonly { id: string; name: string }[]) => {
    const byId = new Map(list.map(({ id, name }) => [id, name]));
    return (id: string | null) => (id ? (byId.get(id) ?? null) : null);
  };
  const [instructor, vehicle, room] = [names.instructors, names.vehicles, names.rooms].map(nameIn);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    status: row.status,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    starts: timeOf(row.startsAt),
    ends: timeOf(row.endsAt),
    classCode: row.classCode,
    step: row.step,
    title: row.title,
    pickup: row.pickup,
    version: row.version,
    student: row.studentFirst && `${row.studentFirst} ${row.studentLast}`,
    instructor: instructor?.(row.instructorId) ?? null,
    vehicle: vehicle?.(row.vehicleId) ?? null,
    room: room?.(row.roomId) ?? null,
    instructorId: row.instructorId,
  }));
}

/**
 * When somebody works on a day: what was agreed for that day, else her weekday, unless it is a
 * holiday. Undefined when she has told no hours at all: then nothing is outside of them.
 */
export function workOn(
  work: Work,
  employeeId: string,
  { date, holidays }: Day,
): Span[] | undefined {
  const hers = work.hours.filter((one) => one.employeeId === employeeId);
  const special = work.exceptions.find(
    (one) => one.employeeId === employeeId && one.onDate === date,
  );
  if (!special && hers.length === 0) return undefined;
  const usual = holidays.length > 0 ? [] : hers.filter((one) => one.weekday === weekdayOf(date));
  return (special?.spans ?? usual)
    .map(({ starts, ends }) => ({ from: minutesOf(starts), to: minutesOf(ends) }))
    .sort((a, b) => a.from - b.from);
}

/** Whether somebody works on a day; who has told no hours works on the days that people do. */
export function worksOn(work: Work, employeeId: string, day: Day): boolean {
  const spans = workOn(work, employeeId, day);
  return spans ? spans.length > 0 : isOpen(day);
}

const isOpen = (day: Day) => !day.sunday && day.holidays.length === 0;

type ColumnOf = {
  day: Day;
  resource: Column["resource"];
  rows: readonly Planned[];
  names: Names;
  work: Work;
  /** The wall clock of the reader: what is over is not offered. */
  now: { date: string; minutes: number };
};

/** One day of one of them: what is planned, what is free and why the rest is not. */
export function column({ day, resource, rows, names, work, now }: ColumnOf): Column {
  const own = resource?.kind === "instructor" ? resource.id : undefined;
  const spanned = shown(rows, names).flatMap((event) => {
    const span = spanOn(day.date, event);
    return span ? [{ ...event, ...span }] : [];
  });
  const hours = own ? workOn(work, own, day) : undefined;
  const away = work.absences
    .filter((one) => one.employeeId === own)
    .flatMap((one) => {
      const span = spanOn(day.date, one);
      return span ? [span] : [];
    });
  const buffers = own
    ? rows.flatMap((row) => {
        const span = spanOn(day.date, row);
        if (!span || row.bufferMinutes === 0) return [];
        const { from, to } = span;
        return [{ from: from - row.bufferMinutes, to: to + row.bufferMinutes }];
      })
    : [];
  const open = hours ?? (isOpen(day) ? DAYTIME : []);
  const busy = [...spanned, ...away, ...buffers];
  const left = without(open, [...busy, past(day.date, now)], LESSON);
  return {
    ...day,
    resource,
    work: hours,
    away,
    travel: without(buffers, [...spanned, ...away]),
    free: resource ? left : [],
    events: place(spanned),
  };
}

/** What is over of a day, up to the next quarter of an hour. */
function past(date: string, now: { date: string; minutes: number }): Span {
  if (date < now.date) return { from: 0, to: 24 * 60 };
  if (date > now.date) return { from: 0, to: 0 };
  return { from: 0, to: Math.ceil(now.minutes / QUARTER) * QUARTER };
}

/** Everything on the grid of some columns: its hours must hold all of it. */
export const spansOf = (columns: readonly Column[]): Span[] =>
  columns.flatMap(({ events, work = [], away }) => [
    ...events,
    ...work,
    ...away.filter(({ from, to }) => to - from < 24 * 60 && from > 0),
  ]);

/** What is planned on each day, by day; a booking over midnight is on both. */
export function byDay<B extends { startsAt: string; endsAt: string }>(rows: readonly B[]) {
  const found = new Map<string, B[]>();
  for (const row of rows)
    for (const day of daysOf(row)) {
      const list = found.get(day);
      if (list) list.push(row);
      else found.set(day, [row]);
    }
  return found;
}
