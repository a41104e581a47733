import type { DatabaseSync } from "node:sqlite";
import { auditRow, diffOf } from "#worker/lib/audit.ts";
import { DAY, HOUR, MINUTE, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { isWorkingDay } from "#worker/lib/holidays.ts";
import type { Wanted } from "#worker/modules/bookings/facts/queries.ts";
import { claimsOf } from "#worker/modules/bookings/rules.ts";
import type { bookings } from "#worker/modules/bookings/schema.ts";
import { insertBooking } from "#worker/modules/bookings/writes.ts";
import { type Random, randomFrom } from "./random.ts";

type Row = Wanted & Omit<typeof bookings.$inferInsert, "schoolId" | "createdBy" | "createdAt">;
type Learner = {
  id: string;
  instructor: string;
  branch: string | null;
  emma: number;
  assessed?: boolean;
};
type Teacher = { id: string; starts: string; ends: string };
type Place = {
  learners: readonly Learner[];
  teachers: readonly Teacher[];
  cars: readonly string[];
  rooms: ReadonlyMap<string, string>;
};

// Two weeks that were, this one, and three that come.
const weeks = [-2, -1, 0, 1, 2, 3];
const lengths = [45, 45, 90];
// The training card wants an hour of it.
const ASSESSMENT = 60;

/** A calendar as a school has one: lessons, a meeting and a course each week, some called off. */
export async function makeBookings(
  ctx: Ctx,
  file: DatabaseSync,
  rooms: Place["rooms"],
): Promise<void> {
  const place = { ...placeOf(file, ctx.actor.schoolId), rooms };
  const random = randomFrom(4242);
  const monday = dayOf(ctx.now);
  for (const week of weeks)
    for (const n of [0, 1, 2, 3, 4]) {
      const day = addDays(monday, 7 * week + n);
      if (!isWorkingDay(day)) continue;
      // Emma books by herself: she has few lessons ahead, and always the first one on a Thursday.
      // The last of them is a stage assessment.
      const learners = place.learners
        .filter(({ emma }) => !emma || (n === 3 && week < 3))
        .map((one) => ({ ...one, assessed: one.emma === 1 && week === 2 }));
      const rows = [
        ...shared(random, place, day, n),
        ...lessons(random, { ...place, learners }, day, n),
      ];
      await write(
        ctx,
        rows.map((row) => settled(random, ctx.now, row)),
      );
    }
}

async function write(ctx: Ctx, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const made = shift(first.startsAt, -9 * DAY);
  const then = { ...ctx, now: made < ctx.now ? made : ctx.now };
  const entry = (row: Row) => ({
    action: "bookings.booked" as const,
    entity: "booking",
    entityId: row.id,
    diff: diffOf<object>({}, row),
  });
  await commit(then, {
    ...entry(first),
    write: rows.flatMap((row) => {
      const taken = claimsOf({ ...row, bufferMinutes: 0 });
      const booked = insertBooking(then, row, row.status === "cancelled" ? [] : taken);
      return row === first ? booked : [...booked, auditRow(then, entry(row))];
    }),
  });
}

const nobody = {
  ...{ studentId: null, instructorId: null, vehicleId: null, trailerId: null },
  ...{ roomId: null, branchId: null },
};

/** Who learns class B from whom, who teaches when, and the cars: as they are in the file. */
function placeOf(file: DatabaseSync, schoolId: string) {
  const all = <T>(text: string) => file.prepare(text).all(schoolId) as unknown as T[];
  return {
    learners: all<Learner>(`select s.id, s.instructor_id as instructor, s.branch_id as branch,
        s.user_id is not null as emma
      from students s join student_classes c on c.school_id = s.school_id and c.student_id = s.id
      where s.school_id = ? and s.status = 'active' and s.instructor_id is not null
        and c.class_code = 'B' and c.automatic_only = 0 order by s.number`),
    teachers: all<Teacher>(`select e.id, min(h.starts) as starts, max(h.ends) as ends
      from employees e join working_hours h on h.school_id = e.school_id and h.employee_id = e.id
      where e.school_id = ? group by e.id order by e.id`),
    cars: all<{ id: string }>(`select id from vehicles where school_id = ? and kind = 'car'
      and exists (select 1 from json_each(classes) where value = 'B')
      and inspect_by > '${dayOf(new Date().toISOString())}' order by plate`).map(({ id }) => id),
  };
}

/** What the whole school does together: a meeting on Monday, a course on Tuesday evening. */
function shared(random: Random, { teachers, rooms }: Place, day: string, n: number): Row[] {
  const usual = { status: "booked", ...nobody } as const;
  const room = rooms.get("classroom") ?? null;
  if (n === 0)
    return teachers.map(({ id: instructorId }) => ({
      ...{ ...usual, id: random.id(instantAt(day)), kind: "meeting", instructorId },
      ...{ startsAt: instantAt(day, "15:00"), endsAt: instantAt(day, "15:45"), title: "Ukemøte" },
    }));
  const teacher = teachers.find(({ ends }) => ends < "17:30");
  if (n !== 1 || !teacher) return [];
  const times = { startsAt: instantAt(day, "17:30"), endsAt: instantAt(day, "20:30") };
  return [
    {
      ...{ ...usual, id: random.id(instantAt(day)), kind: "course", title: "Trafikalt grunnkurs" },
      ...{ ...times, instructorId: teacher.id, roomId: room, classCode: "B", step: "B.1.tgk" },
    },
  ];
}

/** A day of driving: each instructor her own car and students, with a pause now and then. */
function lessons(random: Random, place: Place, day: string, n: number): Row[] {
  return place.teachers.flatMap((teacher, t) => {
    const own = place.learners.filter(({ instructor }) => instructor === teacher.id);
    const rows: Row[] = [];
    let at = instantAt(day, teacher.starts);
    const end = instantAt(day, n === 0 || n === 4 ? "15:00" : teacher.ends);
    for (let k = 0; own.length > 0; k++) {
      const emma = k === 0 ? own.find((one) => one.emma) : undefined;
      const drawn = lengths[random.below(lengths.length)] ?? 45;
      const endsAt = shift(at, (emma?.assessed ? ASSESSMENT : drawn) * MINUTE);
      if (endsAt > end) break;
      const learner = emma ?? own[random.below(own.length)];
      // Some times stay free for others.
      const free = !learner || (!emma && random.chance(30));
      const twice = rows.some(({ studentId }) => studentId === learner?.id);
      if (!free && !twice)
        rows.push(lesson(random, { learner, teacher, car: place.cars[t], startsAt: at, endsAt }));
      at = shift(endsAt, (k % 3 === 2 ? 45 : 0) * MINUTE);
    }
    return rows;
  });
}

type Taught = {
  learner: Learner;
  teacher: Teacher;
  car: string | undefined;
  startsAt: string;
  endsAt: string;
};

function lesson(random: Random, { learner, teacher, car, ...times }: Taught): Row {
  const kind = learner.assessed ? ("assessment" as const) : ("lesson" as const);
  const stage = learner.emma === 1 || random.chance(40) ? 3 : 2;
  return {
    ...{ ...nobody, ...times, id: random.id(times.startsAt), kind, status: "booked" },
    ...{ studentId: learner.id, instructorId: teacher.id, vehicleId: car ?? null },
    ...{ branchId: learner.branch, classCode: "B" as ClassCode, step: `B.${stage}.${kind}` },
    pickup: random.chance(15) ? "Utenfor biblioteket" : null,
  };
}

/** What became of it by now: one in fifteen is called off, some too late; what was is done. */
function settled(random: Random, now: string, row: Row): Row {
  const past = row.startsAt < now;
  if (!row.studentId) return row;
  if (random.chance(7)) {
    const late = past && random.chance(30);
    const off = shift(row.startsAt, late ? -5 * HOUR : -2 * DAY);
    return {
      ...{ ...row, status: "cancelled", cancelReason: late ? "student" : "student_ill" },
      ...{ cancelledAt: off < now ? off : now, cancelledBy: "system", cancelledLate: late },
    };
  }
  return past ? { ...row, status: random.chance(4) ? "no_show" : "done" } : row;
}
