import { and, eq } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { fold } from "#worker/lib/fold.ts";
import { maskNationalId } from "#worker/lib/national_id.ts";
import { searchTerms } from "#worker/lib/search.ts";
import { contactsOfStudent, toLinked } from "#worker/modules/contacts/mod.ts";
import { asNamed, instructorRows } from "#worker/modules/employees/mod.ts";
import { asOffered, offeredRows, openBranches } from "#worker/modules/schools/mod.ts";
import { accessQueries, toAccess } from "../access/queries.ts";
import type { Student, StudentDetails } from "../input.ts";
import { openNationalId, sealedQuery } from "../national_ids/queries.ts";
import { columns, mine, STUDENT, sortNameOf, spoken, studentQuery, toStudent } from "../queries.ts";
import { rowsOf } from "../register/queries.ts";
import { openingBalances, students } from "../schema.ts";

/** Everything on a student's page, in one batch. */
export async function readCard(ctx: Ctx, id: string) {
  const [own, rows, contacts, balances, sealed, asked, invited] = await ctx.db.batch([
    studentQuery(ctx, id),
    rowsOf(ctx, [id]),
    contactsOfStudent(ctx, id),
    ctx.db
      .select({ amount: openingBalances.amount, at: openingBalances.at })
      .from(openingBalances)
      .where(
        and(eq(openingBalances.schoolId, ctx.actor.schoolId), eq(openingBalances.studentId, id)),
      ),
    sealedQuery(ctx, id),
    ...accessQueries(ctx, id),
  ]);
  const student = toStudent(own);
  const mayKnow = ctx.actor.grants.includes("students:national_id");
  const nationalId = mayKnow && sealed[0] ? openNationalId(ctx, sealed[0]) : undefined;
  return {
    student,
    instructor: rows[0]?.instructor ?? null,
    branch: rows[0]?.branch ?? null,
    contacts: toLinked(contacts),
    balance: balances[0] ?? null,
    access: toAccess(ctx, asked, invited),
    maskedId: nationalId ? maskNationalId(nationalId) : null,
    today: dayOf(ctx.now),
  };
}
export type Card = Awaited<ReturnType<typeof readCard>>;

/** What the form of a student offers to choose from; her own choices stay, open or not. */
export async function readOptions(ctx: Ctx) {
  const [instructors, branches, offered] = await ctx.db.batch([
    instructorRows(ctx),
    openBranches(ctx),
    offeredRows(ctx),
  ]);
  return {
    instructors: asNamed(instructors),
    branches,
    offered: asOffered(offered).map((one) => one.code),
  };
}
export type Options = Awaited<ReturnType<typeof readOptions>>;

type Facts = Pick<StudentDetails, "firstName" | "lastName" | "birthDate" | "phone">;
export type Double = Pick<Student, "id" | "number" | "firstName" | "lastName" | "birthDate">;

/** Who may be the same person: the same name and birthday, or the same telephone. */
export async function findDoubles(ctx: Ctx, facts: Facts): Promise<Double[]> {
  const shown = {
    id: columns.id,
    number: columns.number,
    firstName: columns.firstName,
    lastName: columns.lastName,
    birthDate: columns.birthDate,
  };
  const sameName = and(
    mine(ctx),
    eq(students.sortName, sortNameOf(facts)),
    eq(students.birthDate, facts.birthDate),
  );
  const [byName, byPhone] = await ctx.db.batch([
    ctx.db.select(shown).from(students).where(sameName).limit(5),
    ctx.db
      .select(shown)
      .from(searchTerms)
      .innerJoin(
        students,
        and(eq(students.schoolId, searchTerms.schoolId), eq(students.id, searchTerms.id)),
      )
      .where(
        and(
          eq(searchTerms.schoolId, ctx.actor.schoolId),
          eq(searchTerms.kind, STUDENT),
          eq(searchTerms.term, fold(spoken(facts.phone))),
          eq(students.phone, facts.phone ?? ""),
        ),
      )
      .limit(5),
  ]);
  return [...new Map([...byName, ...byPhone].map((row) => [row.id, row])).values()];
}
