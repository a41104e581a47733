import type { Ctx } from "#worker/lib/ctx.ts";

type Span = { startsAt: string; endsAt: string };

/** When somebody was and is away, or works at other hours: the stretches before and after. */
export type AbsenceChanged = { id: string; spans: readonly Span[] };

/** Told of a change that is in the database already; losing it may only delay. */
export type AbsenceFollower = (ctx: Ctx, change: AbsenceChanged) => Promise<void>;

const followers: AbsenceFollower[] = [];

/** Has a function told of every change; `worker/followers.ts` gathers them. */
export function followAbsences(...more: readonly AbsenceFollower[]): void {
  for (const one of more) if (!followers.includes(one)) followers.push(one);
}

/** Tells all of them, once the change is safe. */
export function tellFollowers(ctx: Ctx, id: string, ...spans: readonly Span[]): void {
  for (const one of followers) ctx.later(one(ctx, { id, spans }));
}
