import * as z from "zod";
import { Id, Instant, text, Version } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";

/** What is watched for. */
export const ruleNames = [
  "account_fails",
  "address_fails",
  "spraying",
  "entered_after_fails",
  "code_fails",
  "new_device",
  "denied",
  "foreign_ids",
  "exports",
  "reveals",
  "factor_removed",
  "new_owner",
] as const;
export type RuleName = (typeof ruleNames)[number];

export const levels = ["notice", "warning", "danger"] as const;
export type Level = (typeof levels)[number];

/** Whether somebody has looked at it: `handled` by an act, `dismissed` with a reason. */
export const states = ["open", "handled", "dismissed"] as const;
export type State = (typeof states)[number];

/** An event as it stands in the list; `name` is the person's, where it is about one. */
export const SecurityEvent = z.strictObject({
  id: Id,
  rule: z.enum(ruleNames),
  level: z.enum(levels),
  userId: Id.nullable(),
  name: z.string().nullable(),
  address: z.string().nullable(),
  firstAt: Instant,
  lastAt: Instant,
  hits: z.int().min(1),
  state: z.enum(states),
  reason: z.string().nullable(),
  version: z.int(),
});
export type SecurityEvent = z.output<typeof SecurityEvent>;
export const SecurityEvents = pagedOf(SecurityEvent);

const Step = z.strictObject({
  at: Instant,
  action: z.string(),
  who: z.string().nullable(),
  reason: z.string().nullable(),
});

/** The same with all that is known: whose accounts, from where, by which routes, and what was done. */
export const SecurityEventDetail = SecurityEvent.extend({
  accounts: z.array(z.strictObject({ id: Id, name: z.string(), email: z.string() })),
  unknownAccounts: z.int(),
  addresses: z.array(z.string()),
  /** Whether one caller's own address is known, and not only a network that many share. */
  blockable: z.boolean(),
  about: z.array(z.string()),
  steps: z.array(Step),
});
export type SecurityEventDetail = z.output<typeof SecurityEventDetail>;

export const EventList = listQuery(["-id"], { state: filter(z.enum(states)) });
export type EventList = z.output<typeof EventList>;

export const DismissalInput = z.strictObject({ reason: text(500) });
/** As a form sends it: with the version that was shown. */
export const Dismissal = DismissalInput.extend({ version: Version });
export type Dismissal = z.output<typeof Dismissal>;

/** For how many hours an address is kept out at once; longer and wider is for the page of addresses. */
export const blockHours = ["1", "24"] as const;
export const BlockFor = z.strictObject({ hours: z.enum(blockHours) });

/** A button that only asks to be pressed. */
export const Press = z.strictObject({});
