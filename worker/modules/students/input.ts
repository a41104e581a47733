import * as z from "zod";
import {
  ClassCode,
  Day,
  Email,
  Id,
  Instant,
  many,
  note,
  optional,
  Phone,
  PostalCode,
  text,
  Version,
  yes,
} from "#worker/lib/fields.ts";

export const statuses = ["waiting", "active", "finished", "quit"] as const;
export const Status = z.enum(statuses);
export type Status = z.output<typeof Status>;
/** Who is trained here now, or will be. */
export const presentStatuses = ["waiting", "active"] as const;
/** Who has left, one way or the other. */
export const pastStatuses = ["finished", "quit"] as const;

/** Eleven digits; people write a space or a dash in them. Whether they are somebody's: the rules. */
export const NationalId = z
  .string()
  .max(20)
  .transform((typed) => typed.replaceAll(/[\s.-]/g, ""))
  .pipe(z.string().regex(/^\d{11}$/, "national_id.format"));

/** Classes whose test may be taken in an automatic, which code 78 then limits the licence to. */
export const gearedClasses: readonly ClassCode[] = [
  "A1",
  "A2",
  "A",
  "B",
  "BE",
  "C1",
  "C1E",
  "C",
  "CE",
  "D1",
  "D1E",
  "D",
  "DE",
];

const details = {
  firstName: text(100),
  lastName: text(100),
  birthDate: Day,
  email: optional(Email),
  phone: optional(Phone),
  address: optional(text(200)),
  postalCode: optional(PostalCode),
  classes: many(ClassCode),
  /** Those of the classes that are driven in an automatic only (code 78). */
  automaticOnly: many(ClassCode),
  branchId: optional(Id),
  instructorId: optional(Id),
  startedOn: optional(Day),
  note: optional(note(2000)),
};

/** A student as the register takes her in: JSON body, HTML form and its constraints. */
export const StudentInput = z.strictObject({
  ...details,
  status: Status.default("active"),
  nationalId: optional(NationalId),
});
export type StudentInput = z.output<typeof StudentInput>;

/** The form of a new student; `sure` says that she is not the one who looks like her. */
export const NewStudentForm = StudentInput.extend({ sure: yes });

/** What an edit may change. Status and national id have doors of their own. */
export const StudentDetails = z.strictObject(details);
export type StudentDetails = z.output<typeof StudentDetails>;
/** The form of a student that exists carries the version that was shown. */
export const StudentForm = StudentDetails.extend({ version: Version });

/** Why somebody leaves, and how. */
export const Deactivation = z.strictObject({
  status: z.enum(pastStatuses),
  reason: text(500),
});
export type Deactivation = z.output<typeof Deactivation>;
export const DeactivationForm = Deactivation.extend({ version: Version });

/** Back on the waiting list or in training; to come back after having left wants a reason. */
export const Activation = z.strictObject({
  status: z.enum(presentStatuses),
  reason: optional(text(500)),
});
export type Activation = z.output<typeof Activation>;
export const ActivationForm = Activation.extend({ version: Version });

/** What leaves the system about one student: the JSON answer and the props of her page. */
export const Student = z.strictObject({
  id: Id,
  number: z.int(),
  firstName: z.string(),
  lastName: z.string(),
  birthDate: z.iso.date(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  postalCode: z.string().nullable(),
  status: Status,
  classes: z.array(ClassCode),
  automaticOnly: z.array(ClassCode),
  branchId: z.string().nullable(),
  instructorId: z.string().nullable(),
  /** The name an old system gave as instructor, which nobody here bears. */
  instructorText: z.string().nullable(),
  startedOn: z.iso.date().nullable(),
  note: z.string().nullable(),
  /** Whether the school has her national id; the number itself is never part of an answer. */
  hasNationalId: z.boolean(),
  formerNumber: z.string().nullable(),
  createdAt: Instant,
  version: z.int(),
});
export type Student = z.output<typeof Student>;
