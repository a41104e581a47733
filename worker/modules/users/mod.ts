/**
 * People who can sign in, the schools they belong to, and what they may do there.
 *
 * @module
 */
export {
  type Account,
  aboutAccount,
  confirmSeed,
  contextOf,
  countRecoveryCodes,
  findAccount,
  getAccount,
  insertAccount,
  isStaff,
  removeSeed,
  replaceRecoveryCodes,
  updatePassword,
  updateProfile,
  updateSeed,
  useRecoveryCode,
  useStep,
} from "./accounts/queries.ts";
export { openPassword, openSeed, userRow } from "./accounts/secrets.ts";
export {
  consumeLink,
  getLink,
  type Link,
  newLink,
  purgeLinks,
  voidLinks,
} from "./links/queries.ts";
export { type Rights, rightsOf } from "./queries.ts";
