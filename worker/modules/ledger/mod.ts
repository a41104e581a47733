/**
 * The books: every krone that moves is one entry from one account to another, never changed.
 *
 * @module
 */
export {
  type Account,
  type Balance,
  Entries,
  type Entry,
  type EntryKind,
  EntryList,
  OPENING,
} from "./input.ts";
export { insertOpenings, reverseOpenings } from "./openings.ts";
export {
  balanceQuery,
  entriesAbout,
  entriesQuery,
  prepaidLeft,
  reversal,
  standingEntries,
  type Transfer,
  toBalance,
  toEntries,
  transfer,
} from "./queries.ts";
