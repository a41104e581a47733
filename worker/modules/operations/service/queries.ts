import { eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { open } from "#worker/lib/databases.ts";
import { serviceSwitch } from "../schema.ts";
import { wholeSystem } from "../scope.ts";
import type { Service, Setting } from "./input.ts";
import { asUsual } from "./rules.ts";

export const ID = "service";

const { mode, messageNb, messageEn, until, since, version } = serviceSwitch;
const columns = { mode, messageNb, messageEn, until, since, version };

/** How the service is set. For everybody: whoever is held back may know why. */
export async function serviceIn(db: Ctx["db"]): Promise<Service> {
  const [row] = await db.select(columns).from(serviceSwitch).where(eq(serviceSwitch.id, ID));
  return row ?? asUsual;
}

export const serviceOf = (binding: D1Database) => serviceIn(open(binding));

/** For those who set it. */
export async function getService(ctx: Ctx): Promise<Service> {
  wholeSystem(ctx);
  return serviceIn(ctx.db);
}

/** Sets it over the version that was seen, or for the first time. */
export function writeService(ctx: Ctx, seen: { version: number }, setting: Setting): Statement {
  const row = { ...setting, since: ctx.now, setBy: ctx.actor.id };
  return ctx.db
    .insert(serviceSwitch)
    .values({ id: ID, ...row, version: seen.version + 1 })
    .onConflictDoUpdate({
      target: serviceSwitch.id,
      set: { ...row, version: sql`${serviceSwitch.version} + 1` },
      setWhere: eq(serviceSwitch.version, seen.version),
    });
}
