import * as z from "zod";
import { Email, Id, optional, Phone, PostalCode, text, Version } from "#worker/lib/fields.ts";
import { Orgnr } from "#worker/lib/orgnr.ts";

export const contactRoles = ["guardian", "payer"] as const;
export const ContactRole = z.enum(contactRoles);
export type ContactRole = z.output<typeof ContactRole>;

const details = {
  name: text(150),
  phone: optional(Phone),
  email: optional(Email),
  address: optional(text(200)),
  postalCode: optional(PostalCode),
  orgnr: optional(Orgnr), // a payer that is a company
};

/** A guardian or payer: JSON body, HTML form and its constraints. */
export const ContactInput = z.strictObject(details);
export type ContactInput = z.output<typeof ContactInput>;
/** The form of a contact that exists carries the version that was shown. */
export const ContactForm = ContactInput.extend({ version: Version });

/** What leaves the system about one contact. */
export const Contact = z.strictObject({
  id: Id,
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  orgnr: z.string().nullable(),
  version: z.int(),
});
export type Contact = z.output<typeof Contact>;
