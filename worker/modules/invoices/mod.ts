/**
 * What students are asked to pay: drafts of what was delivered, invoices in one series of numbers
 * without a gap, credit notes, and what settled each of them.
 *
 * What mails them is in subscribers.ts, for jobs.ts alone.
 *
 * @module
 */
export { getInvoice } from "./queries.ts";
export { allocations, invoices } from "./schema.ts";
export {
  allocatePayment,
  type OpenInvoice,
  openInvoices,
  reverseAllocations,
  settlingRaises,
} from "./settling.ts";
