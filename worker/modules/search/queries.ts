import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { foundBy, searchWords } from "#worker/lib/search.ts";
import { type Found, type Hit, type HitKind, hitKinds, searchText } from "./input.ts";

/** How many of each kind a page shows, and how many the palette. */
export const PAGE = 20;
export const PALETTE = 6;

const columns = {
  id: sql<string>`id`,
  title: sql<string>`title`,
  facts: sql<string>`facts`,
  state: sql<Hit["state"]>`state`,
};
type Row = { id: string; title: string; facts: string; state: Hit["state"] };

/**
 * The best of each kind in one trip. The tables stand here by their names: what a hit says of a
 * student, an employee or a vehicle is this page's choice, and their modules need not know of it.
 */
export async function find(ctx: Ctx, q: string, per: number): Promise<Found> {
  const words = searchWords(searchText(q));
  if (words.length === 0) return { items: [], more: [] };
  const { schoolId } = ctx.actor;
  const today = dayOf(ctx.now);
  const rows = (kind: HitKind, card: SQL) => {
    const f = foundBy(ctx, { kind, words, limit: per + 1 });
    return ctx.db.select(columns).from(sql`(with f as (${f}) ${card})`).orderBy(sql`term`, sql`id`);
  };
  const classes = (table: SQL, owner: SQL) => sql`(select group_concat(c.class_code, ', ')
    from ${table} c where c.school_id = ${schoolId} and c.${owner} = f.id)`;
  const answers = await ctx.db.batch([
    rows(
      "student",
      sql`select f.term, f.id, r.first_name || ' ' || r.last_name title,
        json_array('#' || r.number, ${classes(sql`student_classes`, sql`student_id`)}, r.phone) facts,
        nullif(r.status, 'active') state
        from f join students r on r.school_id = ${schoolId} and r.id = f.id`,
    ),
    rows(
      "contact",
      sql`select f.term, f.id, r.name title,
        json_array(r.phone, (select group_concat(s.first_name || ' ' || s.last_name, ', ') from
          (select distinct l.student_id from student_contacts l
            where l.school_id = ${schoolId} and l.contact_id = f.id limit 3) l
          join students s on s.school_id = ${schoolId} and s.id = l.student_id)) facts,
        null state
        from f join contacts r on r.school_id = ${schoolId} and r.id = f.id`,
    ),
    rows(
      "employee",
      sql`select f.term, f.id, r.first_name || ' ' || r.last_name title,
        json_array(r.title, ${classes(sql`approvals`, sql`employee_id`)}, r.phone) facts,
        case when r.left_on < ${today} then 'left' end state
        from f join employees r on r.school_id = ${schoolId} and r.id = f.id`,
    ),
    rows(
      "vehicle",
      sql`select f.term, f.id, r.plate title,
        json_array(nullif(trim(coalesce(r.make, '') || ' ' || coalesce(r.model, '')), ''),
          (select group_concat(value, ', ') from json_each(r.classes))) facts,
        case when r.retired_on is not null then 'retired' end state
        from f join vehicles r on r.school_id = ${schoolId} and r.id = f.id`,
    ),
  ]);
  return {
    items: answers.flatMap((found, i) =>
      found.slice(0, per).map((row) => hit(hitKinds[i] ?? "student", row)),
    ),
    more: hitKinds.filter((_, i) => (answers[i]?.length ?? 0) > per),
  };
}

/** Where the list of each kind is, and its pages beneath it. */
export const places: Record<HitKind, string> = {
  student: "/students",
  contact: "/contacts",
  employee: "/employees",
  vehicle: "/vehicles",
};

function hit(kind: HitKind, { id, title, facts, state }: Row): Hit {
  const known = (JSON.parse(facts) as (string | null)[]).filter((fact) => fact !== null);
  return { kind, id, href: `${places[kind]}/${id}`, title, facts: known.map(plain), state };
}

/** "+4791234567" as people read it. */
const plain = (fact: string) => fact.replace(/^\+47(\d{3})(\d{2})(\d{3})$/, "$1 $2 $3");
