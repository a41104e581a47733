import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { invitePerson } from "#worker/modules/users/mod.ts";
import { studentQuery, toStudent } from "../queries.ts";
import type { Access } from "./input.ts";
import { accessQueries, toAccess } from "./queries.ts";

async function readBoth(ctx: Ctx, id: string) {
  const [own, asked, invited] = await ctx.db.batch([
    studentQuery(ctx, id),
    ...accessQueries(ctx, id),
  ]);
  return { student: toStudent(own), access: toAccess(ctx, asked, invited) };
}

export async function readAccess(ctx: Ctx, id: string): Promise<Access> {
  return (await readBoth(ctx, id)).access;
}

/** Writes to a student how she gets an account of her own; what was sent before stops working. */
export async function inviteStudent(ctx: Ctx, id: string, once?: string): Promise<void> {
  const { student, access } = await readBoth(ctx, id);
  if (access.state === "account") throw new Problem(409, "students.has_account");
  const { email, firstName, lastName } = student;
  if (!email) throw fieldProblem("email", "students.email_wanted");
  const name = `${firstName} ${lastName}`;
  const person = { personId: id, role: "student", name, email } as const;
  const { write, tell, unique } = await invitePerson(ctx, person, once);
  await commit(ctx, {
    ...{ entity: "student", entityId: id, action: "students.invited" },
    diff: { email: [null, email] },
    ...{ write, tell, unique, once: true },
  });
}
