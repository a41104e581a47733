import type { Due } from "#worker/lib/due.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import type { BookingKind, BookingStatus } from "#worker/modules/bookings/mod.ts";
import type { ClassProgress, LicenceClass, Step } from "#worker/modules/curriculum/mod.ts";

/** What needs doing, most pressing first: a code of the words. */
export const todoCodes = [
  "unattested",
  "invoices_overdue",
  "unread_messages",
  "vehicles_due",
  "approvals_due",
  "unapproved",
  "mails_bounced",
  "imports_unfinished",
  "unplaced",
  "minors",
  "waiting",
  "invitations_old",
] as const;
export type TodoCode = (typeof todoCodes)[number];

/** One thing behind a to-do, and where it is. */
export type TodoItem = { href: string; title: string; due?: Due | null };

/** Something to do; `more` says that there are others than those that were read. */
export type Todo = {
  code: TodoCode;
  /** Where all of them are. */
  href: string;
  count: number;
  more: boolean;
  items: readonly TodoItem[];
};

/** A first step of a school that is new. */
export type FirstStep = {
  step: "details" | "classes" | "staff" | "students";
  href: string;
  done: boolean;
};

/** A student as the home page of her instructor, of herself or of her guardian shows her. */
export type HomeStudent = {
  id: string;
  name: string;
  phone: string | null;
  classes: readonly ClassCode[];
};

/** Something that is booked. */
type Planned = {
  id: string;
  kind: BookingKind;
  startsAt: string;
  endsAt: string;
  classCode: ClassCode | null;
  step: string | null;
  title: string | null;
  pickup: string | null;
};
export type NextLesson = Planned & { instructor: string | null };

/** How far somebody has come with a class: stage by stage, and what she has yet to do. */
export type ClassStages = {
  classCode: ClassCode;
  stages: ClassProgress["stages"];
  missing: readonly string[];
  ready: boolean;
  finished: boolean;
};

/** Whom the page is for, and on the way to which licence. */
export type Learner = {
  id: string;
  name: string;
  status: string;
  /** Whoever looks is the student herself, and no guardian. */
  self: boolean;
  classes: readonly { code: ClassCode; steps: readonly Step[] }[];
  next: readonly NextLesson[];
  /** How many attested lessons she has not answered. */
  unsigned: number;
  /** What is to be paid, the invoice that is due first before the others. */
  due: readonly { id: string; number: number | null; dueOn: string; openOre: number }[];
  /** Instructors who have written something that she has not read. */
  unread: number;
  /** The classes that have been started. */
  progress: readonly ClassStages[];
};

/** Something an instructor holds today. */
export type TodaysLesson = Planned & {
  status: BookingStatus;
  studentId: string | null;
  student: string | null;
};

export type Contact = {
  name: string;
  email: string | null;
  phone: string | null;
  address: string | null;
  place: string | null;
};

export type Count = { label: string; value: number };

/** What the home page shows; a part that is not for these roles is not there. */
export type Home = {
  firstSteps?: readonly FirstStep[];
  todos?: readonly Todo[];
  /** The newest students by week and class; `all` when there are no older ones. */
  newest?: { count: number; all: boolean; weeks: readonly Count[]; classes: readonly Count[] };
  myStudents?: { items: readonly HomeStudent[]; more: boolean };
  myWork?: {
    employeeId: string | null;
    today: readonly { starts: string; ends: string }[];
    approvals: readonly { classCode: ClassCode; approvedTo: string | null; due: Due | null }[];
  };
  today?: readonly TodaysLesson[];
  law?: readonly LicenceClass[];
  learners?: readonly Learner[];
  contact?: Contact;
  schools?: { items: readonly { id: string; name: string }[]; more: boolean };
};

/** How many of each thing a to-do reads: one more than it names, to know of the rest. */
export const NAMED = 5;

/** A to-do of the rows that were read; none when there is nothing to do. */
export function todo<R>(
  code: TodoCode,
  href: string,
  rows: readonly R[],
  { limit, item }: { limit: number; item: (row: R) => TodoItem },
): Todo[] {
  if (rows.length === 0) return [];
  const count = Math.min(rows.length, limit - 1);
  const items = rows.slice(0, Math.min(count, NAMED)).map(item);
  return [{ code, href, count, more: rows.length >= limit, items }];
}

/** In the order of `todoCodes`. */
export const pressing = (todos: readonly Todo[]): Todo[] =>
  todos.toSorted((a, b) => todoCodes.indexOf(a.code) - todoCodes.indexOf(b.code));

type Facts = { orgnr: string | null; email: string | null; phone: string | null };

/** What a new school does first; nothing once all of it is done. */
export function firstSteps(
  school: Facts | undefined,
  has: { classes: boolean; staff: boolean; students: boolean },
): FirstStep[] {
  const known = Boolean(school?.orgnr && (school.email || school.phone));
  const steps: FirstStep[] = [
    { step: "details", href: "/school/edit", done: known },
    { step: "classes", href: "/school/classes", done: has.classes },
    { step: "staff", href: "/people", done: has.staff },
    { step: "students", href: "/imports", done: has.students },
  ];
  return steps.every(({ done }) => done) ? [] : steps;
}

/** A class stage by stage, without the tests and without driving at will. */
export function stagesOf(progress: ClassProgress): ClassStages {
  const { classCode, stages, missing, ready, finished } = progress;
  return { classCode, stages, missing, ready, finished };
}

/** How often each of some values comes, most often first. */
export function tally(values: readonly string[]): Count[] {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts]
    .map(([label, all]) => ({ label, value: all.length }))
    .sort((a, b) => b.value - a.value || (a.label < b.label ? -1 : 1));
}
