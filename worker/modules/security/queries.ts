import { and, asc, eq, lt, sql } from "drizzle-orm";
import { audit } from "#worker/lib/audit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen as SeenRow } from "#worker/lib/fields.ts";
import type { Paged } from "#worker/lib/list.ts";
import { isCaller } from "#worker/lib/network.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { users } from "#worker/modules/users/mod.ts";
import type { EventList, SecurityEvent, SecurityEventDetail, State } from "./input.ts";
import { securityEvents } from "./schema.ts";

const columns = {
  id: securityEvents.id,
  rule: securityEvents.rule,
  level: securityEvents.level,
  userId: securityEvents.userId,
  name: users.name,
  address: securityEvents.address,
  firstAt: securityEvents.firstAt,
  lastAt: securityEvents.lastAt,
  hits: securityEvents.hits,
  state: securityEvents.state,
  reason: securityEvents.reason,
  version: securityEvents.version,
};

/** The scope of this module: what happens to the active school; of the platform, to all accounts. */
const mine = (ctx: Ctx) => eq(securityEvents.schoolId, ctx.actor.schoolId);

/** A page of events, the newest first. */
export async function listEvents(ctx: Ctx, list: EventList): Promise<Paged<SecurityEvent>> {
  const { after, order, limit } = keyset({ id: securityEvents.id }, securityEvents.id, list);
  const rows = await ctx.db
    .select(columns)
    .from(securityEvents)
    .leftJoin(users, eq(users.id, securityEvents.userId))
    .where(and(mine(ctx), list.state && eq(securityEvents.state, list.state), after))
    .orderBy(...order)
    .limit(limit);
  return toPage(rows, list);
}

const STEPS = 50;

/** Everything about one event, and what was done about it; one round trip. */
export async function getEvent(ctx: Ctx, id: string): Promise<SecurityEventDetail> {
  const { schoolId } = ctx.actor;
  const accounts = sql`(select value from security_events e, json_each(e.seen, '$.accounts')
    where e.school_id = ${schoolId} and e.id = ${id})`;
  const [rows, people, steps] = await ctx.db.batch([
    ctx.db
      .select({ ...columns, seen: securityEvents.seen })
      .from(securityEvents)
      .leftJoin(users, eq(users.id, securityEvents.userId))
      .where(and(mine(ctx), eq(securityEvents.id, id))),
    ctx.db
      .select({ id: users.id, name: users.name, email: users.email })
      .from(users)
      .where(sql`${users.id} in ${accounts}`),
    ctx.db
      .select({ at: audit.at, action: audit.action, who: users.name, reason: audit.reason })
      .from(audit)
      .leftJoin(users, eq(users.id, audit.actor))
      .where(
        and(
          eq(audit.schoolId, schoolId),
          eq(audit.entity, "security_event"),
          eq(audit.entityId, id),
        ),
      )
      .orderBy(asc(audit.seq))
      .limit(STEPS),
  ]);
  const [row] = rows;
  if (!row) throw new Problem(404, "security.not_found");
  const { seen, ...event } = row;
  const { accounts: all, addresses, about } = seen;
  return {
    ...event,
    accounts: people,
    unknownAccounts: all.length - people.length,
    addresses: [...addresses],
    blockable: event.address !== null && isCaller(event.address),
    about: [...about],
    steps,
  };
}

/** The oldest events that have had their time. */
export const oldEvents = (ctx: Ctx, before: string, limit: number) =>
  ctx.db
    .select({ rowid: sql<number>`rowid` })
    .from(securityEvents)
    .where(lt(securityEvents.lastAt, before))
    .limit(limit);

// Writes are returned, not sent.

/** Decides about an event as it was seen; the caller puts mustChange() after it. */
export function decide(ctx: Ctx, seen: SeenRow, state: State, reason: string | null): Statement {
  return ctx.db
    .update(securityEvents)
    .set({ state, reason, version: sql`${securityEvents.version} + 1` })
    .where(
      and(mine(ctx), eq(securityEvents.id, seen.id), eq(securityEvents.version, seen.version)),
    );
}

/** Whoever acts has looked at it: an open event is open no more. */
export function markHandled(ctx: Ctx, id: string): Statement {
  return ctx.db
    .update(securityEvents)
    .set({ state: "handled", version: sql`${securityEvents.version} + 1` })
    .where(and(mine(ctx), eq(securityEvents.id, id), eq(securityEvents.state, "open")));
}

export function deleteEvents(ctx: Ctx, rowids: readonly number[]): Statement {
  return ctx.db
    .delete(securityEvents)
    .where(sql`rowid in (select value from json_each(${JSON.stringify(rowids)}))`);
}
