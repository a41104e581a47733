/** A question that may be asked: an ordinary one, or the one that finds out if it is over. */
export type Turn = "ordinary" | "probe";

const ENOUGH = 5;
const FIRST_REST = 30_000;
const LONGEST_REST = 5 * 60_000;
// Who probes and is never heard of again holds the turn for so long, and no longer.
const PROBE = 15_000;

/**
 * Stops asking somebody who does not answer: after five failures in a row nobody asks for thirty
 * seconds, then one asks; while that fails too the rest doubles, up to five minutes. Kept by each
 * isolate for itself, which is soon enough: what it saves is the wait of people, not the service.
 */
export class Breaker {
  #failures = 0;
  #rest = 0;
  #until = 0;

  /** Whether to ask now; undefined while it rests. Milliseconds since 1970, here and below. */
  turn(now: number): Turn | undefined {
    if (this.#rest === 0) return "ordinary";
    if (now < this.#until) return undefined;
    this.#until = now + PROBE;
    return "probe";
  }

  /** It answered. */
  answered(): void {
    this.#failures = 0;
    this.#rest = 0;
  }

  /** It did not: how long it is let be when that was once too often. */
  failed(turn: Turn, now: number): number | undefined {
    if (turn === "ordinary" && (this.#rest > 0 || ++this.#failures < ENOUGH)) return undefined;
    this.#rest = this.#rest === 0 ? FIRST_REST : Math.min(this.#rest * 2, LONGEST_REST);
    this.#until = now + this.#rest;
    return this.#rest;
  }
}
