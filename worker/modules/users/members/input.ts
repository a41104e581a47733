import * as z from "zod";
import { Instant, many, Version } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";

/** What can be given by hand; pupils and guardians get theirs with their own records. */
export const givenRoles = [
  "owner",
  "academic_leader",
  "office",
  "instructor",
  "platform_admin",
] as const;
const GivenRole = z.enum(givenRoles);
const AnyRole = z.enum([...givenRoles, "student", "guardian"]);

/** Somebody who belongs to the school and can sign in. */
export const Member = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(AnyRole),
  since: Instant,
  secondFactor: z.boolean(),
  version: z.int(),
});
export type Member = z.output<typeof Member>;
export const Members = pagedOf(Member);

export const MemberList = listQuery(["id"], { kind: filter(z.enum(["staff", "others"])) });
export type MemberList = z.output<typeof MemberList>;

export const Roles = z.strictObject({ roles: many(GivenRole) });
export type Roles = z.output<typeof Roles>;
export const RolesChange = Roles.extend({ version: Version });
export const MemberVersion = z.strictObject({ version: Version });

/** What is left to say about something that has been removed. */
export const Gone = z.strictObject({ id: z.string() });
