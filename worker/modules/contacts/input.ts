import * as z from "zod";
import { Email, Id, many, optional, Phone, PostalCode, text, Version } from "#worker/lib/fields.ts";
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

/** A contact as one student has her. */
export const LinkedContact = Contact.extend({ roles: z.array(ContactRole) });
export type LinkedContact = z.output<typeof LinkedContact>;
export const LinkedContacts = z.strictObject({ items: z.array(LinkedContact) });

const Roles = many(ContactRole).refine((all) => all.length > 0, "contacts.role_wanted");

/** Ties a contact that is there already to a student. */
export const RolesInput = z.strictObject({ roles: Roles });
export const LinkForm = z.strictObject({ contactId: Id, roles: Roles });
/** A new contact of a student. */
export const NewContactInput = ContactInput.extend({ roles: Roles });
export type NewContactInput = z.output<typeof NewContactInput>;

export const ByStudentAndContact = z.strictObject({ id: Id, contactId: Id });
export const DetachForm = z.strictObject({});
/** Looks for a contact to tie to a student. */
export const ContactSearch = z.strictObject({ q: z.string().max(200).default("") });
