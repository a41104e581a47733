import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { audit, isSensitiveRead, sensitiveReads } from "#worker/lib/audit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, instantAt } from "#worker/lib/dates.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { oneOf } from "#worker/lib/search.ts";
import { students } from "#worker/modules/students/mod.ts";
import { users } from "#worker/modules/users/mod.ts";
import type { OwnRead, Read, ReadList } from "./input.ts";

const MANY = 100;

/** Who looked at what is most sensitive in the school, read off the audit log by its own index. */
export async function listReads(ctx: Ctx, list: ReadList): Promise<Paged<Read>> {
  const { after, order, limit } = keyset({ at: audit.at }, audit.id, list);
  const rows = await ctx.db
    .select({
      id: audit.id,
      at: audit.at,
      who: users.name,
      action: audit.action,
      studentId: students.id,
      student: sql<string | null>`${students.firstName} || ' ' || ${students.lastName}`,
      network: audit.ipPrefix,
    })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actor))
    .leftJoin(
      students,
      and(
        eq(students.schoolId, audit.schoolId),
        eq(students.id, audit.entityId),
        eq(audit.entity, "student"),
      ),
    )
    .where(and(eq(audit.schoolId, ctx.actor.schoolId), isSensitiveRead, wanted(list), after))
    .orderBy(...order)
    .limit(limit);
  return toPage(rows, list);
}

function wanted({ kind, from, to }: ReadList): SQL | undefined {
  return and(
    kind && oneOf(audit.action, sensitiveReads[kind]),
    from ? gte(audit.at, instantAt(from)) : undefined,
    to ? lt(audit.at, instantAt(addDays(to, 1))) : undefined,
  );
}

/** Who looked at one student's own: by name, so lists that she stood in are not among them. */
export const readsOf = (ctx: Ctx, studentId: string): Promise<OwnRead[]> =>
  ctx.db
    .select({ id: audit.id, at: audit.at, who: users.name, action: audit.action })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actor))
    .where(
      and(
        eq(audit.schoolId, ctx.actor.schoolId),
        eq(audit.entity, "student"),
        eq(audit.entityId, studentId),
        isSensitiveRead,
      ),
    )
    .orderBy(desc(audit.seq))
    .limit(MANY);
