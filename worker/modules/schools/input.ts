import * as z from "zod";
import { Email, Id, optional, Phone, PostalCode, text, Version } from "#worker/lib/fields.ts";
import { Orgnr } from "#worker/lib/orgnr.ts";

/** The one description of a school's own facts: JSON body, HTML form and its constraints. */
export const SchoolInput = z.strictObject({
  name: text(100),
  orgnr: optional(Orgnr),
  email: optional(Email),
  phone: optional(Phone),
  address: optional(text(200)),
  postalCode: optional(PostalCode),
});
export type SchoolInput = z.output<typeof SchoolInput>;

/** The form carries the version that was shown. */
export const SchoolChange = SchoolInput.extend({ version: Version });
export type SchoolChange = z.output<typeof SchoolChange>;

/** What leaves the system about a school. The town belongs to the postal code. */
export const School = z.strictObject({
  id: Id,
  slug: z.string(),
  name: z.string(),
  orgnr: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  town: z.string().nullable(),
  version: z.int(),
});
export type School = z.output<typeof School>;

/** The button "fetch from Brønnøysund" needs the number; the rest comes along as typed. */
export const LookUp = z.looseObject({ orgnr: Orgnr });
export const ByOrgnr = z.strictObject({ orgnr: Orgnr });

/** What the register of companies knows; any of it may be missing. */
export const Company = z.strictObject({
  orgnr: z.string(),
  name: z.string(),
  form: z.string().nullable(),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  town: z.string().nullable(),
  industry: z.string().nullable(),
  vat: z.boolean(),
  bankrupt: z.boolean(),
  closing: z.boolean(),
});
export type Company = z.output<typeof Company>;
