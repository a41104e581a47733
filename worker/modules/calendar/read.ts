import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf, timeOf } from "#worker/lib/dates.ts";
import { Problem } from "#worker/lib/problem.ts";
import {
  byDay,
  type Column,
  column,
  type Day,
  daysIn,
  type Names,
  type Shown,
  shown,
  spansOf,
  type Work,
  worksOn,
} from "./board.ts";
import type { CalendarQuery, CalendarView, ResourceKind } from "./input.ts";
import { hoursFor, minutesOf, type Span, spanOn } from "./layout.ts";
import { namesIn, type Planned, plannedIn, startsIn, type Whose, workIn } from "./queries.ts";
import { type DayRange, rangeOf, stepFrom, weeksIn } from "./rules.ts";

/** What one of them does on one day of the whole school's week. */
export type Cell = { date: string; works: boolean; away: boolean; events: readonly Shown[] };

export type Body =
  | { kind: "grid"; hours: Span; columns: readonly Column[] }
  | {
      kind: "team";
      days: readonly Day[];
      rows: readonly { id: string | null; name: string; cells: readonly Cell[] }[];
    }
  | { kind: "month"; weeks: readonly (readonly (Day & { count: number })[])[] }
  | { kind: "agenda"; days: readonly (Day & { events: readonly Shown[] })[] };

/** A page of the calendar, ready to be drawn. */
export type CalendarPage = {
  view: CalendarView;
  date: string;
  today: string;
  range: DayRange;
  /** The days that the arrows lead to. */
  earlier: string;
  later: string;
  /** The ISO weeks that are shown. */
  weekNumbers: readonly number[];
  /** Minutes since midnight where the school is, for the line of now. */
  minutes: number;
  /** Whose calendar it is; undefined for that of everybody. */
  whose: { kind: ResourceKind; id: string; name: string } | undefined;
  /** The reader's own id among those who teach. */
  own: string | undefined;
  query: { [K in "instructor" | "vehicle" | "room" | "branch"]: string | undefined };
  names: Names;
  branches: readonly { id: string; name: string }[];
  body: Body;
};

/** Whether somebody's calendar opens with her own day: she teaches, and asked for nobody else's. */
const opensOwn = (ctx: Ctx, query: CalendarQuery) =>
  ctx.actor.roles.includes("instructor") &&
  !query.instructor &&
  !query.vehicle &&
  !query.room &&
  !query.branch;

/** Reads what a part of the calendar shows, in one trip; in two for who is on no staff list. */
export async function readCalendar(ctx: Ctx, query: CalendarQuery): Promise<CalendarPage> {
  const own = opensOwn(ctx, query);
  const instructor = query.instructor === "all" ? undefined : query.instructor;
  const whose = {
    instructor: own ? "own" : instructor,
    vehicle: query.vehicle,
    room: query.room,
    branch: query.branch,
  };
  const found = await read(ctx, query, whose);
  if (own && !found.own) return read(ctx, query, { ...whose, instructor: undefined });
  return found;
}

async function read(ctx: Ctx, query: CalendarQuery, whose: Whose): Promise<CalendarPage> {
  const today = dayOf(ctx.now);
  const date = query.date ?? today;
  const view = query.view ?? "day";
  const range = rangeOf(view, date);
  const now = { date: today, minutes: minutesOf(timeOf(ctx.now)) };
  const { frame, bodyFor } =
    view === "month" ? await readMonth(ctx, range, whose) : await readDays(ctx, view, range, whose);
  const asked = { ...whose, instructor: whose.instructor === "own" ? frame.own : whose.instructor };
  const one = whoseIs(asked, frame.names);
  if (asked.branch && !frame.branches.some(({ id }) => id === asked.branch)) throw notFound();
  return {
    view,
    date,
    today,
    range,
    earlier: stepFrom(view, date, -1),
    later: stepFrom(view, date, 1),
    weekNumbers: weeksIn(range),
    minutes: now.minutes,
    whose: one,
    query: asked,
    ...frame,
    body: bodyFor({ one, branch: asked.branch }, now),
  };
}

type Named = { id: string; name: string; branchId: string | null };
type Frame = Pick<CalendarPage, "own" | "names" | "branches">;
type Reading = { frame: Frame; bodyFor: (whom: Whom, now: Facts["now"]) => Body };

async function readMonth(ctx: Ctx, range: DayRange, whose: Whose): Promise<Reading> {
  const names = namesIn(ctx, range);
  const [starts, people, vehicles, rooms, branches, own] = await ctx.db.batch([
    startsIn(ctx, range, whose),
    names.instructors,
    names.vehicles,
    names.rooms,
    names.branches,
    names.own,
  ]);
  const frame = frameOf(people, { vehicles, rooms, branches, own });
  return { frame, bodyFor: () => monthOf(range, starts) };
}

