import { and, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { findIds, inOrder, oneOf } from "#worker/lib/search.ts";
import { searchText } from "#worker/modules/students/mod.ts";
import { contactRoles } from "../input.ts";
import { CONTACT, columns, mine } from "../queries.ts";
import { contacts } from "../schema.ts";
import type { ContactList, ContactRow } from "./input.ts";

/** So many of a contact's students are named in a list. */
const FEW = 4;

// Written out by name, since drizzle drops a lone table's.
const herStudents = sql<ContactRow["students"]>`(select json_group_array(json_object(
    'id', s.id, 'name', s.first_name || ' ' || s.last_name))
  from (select distinct l.student_id from student_contacts l
    where l.school_id = contacts.school_id and l.contact_id = contacts.id limit ${FEW}) l
  join students s on s.school_id = contacts.school_id and s.id = l.student_id)`.mapWith(
  (text: string): ContactRow["students"] => JSON.parse(text),
);

const listed = {
  ...columns,
  sortName: contacts.sortName,
  guardian: contacts.guardian,
  payer: contacts.payer,
  students: herStudents,
};

// The words of the partial indexes, or SQLite does not use them.
const roleIs: Record<NonNullable<ContactList["role"]>, SQL> = {
  guardian: sql`${contacts.guardian} = 1`,
  payer: sql`${contacts.payer} = 1`,
  none: sql`${contacts.guardian} = 0 and ${contacts.payer} = 0`,
};

const filtersOn = ({ role }: Pick<ContactList, "role">) => (role ? roleIs[role] : undefined);

const rows = (ctx: Ctx) => ctx.db.select(listed).from(contacts).$dynamic();
type Read = Awaited<ReturnType<typeof rows>>[number];

function toRow({ sortName, guardian, payer, ...row }: Read): ContactRow {
  return { ...row, roles: contactRoles.filter((role) => (role === "payer" ? payer : guardian)) };
}

/** A page of the contacts, searched or not. */
export async function listContacts(ctx: Ctx, list: ContactList): Promise<Paged<ContactRow>> {
  const fits = filtersOn(list);
  if (list.q) {
    const also = sql`exists (select 1 from contacts
      where ${and(mine(ctx), sql`contacts.id = s.id`, fits)})`;
    const asked = { ...list, q: searchText(list.q) };
    const { ids, after } = await findIds(ctx, CONTACT, asked, fits ? also : undefined);
    const found = await rows(ctx).where(and(mine(ctx), oneOf(contacts.id, ids)));
    return { items: inOrder(found, ids).map(toRow), after };
  }
  const { after, order, limit } = keyset({ name: contacts.sortName }, contacts.id, list);
  const read = await rows(ctx)
    .where(and(mine(ctx), fits, after))
    .orderBy(...order)
    .limit(limit);
  const page = toPage(read, list, (row) => row.sortName);
  return { ...page, items: page.items.map(toRow) };
}
