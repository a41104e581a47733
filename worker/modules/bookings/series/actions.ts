import { uuidv7 } from "uuidv7";
import { auditRow, diffOf } from "#worker/lib/audit.ts";
import { shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, dayOf, instantAt, timeOf } from "#worker/lib/dates.ts";
import { Problem, type Reason } from "#worker/lib/problem.ts";
import { about, decide, pictured, raises } from "../actions.ts";
import { following } from "../followers.ts";
import type { BookingInput, Series } from "../input.ts";
import type { Claim } from "../rules.ts";
import { insertBooking, sweepHolds } from "../writes.ts";

/** The same time on the wall clock every week: eight o'clock stays eight o'clock. */
export function weekly(input: BookingInput, weeks: number): BookingInput[] {
  const [day, time] = [dayOf(input.startsAt), timeOf(input.startsAt)];
  const lasts = Date.parse(input.endsAt) - Date.parse(input.startsAt);
  return Array.from({ length: weeks }, (_, n) => {
    const startsAt = instantAt(addDays(day, 7 * n), time);
    return { ...input, startsAt, endsAt: shift(startsAt, lasts) };
  });
}

// Somebody else may take one of the weeks meanwhile; then what is left is looked at once more.
const TRIES = 4;

/**
 * Books what it can of a series in one batch, and says what it could not and why. The id becomes
 * that of the first booking, so a form that is sent twice makes one series.
 */
export async function bookSeries(
  ctx: Ctx,
  id: string,
  { weeks, ...input }: BookingInput & { weeks: number },
): Promise<Series> {
  for (let tries = 1; ; tries++) {
    const looked = await Promise.all(weekly(input, weeks).map((one) => consider(ctx, id, one)));
    const refused = looked.filter((one) => "reasons" in one);
    const free = looked.filter((one) => "taken" in one);
    // Nothing at all: then it is the first week that is refused.
    if (free.length === 0)
      throw new Problem(409, refused[0]?.reasons[0]?.code ?? "bookings.taken", {
        reasons: refused.flatMap(({ reasons }) => reasons).slice(0, 10),
      });
    const rows = free.map(({ input, bufferMinutes, taken }, n) => {
      const { anyway: _, held: __, ...row } = input;
      const own = { id: n === 0 ? id : uuidv7(), seriesId: id, seriesN: n + 1 };
      return { taken, row: { ...row, ...own, status: "booked", bufferMinutes } as const };
    });
    const more = await following(
      ctx,
      rows.map(({ row }) => ({ after: pictured(row.id, row, ctx.now) })),
    );
    const entry = (row: (typeof rows)[number]["row"]) => ({
      ...about(row.id),
      action: "bookings.booked" as const,
      diff: diffOf<object>({}, row),
    });
    const [first, ...others] = rows;
    try {
      if (first)
        await commit(ctx, {
          ...entry(first.row),
          write: [
            ...sweepHolds(ctx),
            ...rows.flatMap(({ row, taken }) => insertBooking(ctx, row, taken)),
            ...others.map(({ row }) => auditRow(ctx, entry(row))),
            ...more.write,
          ],
          tell: more.tell,
          raises: [...raises, ...more.raises],
          once: true,
        });
    } catch (error) {
      const lost = error instanceof Problem && raises.some((code) => code === error.code);
      if (lost && tries < TRIES) continue;
      throw error;
    }
    more.after();
    return {
      seriesId: id,
      booked: rows.map(({ row }) => ({ id: row.id, startsAt: row.startsAt })),
      refused: refused.map(({ startsAt, reasons }) => ({ startsAt, reasons: [...reasons] })),
    };
  }
}

type Free = { input: BookingInput; taken: Claim[]; bufferMinutes: number };
type Refused = { startsAt: string; reasons: readonly Reason[] };

/** One week: what it would take, or why it cannot. What is wrong with the form itself is thrown. */
async function consider(ctx: Ctx, id: string, input: BookingInput): Promise<Free | Refused> {
  try {
    const { taken, bufferMinutes, step } = await decide(ctx, id, input);
    return { input: { ...input, step }, taken, bufferMinutes };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
    return { startsAt: input.startsAt, reasons: error.reasons };
  }
}
