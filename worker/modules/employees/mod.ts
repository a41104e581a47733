/**
 * The people who work at the school: what they may teach, and when they work.
 *
 * @module
 */
export { employeesByName, findEmployeeByName, instructorsOf } from "./names.ts";
