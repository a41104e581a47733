import { and, asc, desc, eq, gte, isNotNull, isNull, lt } from "drizzle-orm";
import { DAY, shift } from "#worker/lib/clock.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { dueOf } from "#worker/lib/due.ts";
import { dueApprovals, unapproved } from "#worker/modules/employees/mod.ts";
import { imports } from "#worker/modules/imports/mod.ts";
import { invoices } from "#worker/modules/invoices/mod.ts";
import { mails } from "#worker/modules/mail/mod.ts";
import { students } from "#worker/modules/students/mod.ts";
import { invitations } from "#worker/modules/users/mod.ts";
import { dueVehicles } from "#worker/modules/vehicles/mod.ts";
import { NAMED, type TodoItem, todo } from "../rules.ts";
import { part } from "./part.ts";

/** A list of which the beginning is enough: past this many it says "25+". */
const MANY = 26;
const SOME = NAMED + 6;

/** An open invitation is worth a reminder after three days; a bounce is old news after fourteen. */
const INVITED = -3 * DAY;
const BOUNCED = -14 * DAY;

const name = (row: { firstName: string; lastName: string }) => `${row.firstName} ${row.lastName}`;
const person = { id: students.id, firstName: students.firstName, lastName: students.lastName };
const ofStudent = (row: { id: string; firstName: string; lastName: string }): TodoItem => ({
  href: `/students/${row.id}`,
  title: name(row),
});

/** Students whose instructor is a name from an old system that nobody here bears. */
export const unplacedPart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select(person)
        .from(students)
        .where(
          and(
            eq(students.schoolId, ctx.actor.schoolId),
            isNotNull(students.instructorText),
            isNull(students.instructorId),
          ),
        )
        .orderBy(asc(students.sortName), asc(students.id))
        .limit(MANY),
    ],
    (rows) => ({
      todos: todo("unplaced", "/students?unplaced=yes", rows, { limit: MANY, item: ofStudent }),
    }),
  );

/** Who waits for a place, by name. */
export const waitingPart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select(person)
        .from(students)
        .where(and(eq(students.schoolId, ctx.actor.schoolId), eq(students.status, "waiting")))
        .orderBy(asc(students.sortName), asc(students.id))
        .limit(MANY),
    ],
    (rows) => ({
      todos: todo("waiting", "/students?status=waiting", rows, { limit: MANY, item: ofStudent }),
    }),
  );

/** Invoices that should have been paid, the oldest first, by whose they are. */
export const overduePart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select({
          id: invoices.id,
          firstName: students.firstName,
          lastName: students.lastName,
        })
        .from(invoices)
        .innerJoin(
          students,
          and(eq(students.schoolId, invoices.schoolId), eq(students.id, invoices.studentId)),
        )
        .where(
          and(
            eq(invoices.schoolId, ctx.actor.schoolId),
            eq(invoices.state, "open"),
            lt(invoices.dueOn, dayOf(ctx.now)),
          ),
        )
        .orderBy(asc(invoices.dueOn), asc(invoices.id))
        .limit(SOME),
    ],
    (rows) => ({
      todos: todo("invoices_overdue", "/invoices?state=overdue", rows, {
        limit: SOME,
        item: (row) => ({ href: `/invoices/${row.id}`, title: name(row) }),
      }),
    }),
  );

/** Inspections and insurances that run out. */
export const vehiclesPart = (ctx: Ctx) =>
  part([dueVehicles(ctx, SOME)], (rows) => {
    const today = dayOf(ctx.now);
    const item = (row: (typeof rows)[number]): TodoItem => {
      const [first = null] = [row.inspectBy, row.insuredUntil].filter((day) => day !== null).sort();
      return { href: `/vehicles/${row.id}`, title: row.plate, due: dueOf(first, today) };
    };
    return {
      todos: todo("vehicles_due", "/vehicles?due=yes&sort=inspectBy", rows, { limit: SOME, item }),
    };
  });

/** Approvals that run out, and people who teach without any. */
export const approvalsPart = (ctx: Ctx) =>
  part([dueApprovals(ctx, SOME), unapproved(ctx, SOME)], (ending, without) => {
    const today = dayOf(ctx.now);
    return {
      todos: [
        ...todo("approvals_due", "/employees", ending, {
          limit: SOME,
          item: (row) => ({
            href: `/employees/${row.id}`,
            title: `${name(row)}, ${row.classCode}`,
            due: dueOf(row.approvedTo, today),
          }),
        }),
        ...todo("unapproved", "/employees", without, {
          limit: SOME,
          item: (row) => ({ href: `/employees/${row.id}/approvals`, title: name(row) }),
        }),
      ],
    };
  });

/** Invitations that nobody has taken up for days. */
export const invitationsPart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select({ name: invitations.name, email: invitations.email })
        .from(invitations)
        .where(
          and(
            eq(invitations.schoolId, ctx.actor.schoolId),
            isNull(invitations.acceptedAt),
            isNull(invitations.withdrawnAt),
            lt(invitations.invitedAt, shift(ctx.now, INVITED)),
          ),
        )
        .orderBy(asc(invitations.email))
        .limit(SOME),
    ],
    (rows) => ({
      todos: todo("invitations_old", "/people", rows, {
        limit: SOME,
        item: (row) => ({ href: "/people", title: row.name || row.email }),
      }),
    }),
  );

/** Mails that did not arrive. */
export const mailsPart = (ctx: Ctx) =>
  part(
    (["bounced", "failed"] as const).map((state) =>
      ctx.db
        .select({ id: mails.id, recipient: mails.recipient, createdAt: mails.createdAt })
        .from(mails)
        .where(
          and(
            eq(mails.schoolId, ctx.actor.schoolId),
            eq(mails.state, state),
            gte(mails.createdAt, shift(ctx.now, BOUNCED)),
          ),
        )
        .orderBy(desc(mails.createdAt), desc(mails.id))
        .limit(SOME),
    ),
    (...answers) => ({
      todos: todo("mails_bounced", "/mail?state=bounced", answers.flat().slice(0, SOME), {
        limit: SOME,
        item: (row) => ({ href: `/mail/${row.id}`, title: row.recipient }),
      }),
    }),
  );

const finished = ["done", "undone", "given_up"];

/** Imports that somebody began and did not bring to an end, among the newest. */
export const importsPart = (ctx: Ctx) =>
  part(
    [
      ctx.db
        .select({ id: imports.id, fileName: imports.fileName, state: imports.state })
        .from(imports)
        .where(eq(imports.schoolId, ctx.actor.schoolId))
        .orderBy(desc(imports.createdAt), desc(imports.id))
        .limit(SOME),
    ],
    (rows) => ({
      todos: todo(
        "imports_unfinished",
        "/imports",
        rows.filter((row) => !finished.includes(row.state)),
        { limit: SOME, item: (row) => ({ href: `/imports/${row.id}`, title: row.fileName }) },
      ),
    }),
  );
