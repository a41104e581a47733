import * as z from "zod";
import { Day } from "#worker/lib/fields.ts";
import { filter, listQuery } from "#worker/lib/list.ts";

export const readKinds = ["national_id", "copy", "list"] as const;
/** What was looked at: a national id, all of one person, a list. */
export type ReadKind = (typeof readKinds)[number];

/** Newest first, of one kind or all, between two days. */
export const ReadList = listQuery(["-at"], {
  kind: filter(z.enum(readKinds)),
  from: filter(Day),
  to: filter(Day),
});
export type ReadList = z.output<typeof ReadList>;

export const ReadExport = ReadList.omit({ after: true, per: true }).extend({
  format: z.enum(["csv", "xlsx"]).catch("csv"),
});
export type ReadExport = z.output<typeof ReadExport>;

/** Somebody looked at something: who, when, what, and whose it was where it was one student's. */
export type Read = {
  id: string;
  at: string;
  who: string | null;
  action: string;
  studentId: string | null;
  student: string | null;
  network: string;
};

/** The same for the one whose it is. */
export type OwnRead = Pick<Read, "id" | "at" | "who" | "action">;
