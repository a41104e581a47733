/**
 * The people who work at the school: what they may teach, and when they work.
 *
 * @module
 */
export type { Approval, Employee, EmployeeRow } from "./input.ts";
export { getEmployee } from "./queries/employees.ts";
export {
  asNamed,
  employeesByName,
  findEmployeeByName,
  instructorRows,
  instructorsOf,
  type Named,
} from "./queries/names.ts";
export { dueApprovals, ownId, ownWork, teacherQuery, unapproved } from "./queries/own.ts";
export { indexEmployee } from "./queries/writes.ts";
export { whyNotTeach, withDue } from "./rules.ts";
export { approvals, employees, workingHours } from "./schema.ts";
