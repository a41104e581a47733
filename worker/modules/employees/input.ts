import * as z from "zod";
import { Due } from "#worker/lib/due.ts";
import {
  ClassCode,
  ClockTime,
  Day,
  Email,
  Id,
  optional,
  Phone,
  text,
  Version,
  yes,
} from "#worker/lib/fields.ts";
import { filter, listQuery, pagedOf } from "#worker/lib/list.ts";

/** The one description of an employee's input: JSON body, HTML form and its constraints. */
export const EmployeeInput = z.strictObject({
  firstName: text(80),
  lastName: text(80),
  title: optional(text(80)),
  email: optional(Email),
  phone: optional(Phone),
  branchId: optional(Id),
  hiredOn: optional(Day),
  teaches: yes,
});
export type EmployeeInput = z.output<typeof EmployeeInput>;

/** The form of an employee who exists carries the version that was shown. */
export const EmployeeChange = EmployeeInput.extend({ version: Version });
export const EmployeeSeen = z.strictObject({ version: Version });

/** The last day of work. */
export const DepartureInput = z.strictObject({ leftOn: Day });
export const DepartureForm = DepartureInput.extend({ version: Version });

const inOrder = ({
  approvedFrom,
  approvedTo,
}: {
  approvedFrom: string;
  approvedTo: string | null;
}) => approvedTo === null || approvedTo >= approvedFrom;
const misordered = { error: "employees.approval_order", path: ["approvedTo"] };

/** The days between which the road authority's approval holds; without an end until further notice. */
export const ApprovalDays = z.strictObject({ approvedFrom: Day, approvedTo: optional(Day) });
export const ApprovalInput = ApprovalDays.refine(inOrder, misordered);
export type ApprovalInput = z.output<typeof ApprovalInput>;
export const ApprovalForm = ApprovalDays.extend({ classCode: ClassCode, version: Version });
export const ApprovalFormInput = ApprovalForm.refine(inOrder, misordered);
export const ByClass = z.strictObject({ id: Id, classCode: ClassCode });

/** Work on one weekday, 1 is Monday; wall time. */
export const Span = z.strictObject({
  weekday: z.int().min(1).max(7),
  starts: ClockTime,
  ends: ClockTime,
});
export type Span = z.output<typeof Span>;

/** What is wrong with the spans of a week, if anything: they run forwards and do not overlap. */
export function wrongSpans(spans: readonly Span[]): string | undefined {
  if (spans.some(({ starts, ends }) => ends <= starts)) return "employees.hours_order";
  const clash = spans.some((a, i) =>
    spans.some(
      (b, j) => i < j && a.weekday === b.weekday && a.starts < b.ends && b.starts < a.ends,
    ),
  );
  return clash ? "employees.hours_overlap" : undefined;
}

/** A whole week at once. */
export const HoursInput = z
  .strictObject({ hours: z.array(Span).max(70) })
  .superRefine(({ hours }, context) => {
    const message = wrongSpans(hours);
    if (message) context.addIssue({ code: "custom", message, path: ["hours"] });
  });

const spanText =
  /^(\d{1,2})(?:[:.]?([0-5]\d))?\s*(?:-|–|—|til|to)\s*(\d{1,2})(?:[:.]?([0-5]\d))?$/i;

/** A day as people write it, `8-12, 12.30–16`, as the spans it means. */
const daySpans = (weekday: number) =>
  z
    .string()
    .max(200)
    .optional()
    .transform((typed = "", { issues }): Span[] => {
      const wrong = (message: string) => {
        issues.push({ code: "custom", message, input: typed });
        return z.NEVER;
      };
      const parts = typed.split(/[,;\n]/).map((part) => part.trim());
      const read = parts.filter(Boolean).map((part) => {
        const [, h1, m1 = "00", h2, m2 = "00"] = spanText.exec(part) ?? [];
        return {
          weekday,
          starts: `${h1?.padStart(2, "0")}:${m1}`,
          ends: `${h2?.padStart(2, "0")}:${m2}`,
        };
      });
      const spans = z.array(Span).max(10).safeParse(read);
      if (!spans.success) return wrong("employees.hours_format");
      const problem = wrongSpans(spans.data);
      return problem ? wrong(problem) : spans.data;
    });

/** The week as a form, a line for each day. */
export const WeekForm = z.strictObject({
  version: Version,
  day1: daySpans(1),
  day2: daySpans(2),
  day3: daySpans(3),
  day4: daySpans(4),
  day5: daySpans(5),
  day6: daySpans(6),
  day7: daySpans(7),
});
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** A class somebody may teach, and a warning when that ends. */
export const Approval = z.strictObject({
  classCode: ClassCode,
  approvedFrom: z.iso.date(),
  approvedTo: z.iso.date().nullable(),
  due: Due.nullable(),
});
export type Approval = z.output<typeof Approval>;

/** What leaves the system about an employee: the JSON answer and the props of its views. */
export const Employee = z.strictObject({
  id: Id,
  firstName: z.string(),
  lastName: z.string(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  branchId: Id.nullable(),
  branch: z.string().nullable(),
  teaches: z.boolean(),
  hiredOn: z.iso.date().nullable(),
  leftOn: z.iso.date().nullable(),
  /** Who she is when she signs in to this school; found by her e-mail address. */
  account: z.strictObject({ name: z.string(), roles: z.array(z.string()) }).nullable(),
  approvals: z.array(Approval),
  hours: z.array(Span),
  version: z.int(),
});
export type Employee = z.output<typeof Employee>;

/** An employee as a list shows her. */
export const EmployeeRow = Employee.omit({
  branchId: true,
  account: true,
  hours: true,
  hiredOn: true,
});
export type EmployeeRow = z.output<typeof EmployeeRow>;
export const Employees = pagedOf(EmployeeRow);

/** `class`: those who may teach it today. `state` is who works there unless others are asked for. */
export const EmployeeList = listQuery(["name"], {
  class: filter(ClassCode),
  branch: filter(Id),
  state: filter(z.enum(["left", "all"])),
});
export type EmployeeList = z.output<typeof EmployeeList>;
