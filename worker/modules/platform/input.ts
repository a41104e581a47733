import * as z from "zod";
import { Email, Id, Instant, optional, text } from "#worker/lib/fields.ts";
import { listQuery, pagedOf } from "#worker/lib/list.ts";
import { Orgnr } from "#worker/lib/orgnr.ts";

/** The short name of a school in addresses; it never changes. */
const Slug = z
  .string()
  .max(40)
  .transform((typed) => typed.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "platform.slug_format"));

/** A new school and the person who will own it. Without a short name, one is made of the name. */
export const NewSchool = z.strictObject({
  name: text(100),
  orgnr: optional(Orgnr),
  slug: optional(Slug),
  ownerName: text(120),
  ownerEmail: Email,
});
export type NewSchool = z.output<typeof NewSchool>;

/** Somebody more to own a school, or the first owner once more when her link has run out. */
export const NewOwner = z.strictObject({ name: text(120), email: Email });
export type NewOwner = z.output<typeof NewOwner>;

/** The button "fetch from Brønnøysund" needs the number; the rest comes along as typed. */
export const LookUp = z.looseObject({ orgnr: Orgnr });

/** A school as the platform sees it: what it is, never what is in it. */
export const Tenant = z.strictObject({
  id: Id,
  slug: z.string(),
  name: z.string(),
  orgnr: z.string().nullable(),
  postalCode: z.string().nullable(),
  town: z.string().nullable(),
  createdAt: Instant,
});
export type Tenant = z.output<typeof Tenant>;
export const Tenants = pagedOf(Tenant);
export const TenantList = listQuery(["slug"]);
export type TenantList = z.output<typeof TenantList>;

const Person = z.strictObject({ name: z.string(), email: z.string(), since: Instant });
/** A school with the people who lead it, and those who have not answered their invitation. */
export const TenantDetail = Tenant.extend({ owners: z.array(Person), invited: z.array(Person) });
export type TenantDetail = z.output<typeof TenantDetail>;