async function readDays(
  ctx: Ctx,
  view: CalendarView,
  range: DayRange,
  whose: Whose,
): Promise<Reading> {
  const names = namesIn(ctx, range);
  const days = daysIn(range);
  const work = workIn(ctx, range, whose.instructor);
  const [rows, people, vehicles, rooms, branches, own, hours, exceptions, absences] =
    await ctx.db.batch([
      plannedIn(ctx, range, whose),
      names.instructors,
      names.vehicles,
      names.rooms,
      names.branches,
      names.own,
      work.hours,
      work.exceptions,
      work.absences,
    ]);
  const frame = frameOf(people, { vehicles, rooms, branches, own });
  const facts = { rows, names: frame.names, work: { hours, exceptions, absences } };
  return { frame, bodyFor: (whom, now) => bodyOf(view, days, { ...facts, now }, whom) };
}

function frameOf(
  people: readonly { id: string; firstName: string; lastName: string; branchId: string | null }[],
  lists: {
    vehicles: readonly Named[];
    rooms: readonly Named[];
    branches: CalendarPage["branches"];
    own: readonly { id: string }[];
  },
): Frame {
  const instructors = people.map(({ id, firstName, lastName, branchId }) => ({
    id,
    name: `${firstName} ${lastName}`,
    branchId,
  }));
  const { vehicles, rooms, branches } = lists;
  // Who is on the staff and does not teach has no calendar of her own.
  const own = instructors.find(({ id }) => id === lists.own[0]?.id)?.id;
  return { own, names: { instructors, vehicles, rooms }, branches };
}

const notFound = () => new Problem(404, "calendar.not_found");

/** The one whose calendar it is; somebody of another school is nobody. */
function whoseIs(asked: Whose, names: Names): CalendarPage["whose"] {
  const lists = [
    ["instructor", asked.instructor, names.instructors],
    ["vehicle", asked.vehicle, names.vehicles],
    ["room", asked.room, names.rooms],
  ] as const;
  const found = lists.flatMap(([kind, id, list]) => {
    if (!id) return [];
    const one = list.find((each) => each.id === id);
    if (!one) throw notFound();
    return [{ kind, id, name: one.name }];
  });
  return found[0];
}

type Facts = {
  rows: readonly Planned[];
  names: Names;
  work: Work;
  now: { date: string; minutes: number };
};
type Whom = { one: CalendarPage["whose"]; branch: string | undefined };

function bodyOf(view: CalendarView, days: readonly Day[], facts: Facts, whom: Whom): Body {
  if (view === "agenda") return agendaOf(days, facts);
  if (!whom.one && view === "week") return teamOf(days, facts, whom.branch);
  const columns = whom.one
    ? days.map((day) => column({ ...facts, day, resource: whom.one }))
    : days.flatMap((day) => peopleOn(day, facts, whom.branch));
  return { kind: "grid", columns, hours: hoursFor(spansOf(columns)) };
}

function agendaOf(days: readonly Day[], { rows, names }: Facts): Body {
  const found = byDay(shown(rows, names));
  return {
    kind: "agenda",
    days: days.map((day) => ({ ...day, events: found.get(day.date) ?? [] })),
  };
}

const NOBODY = "";

/** A column for everybody who works or teaches on a day, and one for what nobody teaches. */
function peopleOn(day: Day, facts: Facts, branch: string | undefined): Column[] {
  const theirs = Map.groupBy(facts.rows, (row) => row.instructorId ?? NOBODY);
  const people = facts.names.instructors
    .filter(
      (one) =>
        theirs.has(one.id) ||
        ((!branch || one.branchId === branch) && worksOn(facts.work, one.id, day)),
    )
    .map(({ id, name }) =>
      column({
        ...facts,
        day,
        rows: theirs.get(id) ?? [],
        resource: { kind: "instructor", id, name },
      }),
    );
  const others = theirs.get(NOBODY);
  const rest = others ? [column({ ...facts, day, rows: others, resource: undefined })] : [];
  return [...people, ...rest];
}

/** The whole school's week: a line for each instructor, a field for each of her days. */
function teamOf(days: readonly Day[], facts: Facts, branch: string | undefined): Body {
  const theirs = Map.groupBy(shown(facts.rows, facts.names), (row) => row.instructorId ?? NOBODY);
  const people = facts.names.instructors
    .filter((one) => !branch || one.branchId === branch || theirs.has(one.id))
    .map(({ id, name }): { id: string | null; name: string } => ({ id, name }));
  const rows = theirs.has(NOBODY) ? [...people, { id: null, name: "" }] : people;
  return {
    kind: "team",
    days,
    rows: rows.map(({ id, name }) => {
      const found = byDay(theirs.get(id ?? NOBODY) ?? []);
      const away = facts.work.absences.filter((one) => one.employeeId === id);
      return {
        id,
        name,
        cells: days.map((day) => ({
          date: day.date,
          works: id === null || worksOn(facts.work, id, day),
          away: away.some((one) => spanOn(day.date, one)),
          events: found.get(day.date) ?? [],
        })),
      };
    }),
  };
}

function monthOf(range: DayRange, starts: readonly { startsAt: string }[]): Body {
  const counts = new Map<string, number>();
  for (const { startsAt } of starts) {
    const day = dayOf(startsAt);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const days = daysIn(range).map((day) => ({ ...day, count: counts.get(day.date) ?? 0 }));
  const weeks = Array.from({ length: days.length / 7 }, (_, i) => days.slice(7 * i, 7 * i + 7));
  return { kind: "month", weeks };
}
