import { feeWords, unpricedWords } from "#web/modules/charges/book_words.ts";
import { fill } from "#web/ui/words.ts";
import { dayOf, timeOf } from "#worker/lib/dates.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { Booking } from "#worker/modules/bookings/mod.ts";
import {
  type PriceList,
  quote,
  splitGross,
  type VatCode,
  vatOn,
} from "#worker/modules/prices/mod.ts";
import type { ChargeKind, ChargeStatus, Part } from "./input.ts";

/** What a follower must know of a booking. */
export type Booked = Pick<
  Booking,
  | "id"
  | "kind"
  | "status"
  | "startsAt"
  | "endsAt"
  | "studentId"
  | "branchId"
  | "classCode"
  | "step"
  | "title"
  | "cancelledLate"
>;

/** What is left of a product in a package the student has bought. */
export type PackageItem = {
  studentPackageId: string;
  name: string;
  productId: string;
  left: number;
  unitOre: number;
  soldOn: string;
  expiresOn: string;
};

/** The price of a booking, ready to be a charge. */
export type Price = {
  productId: string | null;
  studentPackageId: string | null;
  text: string;
  quantity: number;
  vatCode: VatCode;
  netOre: number;
  vatOre: number;
  grossOre: number;
  parts: readonly Part[];
};

/** Percent of the price that a lesson costs which was called off late, or that nobody came to. */
export type Terms = { late: number; noShow: number };

const sold = ["lesson", "assessment", "course", "test"] as const;
export type SoldKind = (typeof sold)[number];

/** Whether a booking is something its student pays for; then as what. */
export function soldAs(booking: Pick<Booked, "kind" | "studentId">): SoldKind | undefined {
  return booking.studentId === null ? undefined : sold.find((kind) => kind === booking.kind);
}

/** Whether anything that the price depends on has changed. */
export function needsPrice(before: Booked, after: Booked): boolean {
  const names = [
    "kind",
    "startsAt",
    "endsAt",
    "studentId",
    "branchId",
    "classCode",
    "step",
  ] as const;
  return names.some((name) => before[name] !== after[name]);
}

/** What a price can be asked for: a booking, or one that is only thought of. */
export type Askable = Pick<
  Booked,
  "startsAt" | "endsAt" | "branchId" | "classCode" | "step" | "title"
> & { kind: SoldKind };

/** What a booking costs: out of a package that has enough of it left, else by the price list. */
export function priceOf(list: PriceList, items: readonly PackageItem[], booking: Askable): Price {
  const day = dayOf(booking.startsAt);
  const found = quote(list, booking);
  if (!found) {
    const text = what(booking.title ?? unpriced(booking), booking);
    const part = { code: "charges.part_no_price", ore: 0 };
    return withVat({ text, quantity: 1, grossOre: 0, parts: [part] }, "exempt_education", day);
  }
  const { product, quantity } = found;
  const item = items
    .filter((one) => one.productId === product.id && one.left >= quantity)
    .filter((one) => one.soldOn <= day && day <= one.expiresOn)
    .toSorted((a, b) => a.expiresOn.localeCompare(b.expiresOn))[0];
  const text = what(product.name, booking);
  if (!item) return { ...withVat({ ...found, text }, product.vatCode, day), productId: product.id };
  const grossOre = quantity * item.unitOre;
  const params = { name: item.name, price: item.unitOre, quantity };
  const parts = [{ code: "charges.part_package", ore: grossOre, params }];
  return {
    ...withVat({ text, quantity, grossOre, parts }, product.vatCode, day),
    productId: product.id,
    studentPackageId: item.studentPackageId,
  };
}

/** What a booking is called that nothing in the price list is for. */
const unpriced = ({ kind, classCode }: Askable) =>
  [unpricedWords[kind] ?? kind, classCode].filter(Boolean).join(" ");

const what = (name: string, { startsAt }: Pick<Booked, "startsAt">) =>
  `${name}, ${dayOf(startsAt).split("-").reverse().join(".")} ${timeOf(startsAt)}`;

type Sum = Pick<Price, "text" | "quantity" | "grossOre" | "parts">;

/** An amount with its VAT on a day. */
export function withVat(
  { text, quantity, grossOre, parts }: Sum,
  vatCode: VatCode,
  day: string,
): Price {
  const split = splitGross(grossOre, vatOn(vatCode, day).rate);
  const nothing = { productId: null, studentPackageId: null };
  return { ...nothing, text, quantity, vatCode, ...split, parts };
}

/**
 * A share of a price, to the nearest øre, half upwards: what a late cancellation costs. Its text
 * says that it is a fee, wherever it comes to stand.
 */
export function shareOf<P extends Price>(price: P, percent: number, code: string, day: string): P {
  const text = fill(feeWords[code] ?? "{what}", { what: price.text });
  if (percent === 100) {
    const part = { code, ore: 0, params: { percent } };
    return { ...price, text, parts: [...price.parts, part] };
  }
  const grossOre = Math.round((price.grossOre * percent) / 100);
  const part = { code, ore: grossOre - price.grossOre, params: { percent } };
  const split = splitGross(grossOre, vatOn(price.vatCode, day).rate);
  return { ...price, ...split, text, parts: [...price.parts, part] };
}

/** What a booking's charge must be, by what became of the booking. */
export type Target = {
  kind: ChargeKind;
  status: "planned" | "due" | "cancelled";
  percent: number;
  part?: string;
};

export function targetOf(booking: Booked, { late, noShow }: Terms): Target {
  const planned = { kind: "booking", percent: 100 } as const;
  switch (booking.status) {
    case "done":
      return { ...planned, status: "due" };
    case "no_show":
      return fee("no_show", noShow, "charges.part_no_show");
    case "cancelled":
      return booking.cancelledLate
        ? fee("late_cancellation", late, "charges.part_late")
        : { ...planned, status: "cancelled" };
    default:
      return { ...planned, status: "planned" };
  }
}

const fee = (kind: ChargeKind, percent: number, part: string): Target =>
  percent === 0
    ? { kind, status: "cancelled", percent, part }
    : { kind, status: "due", percent, part };

const books = "charges.law_documents";
const school = "charges.school_record";

/** Why a charge cannot be let go of; nothing when it can. */
export function whyNotWaive({ status }: { status: ChargeStatus }): Reason[] {
  if (status === "invoiced") return [{ code: "charges.is_invoiced", source: books }];
  if (status === "waived") return [{ code: "charges.is_waived", source: school }];
  if (status === "cancelled") return [{ code: "charges.is_cancelled", source: school }];
  return [];
}

type Open = { status: ChargeStatus; grossOre: number; prepaidOre: number };

/** Why an advance cannot pay a charge; nothing when it can. */
export function whyNotSettle({ status, grossOre, prepaidOre }: Open, leftOre: number): Reason[] {
  if (status !== "due" || grossOre === prepaidOre)
    return [{ code: "charges.not_open", source: school }];
  if (leftOre <= 0) return [{ code: "charges.prepaid_short", source: school }];
  return [];
}
