import * as z from "zod";
import { optional, Version } from "#worker/lib/fields.ts";
import { NationalId } from "../input.ts";

/** Sets the number; nothing takes it away. */
export const NationalIdInput = z.strictObject({ nationalId: optional(NationalId) });
export type NationalIdInput = z.output<typeof NationalIdInput>;
export const NationalIdForm = NationalIdInput.extend({ version: Version });

/** All eleven digits, to find whose they are. */
export const NationalIdSearch = z.strictObject({ nationalId: NationalId });

/** Showing the number carries nothing but the form's own token. */
export const NationalIdReveal = z.strictObject({});
