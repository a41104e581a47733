/**
 * The books: every krone that moves is one entry from one account to another, never changed.
 *
 * @module
 */
export { type Account, accounts } from "./accounts.ts";
export type { Balance, Entry, EntryKind } from "./input.ts";
export {
  balanceQuery,
  entriesQuery,
  prepaidLeft,
  reversal,
  standingEntries,
  toBalance,
  toEntries,
  transfer,
} from "./queries.ts";
