const ZONE = "Europe/Oslo";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const wall = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** Minutes since midnight on the school's wall at an instant. */
export function wallMinutes(at: number): number {
  const [hour = 0, minute = 0] = wall.format(at).split(":").map(Number);
  return hour * 60 + minute;
}

/**
 * The instant of a wall time in Norway: an hour that comes twice is the first of them, a time that
 * is skipped is the one after it. As worker/lib/dates.ts, without 20 kB of calendars.
 */
export function instantOf(date: string, minutes: number): string {
  const [midnight, at] = [Date.parse(`${date}T00:00:00Z`), minutes * MINUTE];
  const summer = midnight + at - 2 * HOUR;
  const isSummer = wallMinutes(summer) === minutes % 1440;
  return new Date(isSummer ? summer : summer + HOUR).toISOString();
}
