import * as z from "zod";
import { Email, type Instant, optional, text } from "#worker/lib/fields.ts";

const MOST = 5;

/** From which level on somebody is told. */
export const leasts = ["off", "warning", "danger"] as const;
export type Least = (typeof leasts)[number];

/** Addresses, one on each line. */
const Mails = z
  .string()
  .max(1_500)
  .default("")
  .transform((all) => all.split(/[\s,;]+/).filter(Boolean))
  .pipe(z.array(Email).max(MOST));

/** As the form sends it; version 0 is before the first change. */
export const AlertsForm = z.strictObject({
  least: z.enum(leasts),
  mails: Mails,
  hookUrl: optional(text(500)),
  version: z.coerce.number().int().min(0),
});
export type AlertsForm = z.output<typeof AlertsForm>;

/** What has become of the call to a school's own address. */
export const hookStates = ["none", "waiting", "sent", "failed"] as const;
export type HookState = (typeof hookStates)[number];

/** An alert as it is shown: to how many by mail, and what became of the call. */
export type Delivery = {
  id: string;
  createdAt: z.output<typeof Instant>;
  test: boolean;
  mails: number;
  hook: HookState;
  status: number | null;
  why: string | null;
  attempts: number;
};

/** Where a school wants to be told; the secret itself never leaves with it. */
export type Alerts = {
  least: Least;
  mails: readonly string[];
  hookUrl: string | null;
  hasSecret: boolean;
  version: number;
};
