import { and, eq, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { sortKey } from "#worker/lib/fold.ts";
import { fromJson, insertFrom } from "#worker/lib/many.ts";
import { Problem } from "#worker/lib/problem.ts";
import { indexWords } from "#worker/lib/search.ts";
import type { Contact, ContactInput, ContactRole } from "./input.ts";
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

export async function getContact(ctx: Ctx, id: string): Promise<Contact> {
  const [row] = await ctx.db
    .select(columns)
    .from(contacts)
    .where(and(mine(ctx), eq(contacts.id, id)));
  if (!row) throw new Problem(404, "contacts.not_found");
  return row;
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

/** Unties one contact from one student in one role. */
export function unlinkContact(ctx: Ctx, link: Link): Statement {
  return ctx.db
    .delete(studentContacts)
    .where(
      and(
        eq(studentContacts.schoolId, ctx.actor.schoolId),
        eq(studentContacts.studentId, link.studentId),
        eq(studentContacts.contactId, link.contactId),
        eq(studentContacts.role, link.role),
      ),
    );
}
