import type { Bindings, Job } from "./lib/env.ts";

/** What the queue brings: each message says where to look. */
export async function queue(batch: MessageBatch<Job>, _env: Bindings): Promise<void> {
  for (const message of batch.messages) message.ack();
}

/** What the clock brings: each cron expression of wrangler.toml has its line here. */
export async function scheduled(_event: ScheduledController, _env: Bindings): Promise<void> {}
