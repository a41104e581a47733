/**
 * What students are asked to pay: drafts of what was delivered, invoices in one series of numbers
 * without a gap, credit notes, and what settled each of them.
 *
 * @module
 */
export { mailIssued } from "./mailing/actions.ts";
export { getInvoice } from "./queries.ts";
export { allocations, invoices } from "./schema.ts";
export {
  allocatePayment,
  type OpenInvoice,
  openInvoices,
  reverseAllocations,
  settlingRaises,
} from "./settling.ts";
