/** Numbers that look random and are the same in every run: a seed, not a clock, decides them. */
export type Random = {
  /** An integer from 0 up to, not including, `n`. */
  below: (n: number) => number;
  pick: <T>(from: readonly T[]) => T;
  /** True `percent` times out of a hundred. */
  chance: (percent: number) => boolean;
  /** A UUIDv7 of an instant, so that demo rows sort by their time like real ones. */
  id: (at: string) => string;
};

/** mulberry32: small, fast and good enough to invent people with. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (n: number) => next() % n;
  const hex = (digits: number) => next().toString(16).padStart(8, "0").slice(-digits);
  return {
    below,
    pick: (from) => {
      const found = from[below(from.length)];
      if (found === undefined) throw new Error("Cannot pick from an empty list");
      return found;
    },
    chance: (percent) => below(100) < percent,
    id: (at) => {
      const time = Date.parse(at).toString(16).padStart(12, "0");
      const [a, b, c, d] = [hex(3), hex(3), hex(6), hex(6)];
      return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-9${b}-${c}${d}`;
    },
  };
}
