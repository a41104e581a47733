import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { log } from "#worker/lib/log.ts";
import { Problem } from "#worker/lib/problem.ts";
import { remember } from "./current.ts";
import type { Service, Setting } from "./input.ts";
import { getService, ID, writeService } from "./queries.ts";
import { faultsIn } from "./rules.ts";

/** Sets whether people may write, or come in. Here at once, everywhere within seconds. */
export async function setService(
  ctx: Ctx,
  seen: { version: number },
  setting: Setting,
): Promise<Service> {
  const before = await getService(ctx);
  const fields = faultsIn(setting, ctx.now);
  if (Object.keys(fields).length > 0) throw new Problem(422, "invalid", { fields });
  const after = setting.mode === "normal" ? { ...setting, until: null } : setting;
  const { mode, messageNb, messageEn, until } = before;
  const diff = diffOf<Setting>({ mode, messageNb, messageEn, until }, after);
  if (!changes(before, seen, diff)) return before;
  await commit(ctx, {
    ...{ action: "operations.mode_set", entity: "service", entityId: ID, diff },
    write: [writeService(ctx, seen, after), mustChange(ctx)],
  });
  log("warn", "service.set", { request_id: ctx.requestId, subject: after.mode });
  return remember({ ...after, since: ctx.now, version: seen.version + 1 });
}
