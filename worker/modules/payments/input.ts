import * as z from "zod";
import { Day, Id, Instant, note, optional, text, Version } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";
import { Kroner, OreAbove0 } from "#worker/lib/money.ts";

/** How money came. */
export const methods = ["bank", "vipps", "card", "cash"] as const;
export type Method = (typeof methods)[number];

const MOST_PARTS = 50;

const received = {
  studentId: Id,
  receivedOn: Day,
  method: z.enum(methods),
  reference: optional(text(60)),
  note: optional(note(500)),
  /** Without parts: the open invoice that is settled before the others. */
  first: optional(Id),
};
const Part = z.strictObject({ invoiceId: Id, amountOre: OreAbove0 });
export type Part = z.output<typeof Part>;

/**
 * Money that came. Without parts it settles the oldest open invoices first; what is left over is
 * the student's credit.
 */
export const PaymentInput = z.strictObject({
  ...received,
  amountOre: OreAbove0,
  parts: z.array(Part).max(MOST_PARTS).nullish(),
});
export type PaymentInput = z.output<typeof PaymentInput>;

const part = /^part_[0-9a-f-]{36}$/;
const fields = { ...received, amount: Kroner.pipe(OreAbove0) };

/** The form: an amount typed for each open invoice, in fields named `part_` and its id. */
export const PaymentForm = z
  .strictObject(fields)
  .catchall(optional(Kroner))
  .superRefine((form, { addIssue }) => {
    const keys = Object.keys(form).filter(
      (name) => !(Object.hasOwn(fields, name) || part.test(name)),
    );
    if (keys.length > 0) addIssue({ code: "unrecognized_keys", keys, input: form });
  });
export type PaymentForm = z.output<typeof PaymentForm>;

/** What the form says as the API says it: without a part that was typed, it is left to the rules. */
export function partsOf({ amount, ...form }: PaymentForm): PaymentInput {
  const { studentId, receivedOn, method, reference, note, first, ...rest } = form;
  const typed = Object.entries(rest).flatMap(([name, ore]) => {
    const invoiceId = name.startsWith("part_") ? name.slice("part_".length) : "";
    return typeof ore === "number" && invoiceId ? [{ invoiceId, amountOre: ore }] : [];
  });
  const given = { studentId, receivedOn, method, reference, note, first, amountOre: amount };
  // Nought is an answer too: none of it goes to that invoice.
  const parts = typed.filter((part) => part.amountOre > 0);
  return { ...given, parts: typed.length > 0 ? parts : null };
}

export const Reversal = z.strictObject({ reason: text(500).pipe(z.string().min(3, "too_short")) });
export const ReversalForm = Reversal.extend({ version: Version });

/** A payment as a list shows it. */
export const PaymentRow = z.strictObject({
  id: Id,
  studentId: Id,
  student: z.string(),
  receivedOn: z.iso.date(),
  method: z.enum(methods),
  amountOre: z.int(),
  creditOre: z.int(),
  reference: z.string().nullable(),
  reversedOn: z.iso.date().nullable(),
  version: z.int(),
});
export type PaymentRow = z.output<typeof PaymentRow>;
export const Payments = pagedOf(PaymentRow);

const Allocation = z.strictObject({
  id: Id,
  invoiceId: Id,
  number: z.int().nullable(),
  amountOre: z.int(),
  at: Instant,
});

/** What leaves the system about one payment. */
export const Payment = PaymentRow.extend({
  note: z.string().nullable(),
  reason: z.string().nullable(),
  at: Instant,
  by: z.string().nullable(),
  reversedBy: z.string().nullable(),
  allocations: z.array(Allocation),
});
export type Payment = z.output<typeof Payment>;

export const PaymentList = listQuery(["receivedOn"], {
  method: filter(z.enum(methods)),
  state: filter(z.literal("reversed")),
  student: filter(Id),
}).extend({ sort: z.enum(["-receivedOn", "receivedOn"]).catch("-receivedOn") });
export type PaymentList = z.output<typeof PaymentList>;

export const PaymentExport = PaymentList.omit({ after: true, per: true }).extend({
  format: z.enum(["csv", "xlsx"]).catch("csv"),
});
export type PaymentExport = z.output<typeof PaymentExport>;

/** Whose payment, or for which invoice, is to be registered. */
export const PaymentFor = z.strictObject({ student: filter(Id), invoice: filter(Id) });
