import { and, desc, eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { seal, unseal } from "#worker/lib/seal.ts";
import { securityAlerts, securityDeliveries, securityEvents } from "../schema.ts";
import type { Alerts, AlertsForm, Delivery } from "./input.ts";
import { newSecret } from "./sign.ts";

const mine = (ctx: Ctx) => eq(securityAlerts.schoolId, ctx.actor.schoolId);
const place = (schoolId: string) => ({
  ...{ schoolId, table: "security_alerts", column: "hook_secret_enc", id: schoolId },
});

const columns = {
  least: securityAlerts.least,
  mails: securityAlerts.mails,
  locale: securityAlerts.locale,
  hookUrl: securityAlerts.hookUrl,
  hasSecret: sql<boolean>`${securityAlerts.hookSecretEnc} is not null`.mapWith(Boolean),
  version: securityAlerts.version,
};

/** Until a school says where, nobody is told. */
const silent = {
  ...{ least: "off", mails: [], locale: "nb", hookUrl: null, hasSecret: false, version: 0 },
} as const satisfies Alerts & { locale: "nb" };

/** Where the active school wants to be told. */
export async function getAlerts(ctx: Ctx): Promise<Alerts & { locale: "nb" | "en" }> {
  const [row] = await ctx.db.select(columns).from(securityAlerts).where(mine(ctx));
  return row ?? silent;
}

const SHOWN = 10;
const shown = {
  id: securityDeliveries.id,
  createdAt: securityDeliveries.createdAt,
  test: securityDeliveries.test,
  mails: securityDeliveries.mails,
  hook: securityDeliveries.hook,
  status: securityDeliveries.status,
  why: securityDeliveries.why,
  attempts: securityDeliveries.attempts,
};

/** The same and what went out last, for the page; one round trip. */
export async function readAlerts(ctx: Ctx): Promise<{ alerts: Alerts; last: Delivery[] }> {
  const [rows, last] = await ctx.db.batch([
    ctx.db.select(columns).from(securityAlerts).where(mine(ctx)),
    ctx.db
      .select(shown)
      .from(securityDeliveries)
      .where(eq(securityDeliveries.schoolId, ctx.actor.schoolId))
      .orderBy(desc(securityDeliveries.id))
      .limit(SHOWN),
  ]);
  return { alerts: rows[0] ?? silent, last };
}

/** A call that is still to be made: where to, the secret that signs it, and the event it tells of. */
export async function getCall(ctx: Ctx, id: string) {
  const { schoolId } = ctx.actor;
  const own = and(eq(securityDeliveries.schoolId, schoolId), eq(securityDeliveries.id, id));
  const [deliveries, settings, events] = await ctx.db.batch([
    ctx.db
      .select({ hook: securityDeliveries.hook, createdAt: securityDeliveries.createdAt })
      .from(securityDeliveries)
      .where(own),
    ctx.db
      .select({ hookUrl: securityAlerts.hookUrl, sealed: securityAlerts.hookSecretEnc })
      .from(securityAlerts)
      .where(mine(ctx)),
    ctx.db
      .select({
        rule: securityEvents.rule,
        level: securityEvents.level,
        firstAt: securityEvents.firstAt,
        hits: securityEvents.hits,
      })
      .from(securityEvents)
      .where(and(eq(securityEvents.schoolId, schoolId), eq(securityEvents.id, id))),
  ]);
  const [delivery] = deliveries;
  if (delivery?.hook !== "waiting") return undefined;
  const { hookUrl = null, sealed = null } = settings[0] ?? {};
  const secret = sealed === null ? null : unseal(ctx.env.KEYS, place(schoolId), sealed);
  return { createdAt: delivery.createdAt, hookUrl, secret, event: events[0] };
}

// Writes are returned, not sent.

/** Writes over the version that was seen; the caller puts mustChange() after it. */
export function writeAlerts(ctx: Ctx, { version, ...said }: AlertsForm): Statement {
  const { schoolId, locale } = ctx.actor;
  const secret = said.hookUrl === null ? null : sealedSecret(ctx, newSecret());
  return ctx.db
    .insert(securityAlerts)
    .values({ schoolId, ...said, locale, hookSecretEnc: secret, version: 1 })
    .onConflictDoUpdate({
      target: securityAlerts.schoolId,
      set: {
        ...{ ...said, locale, version: sql`${securityAlerts.version} + 1` },
        hookSecretEnc: sql`coalesce(${securityAlerts.hookSecretEnc}, ${secret})`,
      },
      setWhere: eq(securityAlerts.version, version),
    });
}

const sealedSecret = (ctx: Ctx, secret: string) =>
  seal(ctx.env.KEYS, place(ctx.actor.schoolId), secret);

/** Replaces the secret; the one before signs nothing any more. */
export function writeSecret(ctx: Ctx, secret: string): Statement {
  return ctx.db
    .update(securityAlerts)
    .set({ hookSecretEnc: sealedSecret(ctx, secret), version: sql`${securityAlerts.version} + 1` })
    .where(mine(ctx));
}

type NewDelivery = Omit<typeof securityDeliveries.$inferInsert, "schoolId" | "createdAt">;

export function insertDelivery(ctx: Ctx, row: NewDelivery): Statement {
  const { schoolId } = ctx.actor;
  return ctx.db.insert(securityDeliveries).values({ schoolId, createdAt: ctx.now, ...row });
}

/** Notes how a call went, while it is still one that waits. */
export function markDelivery(
  ctx: Ctx,
  id: string,
  change: Partial<typeof securityDeliveries.$inferInsert>,
) {
  return ctx.db
    .update(securityDeliveries)
    .set(change)
    .where(
      and(
        eq(securityDeliveries.schoolId, ctx.actor.schoolId),
        eq(securityDeliveries.id, id),
        eq(securityDeliveries.hook, "waiting"),
      ),
    );
}

/** What went out before then is forgotten. */
export const deleteDeliveries = (ctx: Ctx, before: string): Statement =>
  ctx.db.delete(securityDeliveries).where(sql`${securityDeliveries.createdAt} < ${before}`);
