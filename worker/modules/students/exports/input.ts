import * as z from "zod";
import { StudentList } from "../register/input.ts";

/** The filters of the list, and the kind of file. */
export const StudentExport = StudentList.omit({ after: true, per: true }).extend({
  format: z.enum(["csv", "xlsx"]).catch("csv"),
});
export type StudentExport = z.output<typeof StudentExport>;
