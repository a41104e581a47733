import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import { reviveMail } from "#worker/modules/mail/mod.ts";
import type { DeadLetter, Dismissal, Treated } from "./input.ts";
import { dismiss, findDead, revive } from "./queries.ts";

/**
 * What must be open again for a second try to do anything: a mail whose last try failed says
 * "failed", and whoever sends mails leaves it alone. Other topics look at their subject anew.
 */
const reopened: Partial<Record<string, (ctx: Ctx, subjectId: string) => Statement>> = {
  "mails.written": reviveMail,
};

/**
 * Tries messages once more, now. One that fails again is among the dead again, with its new reason.
 * Pressed twice, or by two people, each is tried once.
 */
export async function replay(ctx: Ctx, ids: readonly string[]): Promise<Treated> {
  const letters = await findDead(ctx, ids);
  const revived: DeadLetter[] = [];
  for (const letter of letters) {
    const inside = { ...ctx, actor: { ...ctx.actor, schoolId: letter.schoolId } };
    const reopen = reopened[letter.topic]?.(inside, letter.subjectId);
    const changed = await change(ctx, letter, {
      action: "operations.replayed",
      write: [revive(ctx, letter), mustChange(ctx), ...(reopen ? [reopen] : [])],
    });
    if (changed) revived.push(letter);
  }
  // Only quicker: the minute's sweep finds them too.
  if (revived.length > 0)
    ctx.later(
      ctx.env.QUEUE.sendBatch(
        revived.map(({ id, schoolId }) => ({ body: { kind: "outbox" as const, schoolId, id } })),
      ),
    );
  return { changed: revived.length, left: ids.length - revived.length };
}

/** Says of messages that nobody will try them again, and why. */
export async function dismissAll(ctx: Ctx, { ids, reason }: Dismissal): Promise<Treated> {
  const letters = await findDead(ctx, ids);
  let changed = 0;
  for (const letter of letters) {
    const write = [dismiss(ctx, letter), mustChange(ctx)];
    if (await change(ctx, letter, { action: "operations.dismissed", write, reason })) changed++;
  }
  return { changed, left: ids.length - changed };
}

type What = {
  action: `operations.${string}`;
  write: readonly Statement[];
  reason?: string;
};

/** One message with its row in the log of its own school; false when somebody else was first. */
async function change(ctx: Ctx, letter: DeadLetter, what: What): Promise<boolean> {
  const { schoolId, id, topic, attempts } = letter;
  try {
    await commit(ctx, {
      ...{ schoolId, entity: "outbox", entityId: id },
      // Not its last error: whatever another system wrote in it, the log would keep for ever.
      diff: { topic: [topic, null], attempts: [attempts, null] },
      ...what,
    });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === "stale") return false;
    throw error;
  }
}
