import { and, desc, eq } from "drizzle-orm";
import { audit } from "#worker/lib/audit.ts";
import { shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { blindIndex, unseal } from "#worker/lib/seal.ts";
import { mine } from "../queries.ts";
import { students } from "../schema.ts";

/** The sealed number, for a batch. Only this file opens it. */
export function sealedQuery(ctx: Ctx, id: string) {
  return ctx.db
    .select({ id: students.id, nationalIdEnc: students.nationalIdEnc })
    .from(students)
    .where(and(mine(ctx), eq(students.id, id)));
}

type Sealed = { id: string; nationalIdEnc: string | null };

/** The number itself: to be masked, or shown to somebody who has proven herself, on record. */
export function openNationalId(ctx: Ctx, { id, nationalIdEnc }: Sealed): string | undefined {
  const { schoolId } = ctx.actor;
  const place = { schoolId, table: "students", column: "national_id_enc", id };
  return nationalIdEnc === null ? undefined : unseal(ctx.env.KEYS, place, nationalIdEnc);
}

/** Whose number it is, found blind: the number is in no index, address or log. */
export function findByNationalId(ctx: Ctx, nationalId: string): Promise<string | undefined> {
  return findByIndex(ctx, blindIndex(ctx.env.KEYS, ctx.actor.schoolId, nationalId));
}

/** The same by the number's blind index. */
export async function findByIndex(ctx: Ctx, index: string): Promise<string | undefined> {
  const [row] = await ctx.db
    .select({ id: students.id })
    .from(students)
    .where(and(mine(ctx), eq(students.nationalIdIndex, index)));
  return row?.id;
}

const SECOND_CLICK = 30_000;

/** Whether whoever asks has set that student's number half a minute ago at most. */
export async function setJustNow(ctx: Ctx, id: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ actor: audit.actor, at: audit.at })
    .from(audit)
    .where(
      and(
        eq(audit.schoolId, ctx.actor.schoolId),
        eq(audit.entity, "student"),
        eq(audit.entityId, id),
        eq(audit.action, "students.national_id_set"),
      ),
    )
    .orderBy(desc(audit.seq))
    .limit(1);
  return row?.actor === ctx.actor.id && row.at >= shift(ctx.now, -SECOND_CLICK);
}
