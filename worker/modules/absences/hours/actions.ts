import { and, eq, sql } from "drizzle-orm";
import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, instantAt } from "#worker/lib/dates.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { bookingsBetween } from "#worker/modules/bookings/mod.ts";
import { tellFollowers } from "../followers.ts";
import { staffRows } from "../page_queries.ts";
import { outsideOf, wrongSpans } from "../rules.ts";
import { planExceptions } from "../schema.ts";
import type { HoursForm, HoursInput } from "./input.ts";

type At = { employeeId: string; onDate: string };
const dayAt = ({ onDate }: At) => ({
  startsAt: instantAt(onDate),
  endsAt: instantAt(addDays(onDate, 1)),
});
const about = ({ employeeId, onDate }: At) => ({
  entity: "plan_exception",
  entityId: `${employeeId}.${onDate}`,
});

/** The stretches of the form, in their order; a stretch with one end is no stretch. */
export function spansOf(form: HoursForm): HoursInput {
  const { starts, ends, starts2, ends2, ...what } = form;
  if ((starts === null) !== (ends === null))
    throw fieldProblem(starts === null ? "starts" : "ends", "required");
  if ((starts2 === null) !== (ends2 === null))
    throw fieldProblem(starts2 === null ? "starts2" : "ends2", "required");
  const spans = [
    ...(starts !== null && ends !== null ? [{ starts, ends }] : []),
    ...(starts2 !== null && ends2 !== null ? [{ starts: starts2, ends: ends2 }] : []),
  ];
  return { ...what, spans };
}

/** Other hours on one day, or none. Lessons that would lie outside are told of before. */
export async function setHours(ctx: Ctx, input: HoursInput): Promise<void> {
  const { employeeId, onDate, note } = input;
  const wrong = wrongSpans(input.spans, onDate, dayOf(ctx.now));
  const [code] = Object.values(wrong);
  if (code) throw new Problem(422, code, { fields: wrong });
  const spans = input.spans.toSorted((a, b) => (a.starts < b.starts ? -1 : 1));
  const span = { from: instantAt(onDate), to: instantAt(addDays(onDate, 1)) };
  const [staff, booked] = await ctx.db.batch([
    staffRows(ctx),
    bookingsBetween(ctx, { ...span, instructorId: employeeId, cancelled: false }),
  ]);
  if (!staff.some(({ id }) => id === employeeId))
    throw fieldProblem("employeeId", "absences.no_employee");
  const reasons = outsideOf(spans, onDate, booked);
  if (reasons.length > 0 && !input.anyway)
    throw new Problem(409, "absences.lessons_outside", { reasons });
  const { schoolId } = ctx.actor;
  await commit(ctx, {
    ...about(input),
    action: "absences.hours_set",
    diff: diffOf<object>({}, { employeeId, onDate, spans, note }),
    write: [ctx.db.insert(planExceptions).values({ schoolId, employeeId, onDate, spans, note })],
    unique: {
      "plan_exceptions.school_id, plan_exceptions.employee_id, plan_exceptions.on_date": [
        "onDate",
        "absences.hours_taken",
      ],
    },
  });
  tellFollowers(ctx, about(input).entityId, dayAt(input));
}

/** Takes the hours of one day back; those of the weekday hold again. */
export async function removeHours(ctx: Ctx, at: At & { version: number }): Promise<void> {
  const { employeeId, onDate, version } = at;
  const own = and(
    eq(planExceptions.schoolId, ctx.actor.schoolId),
    eq(planExceptions.employeeId, employeeId),
    eq(planExceptions.onDate, onDate),
  );
  const [row] = await ctx.db
    .select({ spans: planExceptions.spans, note: planExceptions.note })
    .from(planExceptions)
    .where(own);
  if (!row) throw new Problem(404, "absences.hours_not_found");
  await commit(ctx, {
    ...about(at),
    action: "absences.hours_removed",
    diff: { spans: [row.spans, null] },
    write: [
      ctx.db.delete(planExceptions).where(and(own, sql`${planExceptions.version} = ${version}`)),
      mustChange(ctx),
    ],
  });
  tellFollowers(ctx, about(at).entityId, dayAt(at));
}
