import * as z from "zod";
import { Day, Id, Instant, many, note, optional, text, Version, yes } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";
import { vatCodes } from "#worker/modules/prices/input.ts";

/** What a document is: a credit note takes back lines of an invoice that was issued. */
export const invoiceKinds = ["invoice", "credit_note"] as const;
export type InvoiceKind = (typeof invoiceKinds)[number];

/** A draft has no number; what is issued is open until nothing of it is left to pay. */
export const invoiceStates = ["draft", "open", "settled"] as const;
export type InvoiceState = (typeof invoiceStates)[number];

/** Where an amount that settles a part of an invoice comes from. */
export const allocationSources = ["payment", "credit", "credit_note"] as const;
export type AllocationSource = (typeof allocationSources)[number];

/** How many lines one document may have. */
export const MOST_LINES = 100;

const Lines = many(Id, MOST_LINES).pipe(z.array(Id).min(1, "invoices.no_lines"));

/** A draft: the charges that are to stand on it, and who pays when not the student herself. */
export const DraftInput = z.strictObject({
  studentId: Id,
  ids: Lines,
  payerId: optional(Id),
  note: optional(note(500)),
});
export type DraftInput = z.output<typeof DraftInput>;
export const DraftLines = DraftInput.omit({ studentId: true });
export type DraftLines = z.output<typeof DraftLines>;
export const DraftChange = DraftLines.extend({ version: Version });

/** How a draft is issued; without a day it is due as the settings say. */
export const Issue = z.strictObject({ dueOn: optional(Day), useCredit: yes, mail: yes });
export type Issue = z.output<typeof Issue>;
export const IssueForm = Issue.extend({ version: Version });

/** A credit note: the lines that are taken back, and why. */
export const CreditInput = z.strictObject({
  ids: Lines,
  reason: text(500).pipe(z.string().min(3, "too_short")),
});
export type CreditInput = z.output<typeof CreditInput>;

export const InvoiceSeen = z.strictObject({ version: Version });

const Place = {
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  town: z.string().nullable(),
  email: z.string().nullable(),
};

/** Who sells, as it was on the day of issue. */
export const Seller = z.strictObject({
  name: z.string(),
  orgnr: z.string().nullable(),
  vatRegistered: z.boolean(),
  companyRegister: z.boolean(),
  ...Place,
  phone: z.string().nullable(),
  account: z.string().nullable(),
});
export type Seller = z.output<typeof Seller>;

/** Who buys, as it was on the day of issue, and whose training it is for. */
export const Buyer = z.strictObject({
  name: z.string(),
  orgnr: z.string().nullable(),
  ...Place,
  studentName: z.string(),
  studentNumber: z.int(),
});
export type Buyer = z.output<typeof Buyer>;

/** What a rate of VAT comes to on one document; the rate in hundredths of a percent. */
export const VatLine = z.strictObject({
  code: z.enum(vatCodes),
  rate: z.int(),
  netOre: z.int(),
  vatOre: z.int(),
  grossOre: z.int(),
});
export type VatLine = z.output<typeof VatLine>;

export const InvoiceLine = z.strictObject({
  id: Id,
  chargeId: Id,
  text: z.string(),
  onDate: z.iso.date(),
  quantity: z.int(),
  vatCode: z.enum(vatCodes),
  rate: z.int(),
  netOre: z.int(),
  vatOre: z.int(),
  grossOre: z.int(),
  prepaidOre: z.int(),
  /** Whether a credit note has taken it back. */
  credited: z.boolean(),
});
export type InvoiceLine = z.output<typeof InvoiceLine>;

/** An invoice as a list shows it. */
export const InvoiceRow = z.strictObject({
  id: Id,
  kind: z.enum(invoiceKinds),
  state: z.enum(invoiceStates),
  number: z.int().nullable(),
  studentId: Id,
  student: z.string(),
  buyer: z.string().nullable(),
  at: Instant,
  issuedOn: z.iso.date().nullable(),
  dueOn: z.iso.date(),
  grossOre: z.int(),
  openOre: z.int(),
  /** Whether its day has passed and something of it is open. */
  overdue: z.boolean(),
  version: z.int(),
});
export type InvoiceRow = z.output<typeof InvoiceRow>;
export const Invoices = pagedOf(InvoiceRow);

/** What settled a part of it. */
export const Settlement = z.strictObject({
  id: Id,
  source: z.enum(allocationSources),
  paymentId: Id.nullable(),
  creditNoteId: Id.nullable(),
  amountOre: z.int(),
  at: Instant,
});
export type Settlement = z.output<typeof Settlement>;

/** What leaves the system about one document. */
export const Invoice = InvoiceRow.omit({ buyer: true }).extend({
  kid: z.string().nullable(),
  payerId: Id.nullable(),
  note: z.string().nullable(),
  seller: Seller.nullable(),
  buyer: Buyer.nullable(),
  vat: z.array(VatLine).readonly(),
  netOre: z.int(),
  vatOre: z.int(),
  prepaidOre: z.int(),
  creditsId: Id.nullable(),
  creditsNumber: z.int().nullable(),
  reason: z.string().nullable(),
  mailedAt: Instant.nullable(),
  lines: z.array(InvoiceLine),
  settlements: z.array(Settlement),
  creditNotes: z.array(z.strictObject({ id: Id, number: z.int().nullable(), grossOre: z.int() })),
});
export type Invoice = z.output<typeof Invoice>;

/** The list: newest first unless asked otherwise. `overdue` is open and past its day. */
export const InvoiceList = listQuery(["at", "dueOn"], {
  state: filter(z.enum([...invoiceStates, "overdue"])),
  kind: filter(z.enum(invoiceKinds)),
  student: filter(Id),
}).extend({ sort: z.enum(["-at", "at", "dueOn", "-dueOn"]).catch("-at") });
export type InvoiceList = z.output<typeof InvoiceList>;

export const InvoiceExport = InvoiceList.omit({ after: true, per: true }).extend({
  format: z.enum(["csv", "xlsx"]).catch("csv"),
});
export type InvoiceExport = z.output<typeof InvoiceExport>;

/** What a student or guardian sees of one: never a draft. */
export const OwnList = listQuery(["at"]).extend({ sort: z.enum(["-at", "at"]).catch("-at") });
export type OwnList = z.output<typeof OwnList>;

export const ForStudent = z.strictObject({ student: filter(Id) });
