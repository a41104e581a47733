import { PLATFORM } from "#worker/lib/ctx.ts";
import { type Role, staffRoles } from "#worker/lib/grants.ts";
import type { Reason } from "#worker/lib/problem.ts";

/** The role without which nobody could run a school, or the platform. */
export const keyRole = (schoolId: string): Role =>
  schoolId === PLATFORM ? "platform_admin" : "owner";

/** The roles that its leader may give. */
export const rolesOf = (schoolId: string): readonly Role[] =>
  schoolId === PLATFORM ? ["platform_admin"] : staffRoles;

/** The roles somebody has after a change: those of pupils and families are not given by hand. */
export function rolesAfter(before: readonly Role[], given: readonly Role[]): Role[] {
  return [...given, ...before.filter((role) => role === "student" || role === "guardian")];
}

type Change = {
  schoolId: string;
  before: readonly Role[];
  after: readonly Role[];
  holders: number;
};

/** Why these roles cannot be set; nothing when they can. `holders`: how many have the key role. */
export function whyNotRoles({ schoolId, before, after, holders }: Change): Reason[] {
  const key = keyRole(schoolId);
  const last = before.includes(key) && !after.includes(key) && holders < 2;
  const wrong = after.some((role) => !before.includes(role) && !rolesOf(schoolId).includes(role));
  return [
    ...(last ? [{ code: "users.last_owner", source: "users.someone_must_lead" }] : []),
    ...(after.length === 0 ? [{ code: "users.no_roles", source: "users.roles_are_rights" }] : []),
    ...(wrong ? [{ code: "users.role_elsewhere", source: "users.roles_are_rights" }] : []),
  ];
}

/** Why somebody cannot be taken out of the school; nothing when she can. */
export function whyNotEnd(change: Omit<Change, "after">): Reason[] {
  const { schoolId, before, holders } = change;
  return before.includes(keyRole(schoolId)) && holders < 2
    ? [{ code: "users.last_owner", source: "users.someone_must_lead" }]
    : [];
}
