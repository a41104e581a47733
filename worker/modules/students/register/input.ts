import * as z from "zod";
import { ClassCode, Id } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";
import { Status, Student } from "../input.ts";

/** A student as a list shows her. */
export const StudentRow = Student.omit({
  address: true,
  note: true,
  hasNationalId: true,
  formerNumber: true,
  createdAt: true,
}).extend({
  instructor: z.string().nullable(),
  branch: z.string().nullable(),
});
export type StudentRow = z.output<typeof StudentRow>;
export const Students = pagedOf(StudentRow);

const sorts = ["name", "number"] as const;
const filters = {
  status: filter(Status),
  class: filter(ClassCode),
  instructor: filter(Id),
  branch: filter(Id),
  /** Those whose instructor is but a name from an old system. */
  unplaced: filter(z.literal("yes")),
};

export const StudentList = listQuery(sorts, filters);
export type StudentList = z.output<typeof StudentList>;

/** The columns of the list that a person may choose; number and name always stand there. */
export const columnNames = [
  "classes",
  "status",
  "instructor",
  "phone",
  "email",
  "birthDate",
  "branch",
  "startedOn",
] as const;
export type ColumnName = (typeof columnNames)[number];
export const shownFirst: readonly ColumnName[] = [
  "classes",
  "status",
  "instructor",
  "phone",
  "birthDate",
];

const Columns = z
  .preprocess((value) => [value ?? []].flat(), z.array(z.enum(columnNames)))
  .catch([]);

/** The list as a page: `cols` is the choice of columns that was just made. */
export const StudentListPage = listQuery(sorts, { ...filters, cols: Columns });
