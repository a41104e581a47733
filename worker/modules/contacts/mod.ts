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
export type { Contact, ContactInput, ContactRole, LinkedContact } from "./input.ts";
export { guardedIds, ownStudents } from "./own.ts";
export {
  contactsOfStudent,
  contactsOfStudents,
  insertContact,
  type Link,
  linkContacts,
  toLinked,
  unlinkContact,
} from "./queries.ts";
export { contacts, studentContacts } from "./schema.ts";
