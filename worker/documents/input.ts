import * as z from "zod";

// Bounds that no document of a school comes near: what is beyond them is a mistake of the sender.
const Line = z.string().max(300);
const Cell = z.string().max(1_000);
const Facts = z.array(z.strictObject({ label: Line, value: Cell })).max(40);

const Table = z
  .strictObject({
    kind: z.literal("table"),
    /** `share`: how wide it is beside the others. */
    columns: z
      .array(z.strictObject({ label: Line, share: z.number().min(1).max(20), end: z.boolean() }))
      .min(1)
      .max(8),
    rows: z.array(z.array(Cell).max(8)).max(1_000),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length));

const Block = z.discriminatedUnion("kind", [
  /** Names and addresses beside each other, as on a letter. */
  z.strictObject({
    kind: z.literal("parties"),
    parties: z
      .array(z.strictObject({ label: Line, lines: z.array(Line).max(12) }))
      .min(1)
      .max(3),
  }),
  z.strictObject({ kind: z.literal("facts"), facts: Facts }),
  z.strictObject({ kind: z.literal("heading"), text: Line }),
  z.strictObject({ kind: z.literal("text"), text: z.string().max(4_000) }),
  Table,
  /** Amounts beneath each other on the right; the strong one is what counts. */
  z.strictObject({
    kind: z.literal("sums"),
    rows: z.array(z.strictObject({ label: Line, value: Line, strong: z.boolean() })).max(40),
  }),
]);
export type Block = z.output<typeof Block>;

/**
 * A document as it goes on paper: already in words, in the reader's language. What it is about the
 * documents Worker does not know; how it looks the product does not know.
 */
export const Sheet = z.strictObject({
  locale: z.enum(["nb", "en"]),
  title: Line,
  /** Who sends it; stands at the foot of every page, after the title. */
  from: Line,
  /** The day it is of: the same sheet is the same file, whenever it is made. */
  on: z.iso.date(),
  /** Such as "Page {n} of {of}". */
  pages: Line,
  blocks: z.array(Block).max(200),
});
export type Sheet = z.output<typeof Sheet>;
