import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Message } from "#worker/lib/outbox.ts";
import type { Booking } from "./input.ts";
import { tellStudents } from "./news/actions.ts";

/** A booking before and after: without `before` it is new, a cancelled `after` is called off. */
export type BookingChanged = { before?: Booking; after: Booking };

/** What a follower adds: to the same batch, and, once that is safe, after it. */
export type Following = {
  write?: readonly Statement[];
  tell?: readonly Message[];
  /** Trigger messages of its own writes that are refusals, not bugs. */
  raises?: readonly string[];
  /** What the student pays because the lesson was called off late. */
  feeOre?: number;
  /** Done when the change is in the database; losing it may only delay. */
  after?: () => Promise<void>;
};

/**
 * Writes what hangs on a booking in the same commit() as the booking: its charge, its record.
 * A hold that is confirmed is a new booking; before that only watchers hear of it.
 */
export type BookingFollower = (
  ctx: Ctx,
  change: BookingChanged,
  taken: Taken,
) => Promise<Following> | Following;

/** What the changes before it in the same batch take, and the database does not know of yet. */
export type Taken = Map<string, number>;

const followers: BookingFollower[] = [];

/** Has a function told of every change; `worker/followers.ts` gathers them. */
export function followBookings(...more: readonly BookingFollower[]): void {
  for (const one of more) if (!followers.includes(one)) followers.push(one);
}

/** Changes whose students are written to later, once for all of them. */
export type Gathered = BookingChanged[];

/**
 * What all of them add to these changes, and the letters to the students, ready for commit(). With
 * `gathered` there are no letters: the changes are put there, for whoever writes one for all.
 */
export async function following(ctx: Ctx, changes: readonly BookingChanged[], gathered?: Gathered) {
  const parts: Following[] = [];
  const fees = new Map<string, number>();
  const taken: Taken = new Map();
  // One after the other: two that take from the same balance must see each other's order.
  for (const change of changes)
    for (const follower of followers) {
      const part = await follower(ctx, change, taken);
      if (part.feeOre) fees.set(change.after.id, part.feeOre);
      parts.push(part);
    }
  if (!gathered) parts.push(await tellStudents(ctx, changes, fees));
  return {
    write: parts.flatMap(({ write = [] }) => [...write]),
    tell: parts.flatMap(({ tell = [] }) => [...tell]),
    raises: parts.flatMap(({ raises = [] }) => [...raises]),
    after: () => {
      gathered?.push(...changes);
      for (const { after } of parts) if (after) ctx.later(after());
    },
  };
}

/** A time that is kept for a student, until when; without `holdUntil` it is let go of. */
export type Hold = { id: string; startsAt: string; endsAt: string; holdUntil: string | null };

/** Told of a hold that is in the database already; losing it may only delay. */
export type HoldWatcher = (ctx: Ctx, hold: Hold) => Promise<void>;

const watchers: HoldWatcher[] = [];

/** Has a function told of every hold; `worker/followers.ts` gathers them. */
export function watchHolds(...more: readonly HoldWatcher[]): void {
  for (const one of more) if (!watchers.includes(one)) watchers.push(one);
}

/** Tells who looks on that a time is kept, or is not any more. */
export function tellWatchers(ctx: Ctx, hold: Hold): void {
  for (const one of watchers) ctx.later(one(ctx, hold));
}
