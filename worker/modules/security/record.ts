import { sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { catalogue, type Raised } from "./rules.ts";
import { securityEvents } from "./schema.ts";

const instant = (at: number) => new Date(at).toISOString();
const isUser = (key: string) => /^[0-9a-f]{8}-/.test(key);

/**
 * Writes down what the monitor has raised, and how far it has counted since. Told again it writes
 * the same. What people have decided about an event stays as it is.
 */
export async function recordEvents(
  { db, actor: { schoolId } }: Ctx,
  raised: readonly Raised[],
): Promise<void> {
  const writes = raised.map(({ id, rule, key, firstAt, lastAt, hits, seen }) => {
    const { level, by } = catalogue[rule];
    const counted = { lastAt: instant(lastAt), hits, seen };
    return db
      .insert(securityEvents)
      .values({
        ...{ schoolId, id, rule, level, firstAt: instant(firstAt), ...counted },
        userId: by === "account" && isUser(key) ? key : null,
        address: by === "address" ? key : (seen.addresses[0] ?? null),
      })
      .onConflictDoUpdate({
        target: [securityEvents.schoolId, securityEvents.id],
        set: { ...counted, address: sql`coalesce(${securityEvents.address}, excluded.address)` },
      });
  });
  const [first, ...rest] = writes;
  if (first) await db.batch([first, ...rest]);
}
