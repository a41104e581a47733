import { type Counted, p95 } from "./numbers.ts";
import type { Gates } from "./settings.ts";

export type Sides = { old: Counted; new: Counted };

const rate = ({ requests, failed }: Counted) => (requests === 0 ? 0 : failed / requests);
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const milliseconds = (time: number) => `${time.toFixed(0)} ms`;

/** Why the new version must not go on; empty when it may. One failure alone decides nothing. */
export function faultsOf(sides: Sides, gates: Gates): string[] {
  return [...errors(sides, gates), ...slowness(sides, gates)];
}

function errors({ old, new: next }: Sides, gates: Gates): string[] {
  if (next.failed <= 1) return [];
  const said = `${next.failed} of ${next.requests} answers were 5xx (${percent(rate(next))})`;
  if (rate(next) > gates.errors) return [`${said}, more than ${percent(gates.errors)}`];
  if (old.requests > 0 && rate(next) > gates.errorsToOld * rate(old))
    return [
      `${said}, more than ${gates.errorsToOld} times the old version's ${percent(rate(old))}`,
    ];
  return [];
}

function slowness({ old, new: next }: Sides, gates: Gates): string[] {
  const [before, now] = [p95(old), p95(next)];
  if (before === undefined || now === undefined || !comparable({ old, new: next }, gates))
    return [];
  const most = Math.max(before * gates.slower, before + gates.slowerMs);
  if (now <= most) return [];
  return [
    `p95 is ${milliseconds(now)}; the old version's ${milliseconds(before)} allows ${milliseconds(most)}`,
  ];
}

/** Whether both sides have answered often enough for their times to be compared. */
export const comparable = (sides: Sides, { samples }: Gates): boolean =>
  sides.old.requests >= samples && sides.new.requests >= samples;

/** Why there is no need to wait for the end of the step: what fails so often will not mend. */
export function hasty({ old, new: next }: Sides, gates: Gates): string | undefined {
  const bad = next.failed >= gates.hasty && rate(next) > 10 * Math.max(gates.errors, rate(old));
  return bad ? `${next.failed} of ${next.requests} answers were 5xx already` : undefined;
}

/** What was seen, for the report. */
export function told(sides: Sides): string {
  const one = (name: string, side: Counted) => {
    const time = p95(side);
    const slow = time === undefined ? "" : `, p95 ${milliseconds(time)}`;
    return `${name} ${side.requests} answers, ${side.failed} failed${slow}`;
  };
  return `${one("old", sides.old)}; ${one("new", sides.new)}`;
}
