import * as z from "zod";
import { Email, Instant, many, text, Version } from "#worker/lib/fields.ts";
import { listQuery, pagedOf } from "#worker/lib/list.ts";
import { givenRoles } from "../members/input.ts";

/** The one description of an invitation's input: JSON body and form. */
export const InvitationInput = z.strictObject({
  name: text(120),
  email: Email,
  roles: many(z.enum(givenRoles)).pipe(z.array(z.enum(givenRoles)).min(1, "required")),
});
export type InvitationInput = z.output<typeof InvitationInput>;

/** An invitation that waits for its answer. */
export const Invitation = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(givenRoles)),
  invitedAt: Instant,
  expiresAt: Instant,
  invitedBy: z.string(),
  version: z.int(),
});
export type Invitation = z.output<typeof Invitation>;
export const Invitations = pagedOf(Invitation);
export const InvitationList = listQuery(["email"]);
export type InvitationList = z.output<typeof InvitationList>;
export const InvitationVersion = z.strictObject({ version: Version });
