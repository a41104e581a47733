import { addDays, dayOf, timeOf } from "#worker/lib/dates.ts";

/** Minutes since midnight on the wall clock, from the first to the one after the last. */
export type Span = { from: number; to: number };

/** Where a block stands: its time, and which of how many columns beside each other. */
export type Placed = Span & { lane: number; lanes: number };

/** The grid's step. What begins between two lines begins on the one before. */
export const STEP = 5;
const MIDNIGHT = 24 * 60;

/** Minutes since midnight of a wall time, `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The wall time of minutes since midnight. */
export function clockOf(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * The part of a block that falls on a day, on the grid's lines; undefined when none does. In the
 * hour that a clock change repeats, an end can lie before its start on the wall: it gets one step.
 */
export function spanOn(day: string, block: { startsAt: string; endsAt: string }): Span | undefined {
  const [first, last] = [dayOf(block.startsAt), dayOf(block.endsAt)];
  const [start, end] = [minutesOf(timeOf(block.startsAt)), minutesOf(timeOf(block.endsAt))];
  if (first > day || last < day || (last === day && end === 0)) return undefined;
  const from = first < day ? 0 : start - (start % STEP);
  const to = last > day ? MIDNIGHT : Math.min(Math.ceil(end / STEP) * STEP, MIDNIGHT);
  return { from, to: Math.max(to, from + STEP) };
}

/** The days that a block touches. */
export function daysOf(block: { startsAt: string; endsAt: string }): string[] {
  const days: string[] = [];
  const last = dayOf(block.endsAt);
  for (let day = dayOf(block.startsAt); day <= last; day = addDays(day, 1))
    if (spanOn(day, block)) days.push(day);
  return days;
}

/**
 * Puts blocks that overlap beside each other: each takes the first column that is free, and those
 * that touch, also through others, share the width evenly.
 */
export function place<B extends Span>(blocks: readonly B[]): (B & Placed)[] {
  const sorted = blocks.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const groups: { block: B; lane: number }[][] = [];
  let group: { block: B; lane: number }[] = [];
  let ends: number[] = [];
  for (const block of sorted) {
    if (ends.every((end) => end <= block.from)) {
      group = [];
      groups.push(group);
      ends = [];
    }
    const free = ends.findIndex((end) => end <= block.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = block.to;
    group.push({ block, lane });
  }
  return groups.flatMap((all) => {
    const lanes = Math.max(...all.map(({ lane }) => lane)) + 1;
    return all.map(({ block, lane }) => ({ ...block, lane, lanes }));
  });
}

/** Spans without what others take of them, in their order; nothing shorter than `least`. */
export function without(spans: readonly Span[], taken: readonly Span[], least = STEP): Span[] {
  const free = taken.reduce<Span[]>(
    (left, { from, to }) =>
      left.flatMap((span) =>
        from >= span.to || to <= span.from
          ? [span]
          : [
              { from: span.from, to: from },
              { from: to, to: span.to },
            ].filter((part) => part.to > part.from),
      ),
    [...spans],
  );
  return free.filter(({ from, to }) => to - from >= least).sort((a, b) => a.from - b.from);
}

/** The whole hours that a grid shows: a working day, and whatever lies outside of it. */
export function hoursFor(spans: readonly Span[]): Span {
  const from = Math.min(8 * 60, ...spans.map((span) => span.from));
  const to = Math.max(16 * 60, ...spans.map((span) => span.to));
  return { from: Math.floor(from / 60), to: Math.ceil(to / 60) };
}
