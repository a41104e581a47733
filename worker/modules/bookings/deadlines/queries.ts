import type { Ctx } from "#worker/lib/ctx.ts";
import { asSettings, settingRows } from "#worker/modules/schools/mod.ts";
import { type BookingRules, bookingKeys } from "./rules.ts";

/** The statement behind `bookingRules`, for a batch; `asRules` reads its rows. */
export const ruleRows = (ctx: Ctx) => settingRows(ctx, bookingKeys);

export const asRules = (rows: readonly { key: string; value: unknown }[]): BookingRules =>
  asSettings(bookingKeys, rows);

/** The school's rules for bookings, as they are now. */
export async function bookingRules(ctx: Ctx): Promise<BookingRules> {
  return asRules(await ruleRows(ctx));
}
