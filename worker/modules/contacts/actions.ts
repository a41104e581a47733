import { auditRow, diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { Problem } from "#worker/lib/problem.ts";
import { indexWords } from "#worker/lib/search.ts";
import { studentQuery, toStudent, touchStudent } from "#worker/modules/students/mod.ts";
import type { ContactInput, ContactRole, NewContactInput } from "./input.ts";
import {
  CONTACT,
  contactQuery,
  contactsOfStudent,
  insertContact,
  linkContacts,
  studentsOfContact,
  toContact,
  toLinked,
  unlinkContact,
  updateContact,
  wordsOf,
} from "./queries.ts";

/** A student whose contacts change; with a version, only over that one. */
type Whose = { id: string; version?: number };

const about = (studentId: string) => ({ entity: "student", entityId: studentId });

/** A new guardian or payer of a student. */
export async function addContact(
  ctx: Ctx,
  student: Whose,
  { id, roles, ...input }: NewContactInput & { id: string },
): Promise<void> {
  toStudent(await studentQuery(ctx, student.id));
  await commit(ctx, {
    ...about(student.id),
    action: "contacts.added",
    diff: { ...diffOf<ContactInput>({}, input), roles: [[], roles] },
    write: [
      touchStudent(ctx, student),
      mustChange(ctx),
      ...insertContact(ctx, id, input),
      linkContacts(ctx, links(student.id, id, roles)),
    ],
  });
}

type Linking = {
  contactId: string;
  roles: readonly ContactRole[];
  /** What she is to the student already, she stays. */
  keep?: boolean;
};

/** What a contact that is there already is to a student: guardian, payer, or both. */
export async function setRoles(
  ctx: Ctx,
  student: Whose,
  { contactId, roles: wanted, keep = false }: Linking,
): Promise<void> {
  const [students, contacts, linked] = await ctx.db.batch([
    studentQuery(ctx, student.id),
    contactQuery(ctx, contactId),
    contactsOfStudent(ctx, student.id),
  ]);
  toStudent(students);
  const { name } = toContact(contacts);
  const before = toLinked(linked).find((one) => one.id === contactId)?.roles ?? [];
  const roles = [...new Set(keep ? [...before, ...wanted] : wanted)].sort();
  await commit(ctx, {
    ...about(student.id),
    action: "contacts.linked",
    diff: { contact: [name, name], roles: [before, roles] },
    write: [
      touchStudent(ctx, student),
      mustChange(ctx),
      ...unlinkContact(ctx, student.id, contactId),
      linkContacts(ctx, links(student.id, contactId, roles)),
    ],
  });
}

/** A contact is no longer this student's; it stays in the register for others. */
export async function detachContact(ctx: Ctx, student: Whose, contactId: string): Promise<void> {
  const [students, linked] = await ctx.db.batch([
    studentQuery(ctx, student.id),
    contactsOfStudent(ctx, student.id),
  ]);
  toStudent(students);
  const contact = toLinked(linked).find((one) => one.id === contactId);
  if (!contact) throw new Problem(404, "contacts.not_found");
  await commit(ctx, {
    ...about(student.id),
    action: "contacts.detached",
    diff: { contact: [contact.name, null], roles: [contact.roles, []] },
    write: [
      touchStudent(ctx, student),
      mustChange(ctx),
      ...unlinkContact(ctx, student.id, contactId),
    ],
  });
}

/** Changes what is known of a contact; it stands in the history of each of her students too. */
export async function changeContact(ctx: Ctx, seen: Seen, input: ContactInput): Promise<void> {
  const [contacts, students] = await ctx.db.batch([
    contactQuery(ctx, seen.id),
    studentsOfContact(ctx, seen.id),
  ]);
  const before = toContact(contacts);
  const diff = diffOf<ContactInput>(before, input);
  if (!changes(before, seen, diff)) return;
  const entry = { action: "contacts.changed" as const, diff };
  const told = { ...entry, diff: { contact: [before.name, input.name] as const, ...entry.diff } };
  await commit(ctx, {
    ...entry,
    entity: "contact",
    entityId: seen.id,
    write: [
      updateContact(ctx, seen, input),
      mustChange(ctx),
      ...indexWords(ctx, CONTACT, { id: seen.id, text: wordsOf(input) }),
      ...students.map(({ id }) => auditRow(ctx, { ...told, ...about(id) })),
    ],
  });
}

const links = (studentId: string, contactId: string, roles: readonly ContactRole[]) =>
  roles.map((role) => ({ studentId, contactId, role }));
