import * as z from "zod";
import { Email, text, yes } from "#worker/lib/fields.ts";

/** As it was typed: a password is neither trimmed nor folded. */
export const Secret = z.string().min(1).max(512);
/** Where to go on to; whether it is a path of ours is for the door to say. */
export const Next = z.string().max(1000).optional();
/** A form that is to be shown again after signing in, sealed. */
const Kept = z.string().max(200_000).optional();
/** Six digits of an app, or a recovery code. */
export const Code = z.string().trim().min(1).max(40);

export const SignIn = z.strictObject({
  email: Email,
  password: Secret,
  keep: yes,
  next: Next,
  kept: Kept,
});
export type SignIn = z.output<typeof SignIn>;

export const CodeInput = z.strictObject({ code: Code, next: Next, kept: Kept });
export const Address = z.strictObject({ email: Email });
export const NewPassword = z.strictObject({ password: Secret });

/** Who joins by an invitation; somebody who has an account needs no name. */
export const Join = z.strictObject({ name: text(120), password: Secret });
export const JoinKnown = z.strictObject({ password: Secret });
export const Setup = z.strictObject({ name: text(120), email: Email, password: Secret });

export const Profile = z.strictObject({ name: text(120), locale: z.enum(["nb", "en"]) });
export const PasswordChange = z.strictObject({ current: Secret, password: Secret });
export const FirstCode = z.strictObject({ code: Code });

export const StepUp = z.strictObject({
  password: Secret.optional(),
  code: Code.optional(),
  next: Next,
  kept: z.string().max(250_000).optional(),
});

export const SchoolChoice = z.strictObject({ schoolId: z.string().max(40) });
export const LanguageChoice = z.strictObject({ locale: z.enum(["nb", "en"]), back: Next });
export const SchemeChoice = z.strictObject({
  scheme: z.enum(["auto", "light", "dark"]),
  back: Next,
});

export const Token = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });
export const SessionId = z.strictObject({ id: z.uuid() });

const Instant = z.iso.datetime({ precision: 3 });
const SchoolRef = z.strictObject({ id: z.string(), name: z.string() });

/** Who is signed in, as the API tells it. */
export const Me = z.strictObject({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  locale: z.enum(["nb", "en"]),
  schoolId: z.string(),
  roles: z.array(z.string()),
  grants: z.array(z.string()),
  schools: z.array(SchoolRef),
  secondFactor: z.boolean(),
  enrolBy: Instant.nullable(),
  provenAt: Instant,
});
export type Me = z.output<typeof Me>;

/** A signed-in browser, as its owner sees it. */
export const DeviceRow = z.strictObject({
  id: z.string(),
  createdAt: Instant,
  lastSeen: Instant,
  ipPrefix: z.string(),
  label: z.string(),
  current: z.boolean(),
});
export const Devices = z.strictObject({ items: z.array(DeviceRow) });
export const Ended = z.strictObject({ ended: z.int() });
