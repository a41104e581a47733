/**
 * Guardians and payers: people (or companies) of their own, who may belong to several students.
 *
 * @module
 */
export {
  contactsArrivedBy,
  contactsByPhone,
  deleteContacts,
  insertContacts,
  unlinkStudents,
} from "./arrivals/queries.ts";
export type { Contact, ContactInput, ContactRole } from "./input.ts";
export { insertContact, type Link, linkContacts, unlinkContact } from "./queries.ts";
