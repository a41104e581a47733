import { ruleTexts } from "#web/modules/security/rule_words.ts";
import { diffOf } from "#worker/lib/audit.ts";
import { DAY, shift } from "#worker/lib/clock.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { Problem } from "#worker/lib/problem.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { blockAddress } from "#worker/modules/addresses/mod.ts";
import { rightsOf } from "#worker/modules/users/mod.ts";
import { deleteDeliveries } from "./alerts/queries.ts";
import { decide, deleteEvents, getEvent, markHandled, oldEvents } from "./queries.ts";
import { KEPT_DAYS } from "./rules.ts";

const about = (entityId: string) => ({ entity: "security_event", entityId });

/** Says that an event needs nothing more, and why. */
export async function dismiss(ctx: Ctx, seen: Seen, reason: string): Promise<void> {
  const before = await getEvent(ctx, seen.id);
  if (before.state === "dismissed" && before.reason === reason) return; // the same form sent twice
  await commit(ctx, {
    ...about(seen.id),
    action: "security.dismissed",
    diff: diffOf({ state: before.state }, { state: "dismissed" }),
    reason,
    write: [decide(ctx, seen, "dismissed", reason), mustChange(ctx)],
  });
}

/** Signs the person of an event out everywhere. Says from how many sessions. */
export async function endSessions(ctx: Ctx, id: string): Promise<number> {
  const userId = await personOf(ctx, id);
  const ended = await sessionsOf(ctx.env, userId).endAll();
  await commit(ctx, {
    ...about(id),
    action: "security.sessions_ended",
    diff: { ended: [0, ended], userId: [null, userId] },
    write: [markHandled(ctx, id)],
  });
  return ended;
}

/** The person of an event must prove who she is before she does anything else, everywhere. */
export async function demandProof(ctx: Ctx, id: string): Promise<void> {
  const userId = await personOf(ctx, id);
  const asked = await sessionsOf(ctx.env, userId).demandProof();
  await commit(ctx, {
    ...about(id),
    action: "security.proof_demanded",
    diff: { asked: [0, asked], userId: [null, userId] },
    write: [markHandled(ctx, id)],
  });
}

type Block = { hours: number; from: string | undefined; once: string | undefined };

/** Keeps the address of an event out for a while. `from` is where the actor sits herself. */
export async function blockFrom(ctx: Ctx, id: string, { hours, from, once }: Block): Promise<void> {
  const { address, rule, blockable } = await getEvent(ctx, id);
  // Of some only the network is known: half a town is not kept out for what one person did.
  if (!address || !blockable) throw new Problem(409, "security.no_address");
  const reason = ruleTexts[ctx.actor.locale][rule];
  await blockAddress(ctx, from, { id: once, address, reason, hours });
  await commit(ctx, {
    ...about(id),
    action: "security.address_blocked",
    diff: { address: [null, address], hours: [null, hours] },
    write: [markHandled(ctx, id)],
  });
}

async function personOf(ctx: Ctx, id: string): Promise<string> {
  const { userId } = await getEvent(ctx, id);
  if (!userId) throw new Problem(409, "security.nobody");
  const { schoolId } = ctx.actor;
  // Whoever has left is no longer this school's to sign out.
  const rights = schoolId === PLATFORM ? undefined : await rightsOf(ctx.db, userId);
  if (rights && !rights.schools.some(({ id: one }) => one === schoolId))
    throw new Problem(409, "security.nobody");
  return userId;
}

const AT_ONCE = 500;

/** Addresses of people are not kept for ever: three months tell what an attack was. */
export async function purgeEvents(ctx: Ctx): Promise<void> {
  const before = shift(ctx.now, -KEPT_DAYS * DAY);
  for (;;) {
    const old = await oldEvents(ctx, before, AT_ONCE);
    if (old.length === 0) return;
    const rowids = old.map(({ rowid }) => rowid);
    // What was told of them goes with them.
    await commit(ctx, {
      action: "security.purged",
      entity: "security_event",
      entityId: before,
      write: [deleteEvents(ctx, rowids), deleteDeliveries(ctx, before)],
    });
  }
}
