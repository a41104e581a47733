import type { Ctx } from "#worker/lib/ctx.ts";
import type { Why } from "#worker/modules/curriculum/mod.ts";
import { teacherQuery } from "#worker/modules/employees/mod.ts";
import { studentQuery, toStudent } from "#worker/modules/students/mod.ts";
import { toFacts, trainingQueries } from "#worker/modules/training/mod.ts";
import type { Read } from "../queries.ts";
import { isJudged, type Told, warningsOf } from "./rules.ts";

/** What the curriculum has against a lesson that was held, or against what is said of it: one trip. */
export async function readWarnings(
  ctx: Ctx,
  { lesson, booking }: Pick<Read, "lesson" | "booking">,
  told?: Told,
): Promise<Why[]> {
  if (!told && !isJudged(lesson, ctx.now)) return [];
  const [teachers, own, ...rows] = await ctx.db.batch([
    teacherQuery(ctx, booking.instructorId ?? ""),
    studentQuery(ctx, booking.studentId),
    ...trainingQueries(ctx, [booking.studentId]),
  ]);
  const facts = toFacts(toStudent(own), rows);
  return warningsOf(lesson, { facts, approvals: teachers[0]?.approvals }, told);
}
