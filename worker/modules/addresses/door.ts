import { platform } from "#worker/lib/can.ts";
import { clock, shift } from "#worker/lib/clock.ts";
import { open } from "#worker/lib/databases.ts";
import type { Bindings } from "#worker/lib/env.ts";
import { log } from "#worker/lib/log.ts";
import { forLog } from "#worker/lib/log_error.ts";
import { Problem } from "#worker/lib/problem.ts";
import { platformBlocks } from "./queries.ts";
import { isBlocked } from "./rules.ts";

/** How old the list may be that strangers are held against. */
const KNOWN_FOR = 30_000;

type Known = { readAt: string; blocks: readonly { range: string; until: string | null }[] };

// One list for all of an isolate's requests: no page waits for it but the isolate's first.
let known: Known | undefined;

/** The list has changed: it is read again at the next request here, elsewhere within its time. */
export function forgetBlocks(): void {
  known = undefined;
}

// Machines that ask how we fare, and the operator, who has a key of her own and must get in.
const always = /^\/(healthz|readyz|metrics|operator\/.*)$/;

/** Keeps out whom the platform has blocked: before sessions, forms and limits do any work. */
export const barred = platform(async (c, next) => {
  const address = c.req.header("cf-connecting-ip");
  if (address === undefined || always.test(c.req.path)) return next();
  const now = clock(c.env);
  const blocks = await blocksNow(c.env, now, (work) => c.executionCtx.waitUntil(work));
  if (isBlocked(blocks, { address, now })) throw outside("addresses.barred", address);
  await next();
});

async function blocksNow(env: Bindings, now: string, later: (work: Promise<unknown>) => void) {
  const fresh = known && known.readAt <= now && now < shift(known.readAt, KNOWN_FOR);
  if (known && !fresh) later(readAgain(env, now));
  return (known ?? (await readAgain(env, now))).blocks;
}

// A list that cannot be read keeps nobody out: it must not be the reason why a school stands still.
async function readAgain(env: Bindings, now: string): Promise<Known> {
  try {
    known = { readAt: now, blocks: await platformBlocks(open(env.DB), now) };
  } catch (error) {
    log("error", "address_list.unread", { error: forLog(error) });
    known = { readAt: now, blocks: known?.blocks ?? [] };
  }
  return known;
}

function outside(code: string, address: string): Problem {
  const reason = { code, source: "addresses.list", help: `${code}_help`, params: { address } };
  return new Problem(403, code, { reasons: [reason] });
}
