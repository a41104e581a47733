import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import type { Role } from "#worker/lib/grants.ts";
import { refuseFor } from "#worker/lib/problem.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { report } from "#worker/lib/signals.ts";
import type { Roles } from "./input.ts";
import { endedNow, getMember, someoneLeads, updateRoles } from "./queries.ts";
import { keyRole, rolesAfter, whyNotEnd, whyNotRoles } from "./rules.ts";

/** Changes what somebody may do here. It holds at her next request, in every browser. */
export async function changeRoles(ctx: Ctx, seen: Seen, { roles }: Roles): Promise<void> {
  const { schoolId } = ctx.actor;
  const { member, holders } = await getMember(ctx, seen.id);
  const after = rolesAfter(member.roles, roles);
  refuseFor(whyNotRoles({ schoolId, before: member.roles, after, holders }));
  const diff = diffOf({ roles: member.roles }, { roles: after });
  if (!changes(member, seen, diff)) return;
  const object = sessionsOf(ctx.env, seen.id);
  await object.forget(); // her object must be within reach before anything changes
  await commit(ctx, {
    ...{ entity: "member", entityId: seen.id, action: "users.roles_changed" },
    diff,
    write: [updateRoles(ctx, seen, after), mustChange(ctx), someoneLeads(ctx)],
  });
  await object.forget();
  reportOwner(ctx, schoolId, { id: seen.id, before: member.roles, after });
}

/** Tells of somebody who may do everything from now on. */
export function reportOwner(
  ctx: Ctx,
  schoolId: string,
  { id, before, after }: { id: string; before: readonly Role[]; after: readonly Role[] },
): void {
  const key = keyRole(schoolId);
  if (after.includes(key) && !before.includes(key))
    report(ctx, [schoolId], { kind: "owner_added", account: id, address: ctx.caller });
}

/** Somebody no longer belongs here: she is signed out everywhere, what she did stays. */
export async function endMembership(ctx: Ctx, seen: Seen): Promise<void> {
  const { schoolId } = ctx.actor;
  const { member, holders } = await getMember(ctx, seen.id);
  refuseFor(whyNotEnd({ schoolId, before: member.roles, holders }));
  const object = sessionsOf(ctx.env, seen.id);
  await object.endAll();
  await commit(ctx, {
    ...{ entity: "member", entityId: seen.id, action: "users.membership_ended" },
    diff: { roles: [member.roles, []] },
    write: [endedNow(ctx, seen), mustChange(ctx), someoneLeads(ctx)],
  });
  await object.endAll();
}
