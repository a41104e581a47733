/**
 * The school's register of students: who they are, what they train for, and what became of them.
 *
 * @module
 */
export {
  arrivedBy,
  deleteStudents,
  insertBalances,
  insertStudents,
  takenNationalIds,
  untouched,
} from "./arrivals/queries.ts";
export type { Status, Student, StudentInput } from "./input.ts";
export {
  getStudent,
  insertStudent,
  type NewStudent,
  STUDENT,
  searchText,
  studentQuery,
  touchStudent,
  updateStudent,
} from "./queries.ts";
