import { and, eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { sortKey } from "#worker/lib/fold.ts";
import { fromJson, insertFrom } from "#worker/lib/many.ts";
import { Problem } from "#worker/lib/problem.ts";
import { findIds, indexWords, inOrder, oneOf } from "#worker/lib/search.ts";
import { searchText, students } from "#worker/modules/students/mod.ts";
import type { Contact, ContactInput, ContactRole, LinkedContact } from "./input.ts";
import { contacts, studentContacts } from "./schema.ts";

/** The kind of a contact in the search index. */
export const CONTACT = "contact";

export const mine = (ctx: Ctx) => eq(contacts.schoolId, ctx.actor.schoolId);

export const columns = {
  id: contacts.id,
  name: contacts.name,
  phone: contacts.phone,
  email: contacts.email,
  address: contacts.address,
  postalCode: contacts.postalCode,
  orgnr: contacts.orgnr,
  version: contacts.version,
};

/** A contact's own row, for a batch; `toContact` refuses what is not there. */
export function contactQuery(ctx: Ctx, id: string) {
  return ctx.db
    .select(columns)
    .from(contacts)
    .where(and(mine(ctx), eq(contacts.id, id)));
}

export function toContact([row]: readonly Contact[]): Contact {
  if (!row) throw new Problem(404, "contacts.not_found");
  return row;
}

export async function getContact(ctx: Ctx, id: string): Promise<Contact> {
  return toContact(await contactQuery(ctx, id));
}

/** Contacts that fit a search; few, because whoever looks for one knows her name. */
export async function findContacts(ctx: Ctx, q: string): Promise<Contact[]> {
  const list = { q: searchText(q), per: 10, after: undefined };
  const { ids } = await findIds(ctx, CONTACT, list);
  const rows = await ctx.db
    .select(columns)
    .from(contacts)
    .where(and(mine(ctx), oneOf(contacts.id, ids)));
  return inOrder(rows, ids);
}

/** A contact and whose she is, for her own page. */
export async function readContact(ctx: Ctx, id: string) {
  const [rows, students] = await ctx.db.batch([contactQuery(ctx, id), childrenOf(ctx, id)]);
  return { contact: toContact(rows), students };
}

// A company may pay for many; more than this belong to nobody, and a batch has room for as many.
const MOST = 400;

/** The students of a contact with their names, for a batch. */
function childrenOf(ctx: Ctx, contactId: string) {
  const { schoolId } = ctx.actor;
  return ctx.db
    .selectDistinct({
      id: students.id,
      number: students.number,
      firstName: students.firstName,
      lastName: students.lastName,
    })
    .from(studentContacts)
    .innerJoin(
      students,
      and(
        eq(students.schoolId, studentContacts.schoolId),
        eq(students.id, studentContacts.studentId),
      ),
    )
    .where(and(eq(studentContacts.schoolId, schoolId), eq(studentContacts.contactId, contactId)))
    .limit(MOST);
}

/** The contacts of a student, one row a contact, for a batch; `toLinked` reads the roles. */
export function contactsOfStudent(ctx: Ctx, studentId: string) {
  return ctx.db
    .select({ ...columns, roles: sql<string>`json_group_array(${studentContacts.role})` })
    .from(studentContacts)
    .innerJoin(
      contacts,
      and(
        eq(contacts.schoolId, studentContacts.schoolId),
        eq(contacts.id, studentContacts.contactId),
      ),
    )
    .where(
      and(
        eq(studentContacts.schoolId, ctx.actor.schoolId),
        eq(studentContacts.studentId, studentId),
      ),
    )
    .groupBy(contacts.id);
}

/** The same for several students, each row with whose it is. */
export function contactsOfStudents(ctx: Ctx, studentIds: readonly string[]) {
  const hers = and(
    eq(contacts.schoolId, studentContacts.schoolId),
    eq(contacts.id, studentContacts.contactId),
  );
  return ctx.db
    .select({
      ...columns,
      studentId: studentContacts.studentId,
      roles: sql<string>`json_group_array(${studentContacts.role})`,
    })
    .from(studentContacts)
    .innerJoin(contacts, hers)
    .where(
      and(
        eq(studentContacts.schoolId, ctx.actor.schoolId),
        oneOf(studentContacts.studentId, studentIds),
      ),
    )
    .groupBy(studentContacts.studentId, contacts.id);
}

/** Contacts with the roles they have for one student, by name. */
export function toLinked(rows: readonly (Contact & { roles: string })[]): LinkedContact[] {
  return rows
    .map((row) => ({ ...row, roles: (JSON.parse(row.roles) as ContactRole[]).sort() }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "nb"));
}

/** The students of a contact: who else is touched by a change to it. */
export function studentsOfContact(ctx: Ctx, contactId: string) {
  return ctx.db
    .selectDistinct({ id: studentContacts.studentId })
    .from(studentContacts)
    .where(
      and(
        eq(studentContacts.schoolId, ctx.actor.schoolId),
        eq(studentContacts.contactId, contactId),
      ),
    )
    .limit(MOST);
}

/** What a contact is found by. */
export function wordsOf({ name, phone, email, orgnr }: ContactInput): string {
  const national = phone?.replace(/^\+47/, "").replace(/^\+/, "");
  return [name, national, email?.split("@")[0], orgnr].filter(Boolean).join(" ");
}

/** A contact and her words; `importId` says which import brought her. */
export function insertContact(
  ctx: Ctx,
  id: string,
  row: ContactInput & { importId?: string | null },
): Statement[] {
  const sortName = sortKey(row.name);
  const { schoolId } = ctx.actor;
  return [
    ctx.db.insert(contacts).values({ ...row, schoolId, id, sortName, createdAt: ctx.now }),
    ...indexWords(ctx, CONTACT, { id, text: wordsOf(row) }),
  ];
}

/** Writes over the version that was seen and no other; mustChange() stands right after it. */
export function updateContact(ctx: Ctx, seen: Seen, row: ContactInput): Statement {
  return ctx.db
    .update(contacts)
    .set({ ...row, sortName: sortKey(row.name), version: sql`${contacts.version} + 1` })
    .where(and(mine(ctx), eq(contacts.id, seen.id), eq(contacts.version, seen.version)));
}

export type Link = { studentId: string; contactId: string; role: ContactRole };

/** Ties contacts to students; a tie that is there already stays as it is. */
export function linkContacts(ctx: Ctx, links: readonly Link[]): Statement {
  const filling = {
    schoolId: sql`${ctx.actor.schoolId}`,
    studentId: fromJson("studentId"),
    contactId: fromJson("contactId"),
    role: fromJson("role"),
  };
  const from = sql`json_each(${JSON.stringify(links)}) j where true`;
  return insertFrom(ctx, studentContacts, { filling, from }).onConflictDoNothing();
}

/** Unties a contact from a student, whatever she was to her. */
export function unlinkContact(ctx: Ctx, studentId: string, contactId: string): Statement[] {
  return [
    ctx.db
      .delete(studentContacts)
      .where(
        and(
          eq(studentContacts.schoolId, ctx.actor.schoolId),
          eq(studentContacts.studentId, studentId),
          eq(studentContacts.contactId, contactId),
        ),
      ),
  ];
}
