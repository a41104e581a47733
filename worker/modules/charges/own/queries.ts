import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { ownStudents } from "#worker/modules/contacts/mod.ts";
import type { MoneyList } from "../input.ts";
import { readMoney } from "../money_queries.ts";

/** The money of whoever asks, or of one of the children she answers for: two trips. */
export async function readOwnMoney(
  ctx: Ctx,
  { student, ...list }: MoneyList & { student?: string | undefined },
) {
  const people = await ownStudents(ctx);
  const found = student === undefined ? people[0] : people.find(({ id }) => id === student);
  if (!found && student !== undefined) throw new Problem(404, "students.not_found");
  return { people, money: found && (await readMoney(ctx, found.id, list)) };
}
