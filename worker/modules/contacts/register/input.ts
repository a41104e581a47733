import * as z from "zod";
import { Id } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";
import { Contact, ContactRole, contactRoles } from "../input.ts";

/** A contact as a list shows her: what she is to students, and to whom. */
export const ContactRow = Contact.extend({
  roles: z.array(ContactRole),
  /** The first few of her students. */
  students: z.array(z.strictObject({ id: Id, name: z.string() })),
});
export type ContactRow = z.output<typeof ContactRow>;
export const ContactPage = pagedOf(ContactRow);

/** `none`: who is no student's any more. */
export const roleFilters = [...contactRoles, "none"] as const;

export const ContactList = listQuery(["name"], { role: filter(z.enum(roleFilters)) });
export type ContactList = z.output<typeof ContactList>;

/** The filters of the list, and the kind of file. */
export const ContactExport = ContactList.omit({ after: true, per: true }).extend({
  format: z.enum(["csv", "xlsx"]).catch("csv"),
});
export type ContactExport = z.output<typeof ContactExport>;
