import { and, eq, isNull, sql } from "drizzle-orm";
import { mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { waitingInvitation, worksUntil } from "#worker/modules/users/mod.ts";
import { mine } from "../queries.ts";
import { students } from "../schema.ts";
import type { Access } from "./input.ts";

/** The two statements that tell how a student signs in, for a batch. */
export const accessQueries = (ctx: Ctx, id: string) =>
  [
    ctx.db
      .select({ userId: students.userId })
      .from(students)
      .where(and(mine(ctx), eq(students.id, id))),
    waitingInvitation(ctx, id),
  ] as const;

type Asked = readonly { userId: string | null }[];
type Invited = readonly { invitedAt: string; email: string }[];

export function toAccess(ctx: Ctx, [own]: Asked, [invited]: Invited): Access {
  const nothing = { email: null, invitedAt: null, until: null };
  if (own?.userId) return { state: "account", ...nothing };
  if (!invited) return { state: "none", ...nothing };
  const until = worksUntil(invited.invitedAt);
  return { state: until > ctx.now ? "invited" : "expired", ...invited, until };
}

type Hers = { schoolId: string; id: string; userId: string };

/** Makes an account a student's own, for the batch in which she joins; she has one at most. */
export function giveAccount(ctx: Ctx, { schoolId, id, userId }: Hers): [Statement, Statement] {
  return [
    ctx.db
      .update(students)
      .set({ userId, version: sql`${students.version} + 1` })
      .where(and(eq(students.schoolId, schoolId), eq(students.id, id), isNull(students.userId))),
    mustChange(ctx),
  ];
}
