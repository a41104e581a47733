import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { monitorOf } from "#worker/lib/signals.ts";
import type { Rules } from "./input.ts";
import { getRules, writeRules } from "./queries.ts";

/** Changes when the school's rules speak. The monitor goes by it at once. */
export async function changeRules(ctx: Ctx, version: number, rules: Rules): Promise<void> {
  const before = await getRules(ctx);
  const diff = diffOf(before.rules, rules);
  if (!changes(before, { version }, diff)) return;
  await commit(ctx, {
    action: "security.rules_changed",
    entity: "security_rules",
    entityId: ctx.actor.schoolId,
    diff,
    write: [writeRules(ctx, rules, version), mustChange(ctx)],
  });
  await monitorOf(ctx.env, ctx.actor.schoolId).forget();
}
