import { and, eq } from "drizzle-orm";
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
