import { uuidv7 } from "uuidv7";
import type { Bindings } from "#worker/lib/env.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";
import { countSpent } from "#worker/lib/metrics.ts";
import { spending, unspent } from "#worker/lib/spent.ts";
import type { Service } from "./input.ts";
import { serviceOf } from "./queries.ts";
import { asUsual } from "./rules.ts";

/** So long an isolate goes by what it knows: the switch works everywhere within this time. */
export const FRESH = 5_000;
/** A page may be made by what was known this long ago, while it is asked anew beside it. */
const STALE = 60_000;
/** A database that does not answer keeps nobody waiting for a banner. */
const PATIENCE = 1_000;

let known: { state: Service; at: number } | undefined;

/** What was just set here, or found. */
export function remember(state: Service): Service {
  known = { state, at: Date.now() };
  return state;
}

type How = { writes: boolean; later: (work: Promise<unknown>) => void };

/**
 * How the service is set, by this isolate's knowledge: it costs a page no trip to the database.
 * Asked again after five seconds, beside the answer; a write, and a page of an isolate that has
 * slept, wait for it. When the database does not answer, what was known last holds.
 */
export async function currentService(env: Bindings, { writes, later }: How): Promise<Service> {
  const age = known ? Date.now() - known.at : Number.POSITIVE_INFINITY;
  if (known && age < FRESH) return known.state;
  if (known && age < STALE && !writes) {
    known.at = Date.now(); // who comes next does not ask as well
    later(ask(env));
    return known.state;
  }
  return ask(env);
}

async function ask(env: Bindings): Promise<Service> {
  // On a bill of its own: no page has asked for it.
  const spent = unspent(uuidv7());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("The database does not answer")), PATIENCE);
  });
  try {
    return remember(await spending(spent, () => Promise.race([serviceOf(env.DB), late])));
  } catch (error) {
    log("error", "service.unknown", { request_id: spent.requestId, error: forLog(error) });
    return remember(known?.state ?? asUsual);
  } finally {
    clearTimeout(timer);
    countSpent("service_switch", spent);
  }
}
