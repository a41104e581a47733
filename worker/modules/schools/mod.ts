/**
 * The driving schools: their own facts, branches, the classes they offer, and their settings.
 *
 * @module
 */
export type { Branch, BranchInput } from "./branches/input.ts";
export { branchesOf, getBranch, openBranches } from "./branches/queries.ts";
export { lookUpCompany } from "./brreg.ts";
export { asOffered, classChoice, offeredClasses, offeredRows } from "./classes/queries.ts";
export type { Company, School } from "./input.ts";
export {
  getSchool,
  indexSchool,
  refreshSessions,
  schoolColumns,
  schoolQuery,
  theSchool,
  withTown,
} from "./queries.ts";
export { companyInForm, type Difference } from "./rules.ts";
export { branches, counters, schoolClasses, schools, settings } from "./schema.ts";
export type { SettingKey, SettingValue } from "./settings/input.ts";
export {
  asSetting,
  asSettings,
  insertCounters,
  STUDENT_COUNTER,
  settingOf,
  settingRow,
  settingRows,
} from "./settings/queries.ts";
