import { and, eq, gt, not, or, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { foldedWords, sortKey } from "#worker/lib/fold.ts";
import { fromJson, insertFrom } from "#worker/lib/many.ts";
import { searchTerms } from "#worker/lib/search.ts";
import { untouched } from "#worker/modules/students/mod.ts";
import type { ContactInput } from "../input.ts";
import { CONTACT, mine, wordsOf } from "../queries.ts";
import { contacts, studentContacts } from "../schema.ts";

/** Some hundred contacts and their words: two statements with one JSON parameter each. */
export function insertContacts(
  ctx: Ctx,
  rows: readonly (ContactInput & { id: string; importId?: string | null })[],
): Statement[] {
  const schoolId = sql`${ctx.actor.schoolId}`;
  const full = JSON.stringify(rows.map((row) => ({ ...row, sortName: sortKey(row.name) })));
  const words = rows.flatMap((row) => foldedWords(wordsOf(row)).map((word) => [word, row.id]));
  const filling = {
    schoolId,
    id: fromJson("id"),
    userId: null,
    name: fromJson("name"),
    sortName: fromJson("sortName"),
    email: fromJson("email"),
    phone: fromJson("phone"),
    address: fromJson("address"),
    postalCode: fromJson("postalCode"),
    orgnr: fromJson("orgnr"),
    importId: fromJson("importId"),
    guardian: sql`0`,
    payer: sql`0`,
    createdAt: sql`${ctx.now}`,
    version: sql`1`,
  };
  const term = {
    schoolId,
    kind: sql`${CONTACT}`,
    term: sql`j.value ->> 0`,
    id: sql`j.value ->> 1`,
  };
  return [
    insertFrom(ctx, contacts, { filling, from: sql`json_each(${full}) j` }),
    insertFrom(ctx, searchTerms, {
      filling: term,
      from: sql`json_each(${JSON.stringify(words)}) j`,
    }),
  ];
}

/** Contacts with one of these telephone numbers, so that siblings share their guardian. */
export function contactsByPhone(ctx: Ctx, phones: readonly string[]) {
  return ctx.db
    .select({ id: contacts.id, name: contacts.name, phone: contacts.phone })
    .from(contacts)
    .where(
      and(
        mine(ctx),
        sql`${contacts.phone} in (select value from json_each(${JSON.stringify(phones)}))`,
      ),
    );
}

/**
 * What an import brought and is still there: those that somebody has used since (changed, or tied
 * to a student who did not come with it), or those that nobody has and no student needs any more.
 */
export function contactsArrivedBy(
  ctx: Ctx,
  importId: string,
  { limit = 200, used }: { limit?: number; used: boolean },
) {
  const { schoolId } = ctx.actor;
  const others = sql`exists (select 1 from student_contacts l join students s
    on s.school_id = ${schoolId} and s.id = l.student_id
    where l.school_id = ${schoolId} and l.contact_id = ${contacts.id}
      and s.import_id is not ${importId})`;
  const needed = sql`exists (select 1 from student_contacts l
    where l.school_id = ${schoolId} and l.contact_id = ${contacts.id})`;
  const changed = gt(contacts.version, 1);
  return ctx.db
    .select({ id: contacts.id, name: contacts.name })
    .from(contacts)
    .where(
      and(
        mine(ctx),
        eq(contacts.importId, importId),
        used ? or(changed, others) : and(not(changed), not(needed)),
      ),
    )
    .limit(limit);
}

/** Lets go of the contacts of untouched students, before `deleteStudents` in the same batch. */
export function unlinkStudents(ctx: Ctx, studentIds: readonly string[]): Statement {
  return ctx.db
    .delete(studentContacts)
    .where(
      and(
        eq(studentContacts.schoolId, ctx.actor.schoolId),
        sql`${studentContacts.studentId} in ${untouched(ctx, studentIds)}`,
      ),
    );
}

/** Takes away those of the contacts that nobody has changed and no student has any more. */
export function deleteContacts(ctx: Ctx, ids: readonly string[]): Statement[] {
  const { schoolId } = ctx.actor;
  const those = sql`(select c.id from contacts c where c.school_id = ${schoolId}
    and c.id in (select value from json_each(${JSON.stringify(ids)})) and c.version = 1
    and not exists (select 1 from student_contacts l
      where l.school_id = ${schoolId} and l.contact_id = c.id))`;
  return [
    ctx.db
      .delete(searchTerms)
      .where(
        and(
          eq(searchTerms.schoolId, schoolId),
          eq(searchTerms.kind, CONTACT),
          sql`${searchTerms.id} in ${those}`,
        ),
      ),
    ctx.db.delete(contacts).where(and(mine(ctx), sql`${contacts.id} in ${those}`)),
  ];
}
