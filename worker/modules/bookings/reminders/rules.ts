import { addDays, ageOn, dayOf, instantAt, timeOf } from "#worker/lib/dates.ts";
import type { Reason } from "#worker/lib/problem.ts";
import type { SettingValue } from "#worker/modules/schools/mod.ts";
import type { ReminderWay } from "./input.ts";

// Nobody is woken by a reminder.
const NOT_BEFORE = "09:00";

/** The stretch of time whose lessons are reminded of now: tomorrow, once the day has begun. */
export function remindedNow(now: string): { from: string; to: string } | undefined {
  if (timeOf(now) < NOT_BEFORE) return undefined;
  const tomorrow = addDays(dayOf(now), 1);
  return { from: instantAt(tomorrow), to: instantAt(addDays(tomorrow, 1)) };
}

/** Where somebody can be reached, and how she wants to be; null where she has not said. */
export type Reach = { email: string | null; phone: string | null; by: ReminderWay | null };
type Sms = SettingValue<"reminder_sms">;

type Learner = { startsAt: string; birthDate: string | null };

const minorAt = ({ startsAt, birthDate }: Learner) =>
  birthDate !== null && ageOn(birthDate, dayOf(startsAt)) < 18;

type Addressed = Learner & { email: string | null; guardians: readonly string[] };

/** Guardians hear of a minor's lessons; where nobody knows an age, instead of one without an address. */
const guarded = (learner: Learner, reached: boolean) =>
  minorAt(learner) || (learner.birthDate === null && !reached);

/** Whose mailboxes get a letter: the student's, and while she is a minor those of her guardians. */
export function remindedPeople(learner: Addressed): string[] {
  const own = learner.email === null ? [] : [learner.email];
  return [...new Set(guarded(learner, own.length > 0) ? [...own, ...learner.guardians] : own)];
}

/** Norwegian mobiles begin with 4 or 9; of other countries' numbers nobody can say. */
export const canText = (phone: string | null): phone is string =>
  phone !== null && (/^\+47[49]\d{7}$/.test(phone) || !phone.startsWith("+47"));

/** How somebody is reminded: as she wants, as far as there is an address or a number for it. */
export function wayOf({ email, phone, by }: Reach, sms: Sms): ReminderWay | null {
  const texts = sms !== "off" && canText(phone);
  if (email === null) return texts ? "sms" : null;
  if (!texts) return "mail";
  return by ?? (sms === "everyone" ? "sms" : "mail");
}

export type Sending = { channel: "mail" | "sms"; recipient: string };

/** Who is reminded of a lesson and how: the student, and her guardians while she is a minor. */
export function remindersOf(
  learner: Learner & Reach & { guardians: readonly Reach[] },
  sms: Sms,
): Sending[] {
  const own = sendingsTo(learner, sms);
  const all = guarded(learner, own.length > 0)
    ? [...own, ...learner.guardians.flatMap((one) => sendingsTo(one, sms))]
    : own;
  return [...new Map(all.map((one) => [one.recipient, one])).values()];
}

function sendingsTo(person: Reach, sms: Sms): Sending[] {
  const { email, phone } = person;
  const way = wayOf(person, sms);
  return [
    ...(way && way !== "sms" && email ? [{ channel: "mail", recipient: email } as const] : []),
    ...(way && way !== "mail" && phone ? [{ channel: "sms", recipient: phone } as const] : []),
  ];
}

const rules = "bookings.reminder_rules";

/** Why somebody cannot be reminded by SMS; nothing when she can. */
export function whyNotText({ phone }: Pick<Reach, "phone">, sms: Sms): Reason[] {
  if (sms === "off") return [{ code: "bookings.sms_off", source: rules }];
  if (!canText(phone))
    return [{ code: "bookings.no_mobile", source: rules, help: "bookings.no_mobile_help" }];
  return [];
}
