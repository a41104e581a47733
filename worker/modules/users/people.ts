import type { Ctx } from "#worker/lib/ctx.ts";
import { InvitationList } from "./invitations/input.ts";
import { invitationsPage, invitationsQuery } from "./invitations/queries.ts";
import type { MemberList } from "./members/input.ts";
import { membersPage, membersQuery } from "./members/queries.ts";

const open = InvitationList.parse({ per: 100 });

/** A page of members and the invitations that wait, in one round trip. */
export async function peopleOf(ctx: Ctx, list: MemberList) {
  const wide = { ...list, per: 100 };
  const [members, invitations] = await ctx.db.batch([
    membersQuery(ctx, wide),
    invitationsQuery(ctx, open),
  ]);
  const shown = membersPage(members, wide);
  // The pages follow the ids; within one of them people are looked for by name.
  const items = shown.items.toSorted((a, b) => a.name.localeCompare(b.name, "nb"));
  return {
    members: { ...shown, items },
    invitations: invitationsPage(invitations, open).items,
  };
}
