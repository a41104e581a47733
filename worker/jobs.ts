import { clock } from "./lib/clock.ts";
import { type Ctx, PLATFORM } from "./lib/ctx.ts";
import { directory, inEveryDatabase, open, withinSchool } from "./lib/databases.ts";
import { deliverThese, purgeOutbox, type Reactors, sweep } from "./lib/deliver.ts";
import type { Bindings, Job } from "./lib/env.ts";
import { jobCtx } from "./lib/job_ctx.ts";
import { log } from "./lib/log.ts";
import { reasonOf } from "./lib/log_error.ts";
import { watchedJob } from "./lib/watched.ts";
import { anchorAudit, sealAudit, sweepChecks, workOnCheck } from "./modules/audit/mod.ts";
import { backUpOn, nightlyBackup, sweepBackups } from "./modules/backups/mod.ts";
import { purgeCheckInLinks, remindTomorrow } from "./modules/bookings/mod.ts";
import { purgeImports, sweepImports, workOn } from "./modules/imports/mod.ts";
import { enclosedInvoice, mailIssued } from "./modules/invoices/subscribers.ts";
import { purgeMails } from "./modules/mail/mod.ts";
import { mailSender } from "./modules/mail/subscribers.ts";
import { eraseDue, keepTombstone, listOver } from "./modules/privacy/mod.ts";
import { purgeEvents } from "./modules/security/mod.ts";
import { callHook } from "./modules/security/subscribers.ts";
import { purgeLinks } from "./modules/users/mod.ts";
import { sweepVisits } from "./modules/visits/mod.ts";

/** Who is told about what. A topic that is told must have its line. */
export const reactors: Reactors = {
  "mails.written": mailSender({ invoice: enclosedInvoice, credit_note: enclosedInvoice }),
  "invoices.issued": mailIssued,
  "privacy.erased": keepTombstone,
  "security.hook_due": callHook,
};

/** Work in the queue that is no message of the outbox: its kind, and who does it. */
const workers: Partial<Record<Job["kind"], (ctx: Ctx, id: string) => Promise<void>>> = {
  import: workOn,
  audit_check: workOnCheck,
  backup: backUpOn,
};

/** What is done once a day, each in the platform's own name. */
const daily: readonly ((ctx: Ctx) => Promise<void>)[] = [
  purgeOutbox,
  purgeMails,
  purgeLinks,
  purgeCheckInLinks,
  purgeImports,
  purgeEvents,
  listOver,
  anchorAudit,
];

// Beyond this many tries the minute's sweep is as quick as the queue.
const QUICK_TRIES = 5;
type Waiter = Pick<ExecutionContext, "waitUntil">;

/** What the queue brings: each message says where to look. */
export async function queue(
  batch: MessageBatch<Job>,
  env: Bindings,
  execution: Waiter,
): Promise<void> {
  await watchedJob(env, "queue", () => deliverBatch(batch, env, execution));
}

async function deliverBatch(
  batch: MessageBatch<Job>,
  env: Bindings,
  execution: Waiter,
): Promise<void> {
  const now = clock(env);
  const ctxFor = (schoolId: string) => ctxOf(withinSchool(env, schoolId), now, execution)(schoolId);
  const bodies = batch.messages.map(({ body }) => body);
  const told = bodies.filter((body) => body.kind === "outbox");
  const waits = new Map<string, number>();
  for (const these of Map.groupBy(told, ({ schoolId }) => directory.of(schoolId)).values()) {
    const { DB } = withinSchool(env, these[0]?.schoolId ?? PLATFORM);
    const found = await deliverThese(open(DB), these, { reactors, ctxFor, now });
    for (const [id, wait] of found) waits.set(id, wait);
  }
  for (const message of batch.messages) {
    const { kind, schoolId, id } = message.body;
    if (kind !== "outbox") await work(message, ctxFor(schoolId));
    else {
      const wait = waits.get(id);
      if (wait === undefined || message.attempts >= QUICK_TRIES) message.ack();
      else message.retry({ delaySeconds: Math.ceil(wait / 1000) });
    }
  }
}

async function work(message: Message<Job>, ctx: Ctx): Promise<void> {
  const { kind, id } = message.body;
  try {
    const run = workers[kind];
    if (!run) throw new Error(`Nobody does "${kind}"`);
    await run(ctx, id);
    message.ack();
  } catch (error) {
    log("error", "job.failed", {
      ...{ request_id: ctx.requestId, school_id: ctx.actor.schoolId, subject: kind },
      ...{ attempt: message.attempts, error: reasonOf(error) },
    });
    message.retry({ delaySeconds: 2 ** message.attempts });
  }
}

/** What the clock brings: each cron expression of wrangler.toml has its line here. */
export async function scheduled(
  event: Pick<ScheduledController, "cron">,
  env: Bindings,
  execution: Waiter,
): Promise<void> {
  const job = event.cron === "15 3 * * *" ? "daily" : "minute";
  await watchedJob(env, job, () =>
    inEveryDatabase(env, (here) => doScheduled(event, here, execution)),
  );
}

async function doScheduled(
  event: Pick<ScheduledController, "cron">,
  env: Bindings,
  execution: Waiter,
): Promise<void> {
  const now = clock(env);
  const ctxFor = ctxOf(env, now, execution);
  if (event.cron !== "15 3 * * *") {
    try {
      await sweep(open(env.DB), reactors, ctxFor, now);
      await sweepImports(ctxFor(PLATFORM));
      await remindTomorrow(ctxFor(PLATFORM));
      await eraseDue(ctxFor(PLATFORM));
      await sweepChecks(ctxFor(PLATFORM));
      await sweepBackups(ctxFor(PLATFORM));
      await sweepVisits(ctxFor(PLATFORM));
    } finally {
      // The last, so that what the others wrote is closed at once; and whatever became of them.
      await sealAudit(ctxFor(PLATFORM));
    }
    return;
  }
  // One that fails must not keep the others from their turn; the run is still marked as failed.
  const results = await Promise.allSettled(daily.map((job) => job(ctxFor(PLATFORM))));
  results.push(...(await Promise.allSettled([nightlyBackup(ctxFor(PLATFORM))])));
  const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  if (failed.length) throw new AggregateError(failed, failed.map(reasonOf).join("; "));
}

function ctxOf(env: Bindings, now: string, execution: Waiter) {
  const later = (promise: Promise<unknown>) => execution.waitUntil(promise);
  return (schoolId: string) => jobCtx(env, { schoolId, now, later });
}
