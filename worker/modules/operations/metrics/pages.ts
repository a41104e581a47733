import { type Context, Hono } from "hono";
import { open } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { flushMetrics } from "#worker/lib/metrics.ts";
import { isOperator } from "#worker/lib/operator.ts";
import { Problem } from "#worker/lib/problem.ts";
import { versionOf } from "#worker/lib/watched.ts";
import { readiness } from "#worker/modules/health/mod.ts";
import { ofShards, outboxState, safetyState } from "./queries.ts";
import { exposition, merged } from "./rules.ts";

const FORMAT = "text/plain; version=0.0.4; charset=utf-8";

/** What Prometheus reads, for whoever shows METRICS_KEY; for others it is not there. */
export const metricsPages = new Hono<Env>().get("/metrics", open(), async (c) => {
  const { METRICS_KEY } = c.env;
  const shown = c.req.header("authorization");
  if (!METRICS_KEY || shown === undefined) throw new Problem(404, "not_found");
  if (!isOperator(METRICS_KEY, shown)) return unauthorized(c);
  const { now } = c.var;
  await flushMetrics(c.env, versionOf(c.env), Date.now());
  const [shards, outbox, safety, ready] = await Promise.all([
    ofShards(c.env, async (shard) => await shard.series()),
    outboxState(c.env.DB, now).catch(() => undefined), // without the database the rest is still told
    safetyState(c.env.DB, now).catch(() => undefined),
    readiness(c.env, now),
  ]);
  const text = exposition(merged(shards), {
    ready: ready.status === "down" ? 0 : 1,
    degraded: ready.status === "degraded" ? 1 : 0,
    ...safety,
    ...(outbox && {
      outbox_lag_seconds: outbox.lagSeconds,
      outbox_waiting: outbox.waiting,
      outbox_dead: outbox.dead,
    }),
  });
  return c.body(text, 200, { "content-type": FORMAT });
});

function unauthorized(c: Context<Env>) {
  return c.text("Unauthorized\n", 401, { "www-authenticate": 'Bearer realm="metrics"' });
}
