import * as z from "zod";
import { Instant } from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";

/** Every mail the system sends; the words of the module hold their texts. */
export const templates = [
  "reset", // params: linkId
  "password_changed", // no params
  "invitation", // linkId, schoolName, inviter
  "device", // linkId: confirm that this browser is yours
  "second_factor_changed", // no params
  "setup", // linkId
  "reminder", // linkId, linkTo, schoolName, studentName, when, instructor, place
  "lesson_booked", // schoolName, studentName, when, instructor, place
  "lesson_moved", // the same and was
  "lesson_reassigned", // as lesson_booked
  "lesson_cancelled", // schoolName, studentName, when, reason
  "lessons_changed", // schoolName, studentName, given, off, reason
  "message", // schoolName, path
  "instructor_away", // schoolName, name, until, lessons, n, path
  "invoice", // invoiceId, number, schoolName, studentName, amount, due, kid, account
  "addresses_opened", // schoolName, who, reason, until
  "owner_invited", // schoolName, who, name, email, path
  "visit_asked", // schoolName, who, name, reason, path
  "visit_started", // schoolName, who, name, reason, until, path
  "security_alert", // what, path
  "credit_note", // invoiceId, number, schoolName, studentName, amount, original
] as const;
export type Template = (typeof templates)[number];

/** What can be said in an SMS. */
export type TextTemplate = "reminder"; // the params of the letter, and sender

export const channels = ["mail", "sms"] as const;

export const mailStates = ["waiting", "sent", "bounced", "failed"] as const;
export const MailState = z.enum(mailStates);
export type MailState = z.output<typeof MailState>;

/** What leaves the system about a mail: never its link. */
export const Mail = z.strictObject({
  id: z.uuidv7(),
  channel: z.enum(channels),
  template: z.enum(templates),
  locale: z.enum(["nb", "en"]),
  recipient: z.string(),
  state: MailState,
  /** Why it bounced, failed or waits: the other side's words, or one of our codes. */
  why: z.string().nullable(),
  attempts: z.int(),
  createdAt: Instant,
  doneAt: Instant.nullable(),
});
export type Mail = z.output<typeof Mail>;
export const Mails = pagedOf(Mail);

/** The log: newest first unless asked otherwise. */
export const MailList = listQuery(["createdAt"], { state: filter(MailState) }).extend({
  sort: z.enum(["-createdAt", "createdAt"]).catch("-createdAt"),
});
export type MailList = z.output<typeof MailList>;
