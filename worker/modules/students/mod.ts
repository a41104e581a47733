/**
 * The school's register of students: who they are, what they train for, and what became of them.
 *
 * @module
 */
export { giveAccount } from "./access/queries.ts";
export {
  arrivedBy,
  deleteStudents,
  insertBalances,
  insertStudents,
  namesakes,
  takenNationalIds,
  untouched,
} from "./arrivals/queries.ts";
export type { Status, Student, StudentInput } from "./input.ts";
export { openNationalId } from "./national_ids/queries.ts";
export {
  getStudent,
  insertStudent,
  type NewStudent,
  STUDENT,
  searchText,
  studentQuery,
  toStudent,
  touchStudent,
  updateStudent,
} from "./queries.ts";
export { OF_AGE } from "./rules.ts";
export { students } from "./schema.ts";
