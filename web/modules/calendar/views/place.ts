import type { Placed, Span } from "#worker/modules/calendar/layout.ts";

// No inline style may be in a page, so where a block stands is said by classes: the hour and the
// five minutes of its start (h, m) and end (e, f), its column (c) and how many there are (n).
// calendar.css turns them into numbers.

/** The wall time of minutes since midnight. */
export function clockOf(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The classes of a stretch of a day. */
export function spanClass({ from, to }: Span): string {
  const [h, m] = [Math.floor(from / 60), Math.floor((from % 60) / 5)];
  const [e, f] = [Math.floor(to / 60), Math.floor((to % 60) / 5)];
  return [`h${h}`, m && `m${m}`, `e${e}`, f && `f${f}`].filter(Boolean).join(" ");
}

const MOST_LANES = 8;

/** The same for a block that others may stand beside. */
export function placeClass(block: Placed): string {
  const lanes = Math.min(block.lanes, MOST_LANES);
  const lane = block.lane % MOST_LANES;
  return [spanClass(block), lanes > 1 && `n${lanes}`, lane && `c${lane}`].filter(Boolean).join(" ");
}
