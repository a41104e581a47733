/** What a document is: a credit note takes back lines of an invoice that was issued. */
export const invoiceKinds = ["invoice", "credit_note"] as const;
export type InvoiceKind = (typeof invoiceKinds)[number];

/** A draft has no number; what is issued is open until nothing of it is left to pay. */
export const invoiceStates = ["draft", "open", "settled"] as const;
export type InvoiceState = (typeof invoiceStates)[number];

/** Who sells, as it was on the day of issue. */
export type Seller = {
  name: string;
  orgnr: string | null;
  vatRegistered: boolean;
  companyRegister: boolean;
  address: string | null;
  postalCode: string | null;
  town: string | null;
  email: string | null;
  phone: string | null;
  account: string | null;
};

/** Who buys, as it was on the day of issue. */
export type Buyer = {
  name: string;
  orgnr: string | null;
  address: string | null;
  postalCode: string | null;
  town: string | null;
  email: string | null;
  studentName: string;
  studentNumber: number;
};
