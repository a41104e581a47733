import { sql } from "drizzle-orm";
import { db } from "../harness.ts";
import type { Town } from "./town.ts";

// Each asks the database for what must not be there. They read the tables and not the product's
// own sums, so that a sum that is wrong is seen too.

const broken = {
  "two claims of one thing overlap": `
    select a.booking_id as what from claims a join claims b
      on b.school_id = a.school_id and b.kind = a.kind and b.resource_id = a.resource_id
      and b.booking_id <> a.booking_id
      and b.starts_at < a.ends_at and b.ends_at > a.starts_at
    where a.school_id = ?1`,
  "a booking that stands has not claimed its people and things": `
    select b.id as what from bookings b where b.school_id = ?1 and b.status in ('held', 'booked')
      and (select count(*) from claims c where c.school_id = ?1 and c.booking_id = b.id)
        <> (b.student_id is not null) + (b.instructor_id is not null)
          + (b.vehicle_id is not null) + (b.room_id is not null) + (b.trailer_id is not null)`,
  "a booking that was called off still claims something": `
    select c.booking_id as what from claims c join bookings b
      on b.school_id = c.school_id and b.id = c.booking_id
    where c.school_id = ?1 and b.status = 'cancelled'`,
  "a lesson's charge does not fit what became of the lesson": `
    select b.id || ' ' || b.status || ' ' || coalesce(c.status, 'no charge') as what
    from bookings b left join charges c on c.school_id = b.school_id and c.booking_id = b.id
    where b.school_id = ?1 and b.kind = 'lesson' and not (
      case
        when b.status = 'held' then c.id is null
        when c.status = 'waived' then 1
        when b.status = 'booked' then c.status = 'planned'
        when b.status = 'cancelled' and not b.cancelled_late then c.id is null or c.status = 'cancelled'
        else c.status in ('due', 'prepaid', 'invoiced') end)`,
  "a charge is not in the books as it stands": `
    select c.id || ' ' || c.status as what from charges c
    where c.school_id = ?1 and coalesce((
      select sum(case when l.reverses_id is null then l.amount_ore else -l.amount_ore end)
      from ledger l where l.school_id = ?1 and l.ref_kind = 'charge' and l.ref_id = c.id
        and l.kind in ('charge', 'charge_vat')), 0)
      <> case when c.status in ('due', 'prepaid', 'invoiced') then c.gross_ore else 0 end
      and c.status <> 'waived'`,
  "what a student owes by the books is not what she was charged and paid": `
    select s.id as what from students s where s.school_id = ?1 and (
      coalesce((select sum(gross_ore) from charges where school_id = ?1 and student_id = s.id
        and status in ('due', 'prepaid', 'invoiced')), 0)
      - coalesce((select sum(amount_ore) from payments where school_id = ?1 and student_id = s.id
        and reversed_on is null), 0))
      <> coalesce((select sum(case when debit in ('receivable', 'prepaid') then amount_ore else 0 end
        - case when credit in ('receivable', 'prepaid') then amount_ore else 0 end)
        from ledger where school_id = ?1 and student_id = s.id), 0)`,
  "a sum that is kept is not the sum of its entries": `
    select t.account as what from account_totals t where t.school_id = ?1
    group by t.account having
      sum(t.debit_ore) <> (select coalesce(sum(amount_ore), 0) from ledger l
        where l.school_id = ?1 and l.debit = t.account)
      or sum(t.credit_ore) <> (select coalesce(sum(amount_ore), 0) from ledger l
        where l.school_id = ?1 and l.credit = t.account)`,
  "the books do not sum to nought": `
    select 'sum' as what from account_totals where school_id = ?1
    group by school_id having sum(debit_ore) <> sum(credit_ore)`,
  "vouchers are not 1, 2, 3 ...": `
    select 'vouchers' as what from ledger where school_id = ?1
    group by school_id having max(n) <> count(*)`,
  "invoice numbers have a gap": `
    select 'invoices' as what from invoices where school_id = ?1 and number is not null
    group by school_id having max(number) - min(number) + 1 <> count(*)`,
  "what is open of an invoice is not what is left of it": `
    select i.id as what from invoices i
    where i.school_id = ?1 and i.state <> 'draft' and i.kind = 'invoice'
      and i.open_ore <> i.gross_ore - i.prepaid_ore - coalesce((
        select sum(a.amount_ore) from allocations a
        where a.school_id = ?1 and a.invoice_id = i.id), 0)`,
  "a payment is more or less than what became of it": `
    select p.id as what from payments p where p.school_id = ?1 and p.reversed_on is null
      and p.amount_ore <> p.credit_ore + coalesce((
        select sum(a.amount_ore) from allocations a
        where a.school_id = ?1 and a.payment_id = p.id), 0)`,
  "a package has given more or fewer lessons than charges took": `
    select i.student_package_id as what from student_package_items i
    where i.school_id = ?1 and i.used <> coalesce((
      select sum(c.quantity) from charges c where c.school_id = ?1
        and c.student_package_id = i.student_package_id and c.product_id = i.product_id
        and c.status not in ('cancelled', 'waived')
        and exists (select 1 from json_each(c.parts) p
          where p.value ->> 'code' = 'charges.part_package' and p.value ->> 'ore' = c.gross_ore)
      ), 0)`,
  "a booking has changed more often than it is on record": `
    select b.id as what from bookings b where b.school_id = ?1 and b.version > (
      select count(*) from audit a where a.school_id = ?1 and a.entity_id = b.id)`,
} as const;

export const invariants = Object.keys(broken).length;

/** Every invariant that does not hold in the town, with what breaks it. */
export async function whatIsBroken({ schoolId }: Town): Promise<string[]> {
  const names = Object.keys(broken) as (keyof typeof broken)[];
  const [first, ...rest] = names.map((name) =>
    db.all<{ what: string }>(sql.raw(broken[name].replaceAll("?1", `'${schoolId}'`))),
  );
  if (!first) return [];
  const found = await Promise.all([first, ...rest]);
  return names.flatMap((name, n) => {
    const [one] = found[n] ?? [];
    return one ? [`${name}: ${one.what}`] : [];
  });
}
