import type { DatabaseSync } from "node:sqlite";
import { diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { absences, planExceptions } from "#worker/modules/absences/schema.ts";
import type { Random } from "./random.ts";

/** Somebody who is at a course next Wednesday, with lessons booked; another works late one day. */
export async function makeAbsences(ctx: Ctx, file: DatabaseSync, random: Random): Promise<void> {
  const { schoolId } = ctx.actor;
  const teachers = file
    .prepare("select id from employees where school_id = ? and teaches = 1 order by id")
    .all(schoolId) as { id: string }[];
  const [one, two] = teachers;
  if (!one || !two) return;
  const monday = dayOf(ctx.now);
  const id = random.id(ctx.now);
  const away = {
    ...{ employeeId: one.id, kind: "course", note: "Etterutdanning i Oslo" },
    startsAt: instantAt(addDays(monday, 9)),
    endsAt: instantAt(addDays(monday, 10)),
  };
  await commit(ctx, {
    action: "absences.registered",
    entity: "absence",
    entityId: id,
    diff: diffOf<object>({}, away),
    write: [
      ctx.db
        .insert(absences)
        .values({ schoolId, id, ...away, createdBy: ctx.actor.id, createdAt: ctx.now }),
    ],
  });
  const hours = {
    ...{ employeeId: two.id, onDate: addDays(monday, 8), note: "Foreldremøte" },
    spans: [{ starts: "08:00", ends: "13:00" }],
  };
  await commit(ctx, {
    action: "absences.hours_set",
    entity: "plan_exception",
    entityId: `${hours.employeeId}.${hours.onDate}`,
    diff: diffOf<object>({}, hours),
    write: [ctx.db.insert(planExceptions).values({ schoolId, ...hours })],
  });
}
