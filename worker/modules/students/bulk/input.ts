import * as z from "zod";
import { Id, Instant, many, optional, text } from "#worker/lib/fields.ts";
import { Status, statuses } from "../input.ts";

/** How many students one change may be about. */
export const MOST = 100;

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const choice = new RegExp(`^(?:(status):(${statuses.join("|")})|(instructorId):(${uuid})?)$`);

/** One field and what it becomes: `status:quit`, `instructorId:<id>`, or `instructorId:` for none. */
const BulkChoice = z
  .string()
  .max(60)
  .regex(choice, "students.no_change_chosen")
  .transform((typed): BulkField => {
    const [field, value = ""] = typed.split(":");
    return { field: field === "status" ? "status" : "instructorId", value: value || null };
  });
export type BulkField = { field: "status" | "instructorId"; value: string | null };

const some = <S extends z.ZodType>(item: S) =>
  many(item, MOST).refine((all) => all.length > 0, "students.none_selected");

/** The rows ticked in the list, and what is to change: shown first, not done. */
export const BulkIds = some(Id);
export const BulkSelection = z.strictObject({ ids: BulkIds, change: BulkChoice });
export type BulkSelection = z.output<typeof BulkSelection>;

const Item = z
  .string()
  .regex(new RegExp(`^${uuid}:\\d{1,15}$`))
  .transform((typed) => {
    const [id = "", version] = typed.split(":");
    return { id, version: Number(version) };
  });

/** What the preview showed, with the version of each student that was shown. */
export const BulkInput = z.strictObject({
  items: some(Item),
  change: BulkChoice,
  reason: optional(text(500)),
});
export type BulkInput = z.output<typeof BulkInput>;

/** The same as the API has it. */
export const BulkBody = z.strictObject({
  items: z
    .array(z.strictObject({ id: Id, version: z.int().min(1) }))
    .min(1, "students.none_selected")
    .max(MOST, "students.too_many_selected"),
  change: z.discriminatedUnion("field", [
    z.strictObject({ field: z.literal("status"), value: Status }),
    z.strictObject({ field: z.literal("instructorId"), value: Id.nullable() }),
  ]),
  reason: optional(text(500)),
});

/** A change of several students: what each had before, and whether it was undone. */
export const BulkChange = z.strictObject({
  id: Id,
  field: z.enum(["status", "instructorId"]),
  value: z.string().nullable(),
  at: Instant,
  who: z.string().nullable(),
  items: z
    .array(z.strictObject({ id: Id, before: z.string().nullable(), version: z.int() }))
    .readonly(),
  undoneAt: Instant.nullable(),
  /** Whom the undoing left as they are, because somebody had changed them since. */
  kept: z.array(Id).readonly().nullable(),
});
export type BulkChange = z.output<typeof BulkChange>;

/** Undoing carries nothing but the form's own token. */
export const BulkReversal = z.strictObject({});
