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
  sameProof,
  updatePassword,
  updatePending,
  updateProfile,
  useRecoveryCode,
  useStep,
} from "./accounts/queries.ts";
export { openPassword, openPending, openSeed, userRow } from "./accounts/secrets.ts";
export { invitationTo, invite, renewInvitation } from "./invitations/actions.ts";
export { invitePerson, waitingInvitation, withdrawFrom, worksUntil } from "./invitations/people.ts";
export { acceptedNow, invitationBehind } from "./invitations/queries.ts";
export {
  consumeLink,
  getLink,
  type Kind as LinkKind,
  type Link,
  newLink,
  purgeLinks,
  usedJustNow,
  voidLinks,
} from "./links/queries.ts";
export { reportOwner } from "./members/actions.ts";
export { insertMembership, nobodyLeads, ownersOf } from "./members/queries.ts";
export { type Rights, rightsOf } from "./queries.ts";
export { invitations, memberships, users } from "./schema.ts";
