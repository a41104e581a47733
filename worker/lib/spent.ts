import { AsyncLocalStorage } from "node:async_hooks";

/** What one request or job has cost so far; its id is also that of every line it logs. */
export type Spent = { requestId: string; rowsRead: number; rowsWritten: number; trips: number };

const current = new AsyncLocalStorage<Spent>();

/** A bill that nothing stands on yet. */
export const unspent = (requestId: string): Spent => ({
  requestId,
  rowsRead: 0,
  rowsWritten: 0,
  trips: 0,
});

/** Does the work and puts what it asks of the database on this bill. */
export const spending = <T>(spent: Spent, work: () => T): T => current.run(spent, work);

/** The bill of whatever is running; undefined outside of requests and jobs. */
export const spentNow = (): Spent | undefined => current.getStore();

type Result = { meta?: { rows_read?: number; rows_written?: number } };
type Send = (this: unknown, ...args: unknown[]) => Promise<Result | Result[]>;

const counted = new WeakSet<object>();
// Where this file is loaded again while the binding stays, as in tests, it counts in its own name.
const FIRST = Symbol.for("tms.first_send");

/**
 * Counts what goes to a database, once for each binding. The one place where every query comes by,
 * also those whose answer is rows alone, is inside the binding: where a later runtime has another
 * inside, nothing is counted and everything else goes on. A test says so when that happens.
 */
export function countDatabase(binding: D1Database | undefined): void {
  if (!binding || counted.has(binding)) return;
  counted.add(binding);
  const inside: unknown = Reflect.get(binding, "alwaysPrimarySession");
  if (typeof inside === "object" && inside !== null) countSession(inside);
}

/** The same for a session of a database, which is the inside itself. */
export function countSession(inside: object): void {
  const send: unknown = Reflect.get(inside, FIRST) ?? Reflect.get(inside, "_sendOrThrow");
  if (typeof send !== "function") return;
  Reflect.set(inside, FIRST, send);
  const counting: Send = async function (...args) {
    const spent = spentNow();
    if (spent) spent.trips++;
    const answer = await (send as Send).apply(this, args);
    if (spent)
      for (const { meta } of [answer].flat()) {
        spent.rowsRead += meta?.rows_read ?? 0;
        spent.rowsWritten += meta?.rows_written ?? 0;
      }
    return answer;
  };
  Reflect.set(inside, "_sendOrThrow", counting);
}
