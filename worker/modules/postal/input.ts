import * as z from "zod";

/** A postal code with its town, as the register has them. */
export const PostalPlace = z.strictObject({ code: z.string(), town: z.string() });
export type PostalPlace = z.output<typeof PostalPlace>;

export const ByCode = z.strictObject({ code: z.string().regex(/^\d{4}$/) });
