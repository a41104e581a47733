import type { Page } from "playwright-core";
import { id, type Template, under } from "./ways.ts";

const owner = (route: string, go?: Template["go"]): Template => ({
  route,
  who: "owner",
  ...(go && { go }),
});

const invoice = (state: string, rest = "") =>
  under(`/invoices?state=${state}`, new RegExp(`^/invoices/${id}$`), rest);
const invoiceFor = under("/invoices/new", new RegExp(`^/invoices/new\\?student=${id}$`), "");
const ownInvoice = under("/me/invoices", new RegExp(`^/me/invoices/${id}$`), "");
const paymentFor = async (page: Page) => {
  await invoice("open")(page);
  await page.click("main a[href^='/payments/new?invoice=']");
};

/** The pages of invoices, payments and the books. */
export const billTemplates: readonly Template[] = [
  owner("/invoices"),
  owner("/invoices/new"),
  owner("/invoices/new for a student", invoiceFor),
  owner("/invoices/:id", invoice("settled")),
  owner("/invoices/:id open", invoice("open")),
  owner("/invoices/:id draft", invoice("draft")),
  owner("/invoices/:id/credit", invoice("open", "/credit")),
  owner("/invoices/:id/print", invoice("open", "/print")),
  { route: "/me/invoices", who: "student" },
  { route: "/me/invoices", who: "guardian" },
  { route: "/me/invoices/:id", who: "student", go: ownInvoice },
  owner("/ledger"),
  owner("/ledger/balance"),
  owner("/payments"),
  owner("/payments/new"),
  owner("/payments/new for a student", paymentFor),
  owner("/payments/:id", under("/payments", new RegExp(`^/payments/${id}$`), "")),
];
