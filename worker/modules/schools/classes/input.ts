import * as z from "zod";
import { ClassCode, many, Version, yes } from "#worker/lib/fields.ts";

/** The classes a school offers, as one set. */
export const ClassesInput = z.strictObject({ codes: many(ClassCode, 18) });
export type ClassesInput = z.output<typeof ClassesInput>;
export const ClassesChange = ClassesInput.extend({ version: Version });
/** `sure`: whoever sends it has seen what hangs on the classes that go. */
export const ClassesForm = ClassesChange.extend({ sure: yes });

/** A class the school offers, and since when. */
export const Offered = z.strictObject({ code: ClassCode, since: z.iso.date() });
export type Offered = z.output<typeof Offered>;

/** The set counts as the school's own: `version` is the school's. */
export const Classes = z.strictObject({ items: z.array(Offered), version: z.int() });
export type Classes = z.output<typeof Classes>;
