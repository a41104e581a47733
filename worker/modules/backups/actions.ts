import { uuidv7 } from "uuidv7";
import { diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import type { Kind, NewProof } from "./input.ts";
import { planOf, schemaOf } from "./plan.ts";
import { insertBackup, insertProof, underWay } from "./queries.ts";

/** The queue's message about a backup. */
export const message = (id: string) => ({ kind: "backup" as const, schoolId: PLATFORM, id });

const unique = { "backups.running": ["kind", "backups.running"] } as const;

/** Begins a backup of everything; the queue does it, piece by piece. */
export async function startBackup(ctx: Ctx, kind: Kind = "daily", id = uuidv7()): Promise<string> {
  if (await underWay(ctx)) throw new Problem(409, "backups.running");
  const [plan, schemaName] = await Promise.all([planOf(ctx.env.DB, kind), schemaOf(ctx.env.DB)]);
  const row = {
    ...{ id, kind, state: "reading" as const, askedBy: ctx.actor.id, schemaName, plan },
    ...{ startedAt: ctx.now, progressAt: ctx.now },
  };
  await commit(ctx, {
    action: "backups.started",
    entity: "backup",
    entityId: id,
    diff: diffOf({}, { kind }),
    write: [insertBackup(ctx, row)],
    unique,
  });
  ctx.later(ctx.env.QUEUE.send(message(id)));
  return id;
}

/** Begins one, or answers the one that is under way: for commands that only want to watch. */
export async function startOrJoin(ctx: Ctx): Promise<string> {
  return (await underWay(ctx)) ?? startBackup(ctx);
}

/** Writes down what a drill found. */
export async function recordProof(ctx: Ctx, proof: NewProof): Promise<void> {
  const id = uuidv7();
  await commit(ctx, {
    action: "backups.proved",
    entity: "backup",
    entityId: proof.backupId,
    diff: diffOf({}, proof),
    write: [insertProof(ctx, id, proof)],
  });
}
