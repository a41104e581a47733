import * as z from "zod";
import { Day, Id, optional, text, Version } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";
import { Kroner, OreAbove0 } from "#worker/lib/money.ts";
import { Entries } from "#worker/modules/ledger/input.ts";
import { vatCodes } from "#worker/modules/prices/input.ts";

/** Planned with its booking, due when delivered; what is let go of stays with its reason. */
export const chargeStatuses = [
  "planned",
  "due",
  "cancelled",
  "waived",
  "invoiced",
  "prepaid",
] as const;
export type ChargeStatus = (typeof chargeStatuses)[number];

export const chargeKinds = ["booking", "late_cancellation", "no_show", "manual"] as const;
export type ChargeKind = (typeof chargeKinds)[number];

export const Part = z.strictObject({
  code: z.string(),
  ore: z.int(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
/** One step of how an amount came about; the words explain its code. */
export type Part = { code: string; ore: number; params?: Record<string, string | number> };

/** What a booking costs its student, and the package that pays it, by name. */
export const Cost = z.strictObject({ ore: z.int(), package: z.string().nullable() });
export type Cost = z.output<typeof Cost>;

/** A charge as pages and the API show it. */
export const Charge = z.strictObject({
  id: Id,
  studentId: Id,
  bookingId: Id.nullable(),
  productId: Id.nullable(),
  studentPackageId: Id.nullable(),
  kind: z.enum(chargeKinds),
  text: z.string(),
  quantity: z.int(),
  netOre: z.int(),
  vatCode: z.enum(vatCodes),
  vatOre: z.int(),
  grossOre: z.int(),
  prepaidOre: z.int(),
  status: z.enum(chargeStatuses),
  /** Whether nothing of it is left to pay, of advances or with its invoice. */
  paid: z.boolean(),
  onDate: z.iso.date(),
  dueOn: z.iso.date().nullable(),
  reason: z.string().nullable(),
  parts: z.array(Part).readonly(),
  invoiceId: Id.nullable(),
  version: z.int(),
});
export type Charge = z.output<typeof Charge>;
export const Charges = pagedOf(Charge);

export const ChargeList = listQuery(["-onDate"], { status: filter(z.enum(chargeStatuses)) });
export type ChargeList = z.output<typeof ChargeList>;

/** The money of a student: her charges, or every entry of her account. */
export const MoneyList = listQuery(["-onDate"], {
  status: filter(z.enum(chargeStatuses)),
  view: filter(z.literal("entries")),
});
export type MoneyList = z.output<typeof MoneyList>;
/** The same for whoever it is about, or for one of the children she answers for. */
export const OwnMoneyList = MoneyList.extend({ student: filter(Id) });

/** Why something is let go of: it stands in the audit and beside the charge. */
export const Waiver = z.strictObject({ reason: text(500).pipe(z.string().min(3, "too_short")) });
export const WaiverForm = Waiver.extend({ version: Version });
export const ChargeSeen = z.strictObject({ version: Version });

const manual = {
  /** Something of the price list; without it a text and an amount of its own are wanted. */
  productId: optional(Id),
  text: optional(text(120)),
  quantity: z.coerce.number().int().min(1).max(100).default(1),
  vatCode: optional(z.enum(vatCodes)),
  onDate: optional(Day),
};
/** What is charged by hand; a price of its own overrides the list. */
export const ManualCharge = z.strictObject({ ...manual, unitOre: optional(OreAbove0) });
export type ManualCharge = z.output<typeof ManualCharge>;
export const ManualChargeForm = z.strictObject({
  ...manual,
  unit: optional(Kroner.pipe(OreAbove0)),
});
export type ManualChargeForm = z.output<typeof ManualChargeForm>;

/** A package sold to a student. */
export const Sale = z.strictObject({ packageId: Id });
/** A package that is ended before it is used up. */
export const EndingForm = WaiverForm;

const OwnedItem = z.strictObject({
  productId: Id,
  product: z.string(),
  quantity: z.int(),
  used: z.int(),
  unitOre: z.int(),
});
export const OwnedPackage = z.strictObject({
  id: Id,
  name: z.string(),
  priceOre: z.int(),
  soldOn: z.iso.date(),
  expiresOn: z.iso.date(),
  endedOn: z.iso.date().nullable(),
  items: z.array(OwnedItem),
  version: z.int(),
});
export type OwnedPackage = z.output<typeof OwnedPackage>;

export const Sum = z.strictObject({ n: z.int(), ore: z.int() });
const Off = z.strictObject({
  code: z.string(),
  source: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** Whether planned, done, charged and paid agree for a student, and what is off where they do not. */
export const Light = z.strictObject({
  color: z.enum(["green", "yellow", "red"]),
  planned: Sum,
  done: Sum,
  charged: Sum,
  paidOre: z.int(),
  receivableOre: z.int(),
  prepaidOre: z.int(),
  owedOre: z.int(),
  off: z.array(Off),
});
export type Light = z.output<typeof Light>;

export const StudentMoney = z.strictObject({ light: Light, packages: z.array(OwnedPackage) });
export type StudentMoney = z.output<typeof StudentMoney>;
/** What a student sees of it herself. */
export const OwnMoney = z.strictObject({
  money: StudentMoney.extend({ studentId: Id, charges: Charges, entries: Entries }).nullable(),
});
export const ByCharge = z.strictObject({ id: Id, chargeId: Id });
export const ByPackage = z.strictObject({ id: Id, packageId: Id });
