import { DurableObject } from "cloudflare:workers";
import type { Bindings } from "#worker/lib/env.ts";

/** One of 64 shards of the rate limits. */
export class RateLimiter extends DurableObject<Bindings> {}
