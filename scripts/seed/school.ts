import { diffOf } from "#worker/lib/audit.ts";
import { DAY, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { sortKey } from "#worker/lib/fold.ts";
import { indexEmployee } from "#worker/modules/employees/mod.ts";
import { approvals, employees, workingHours } from "#worker/modules/employees/schema.ts";
import { indexSchool } from "#worker/modules/schools/mod.ts";
import {
  branches,
  counters,
  schoolClasses,
  schools,
  settings,
} from "#worker/modules/schools/schema.ts";
import { memberships } from "#worker/modules/users/schema.ts";
import { indexVehicle } from "#worker/modules/vehicles/mod.ts";
import { vehicles } from "#worker/modules/vehicles/schema.ts";
import { accounts } from "./accounts.ts";
import type { People } from "./demo.ts";
import { type Random, randomFrom } from "./random.ts";
import { cars, demoAccount, details, type Which } from "./school_data.ts";

export type School = { which: Which; branches: string[]; instructors: string[]; people: People };

/** A school with its branches, classes, staff and vehicles, as if it had been here for a while. */
export async function makeSchool(
  ctx: Ctx,
  random: Random,
  which: Which,
  people: People,
): Promise<School> {
  const { schoolId } = ctx.actor;
  const at = shift(ctx.now, -190 * DAY);
  const then = { ...ctx, now: at };
  const { school, places, classes } = details[which];
  const branchRows = places.map((place) => ({ schoolId, id: random.id(at), ...place }));
  await commit(then, {
    action: "platform.school_founded",
    entity: "school",
    entityId: schoolId,
    diff: diffOf<object>({}, school),
    write: [
      ctx.db.insert(schools).values({ id: schoolId, ...school, createdAt: at }),
      ctx.db.insert(counters).values({ schoolId, name: "student", next: 1001 }),
      ...indexSchool(ctx, { id: schoolId, ...school }),
      ...branchRows.map((row) => ctx.db.insert(branches).values(row)),
      ...classes.map((code) =>
        ctx.db.insert(schoolClasses).values({ schoolId, code, since: dayOf(at) }),
      ),
      ...members(then, which, people),
      ...billing(then, people),
    ],
  });
  const instructors = await makeStaff(then, random, { which, people, branch: branchRows[0]?.id });
  await makeVehicles(then, random, which);
  return { which, branches: branchRows.map((row) => row.id), instructors, people };
}

/** What its invoices say of it: an invoice that is to be paid names an account. */
function billing(ctx: Ctx, people: People): Statement[] {
  const own = randomFrom(78); // its ids move nobody else's
  const { schoolId, id: system } = ctx.actor;
  const setBy = people.get("owner")?.id ?? system;
  const values = { invoice_account: demoAccount, vat_registered: "yes", company_register: "yes" };
  return Object.entries(values).map(([key, value]) =>
    ctx.db
      .insert(settings)
      .values({ schoolId, key, value, id: own.id(ctx.now), since: ctx.now, setBy }),
  );
}

function members(ctx: Ctx, which: Which, people: People): Statement[] {
  return accounts.flatMap((account) => {
    const roles = which === "main" ? account.main : account.small;
    const userId = people.get(account.key)?.id;
    if (!roles || !userId) return [];
    const { schoolId } = ctx.actor;
    return [ctx.db.insert(memberships).values({ schoolId, userId, roles, since: ctx.now })];
  });
}

type Staff = { which: Which; people: People; branch: string | undefined };

/** Everyone on the staff as an employee; those who teach with approvals and a working plan. */
async function makeStaff(ctx: Ctx, random: Random, { which, people, branch }: Staff) {
  const { schoolId } = ctx.actor;
  const instructors: string[] = [];
  for (const account of accounts) {
    const roles = (which === "main" ? account.main : account.small) ?? [];
    if (!roles.some((role) => role !== "student" && role !== "guardian")) continue;
    const [firstName, lastName] = account.name;
    const id = random.id(ctx.now);
    const teaches = which === "small" || roles.includes("instructor");
    if (teaches) instructors.push(id);
    const row = {
      firstName,
      lastName,
      email: account.email,
      phone: `+474${String(1_000_000 + random.below(8_999_999))}`,
      title: teaches ? "Trafikklærer" : roles.includes("owner") ? "Daglig leder" : "Kontor",
      teaches,
      hiredOn: addDays(dayOf(ctx.now), -400 - random.below(2000)),
    };
    const userId = people.get(account.key)?.id ?? null;
    const sortName = sortKey(lastName, firstName);
    const place = branch ? { branchId: branch } : {};
    await commit(ctx, {
      action: "employees.hired",
      entity: "employee",
      entityId: id,
      diff: diffOf({}, row),
      write: [
        ctx.db.insert(employees).values({ schoolId, id, userId, sortName, ...row, ...place }),
        ...indexEmployee(ctx, id, row),
        ...(teaches ? teaching(ctx, id, instructors.length) : []),
      ],
    });
  }
  return instructors;
}

/** One approval runs out soon, so that the demo shows what that looks like. */
function teaching(ctx: Ctx, employeeId: string, nth: number): Statement[] {
  const { schoolId } = ctx.actor;
  const codes: ClassCode[] = nth % 2 ? ["B", "BE", "T"] : ["B", "AM146", "A1", "A2", "A"];
  const soon = addDays(dayOf(ctx.now), 190 + 45);
  return [
    ...codes.map((classCode, i) =>
      ctx.db.insert(approvals).values({
        schoolId,
        employeeId,
        classCode,
        approvedFrom: "2019-06-15",
        approvedTo: nth === 2 && i === 1 ? soon : null,
      }),
    ),
    ...[1, 2, 3, 4, 5].map((weekday) =>
      ctx.db.insert(workingHours).values({
        schoolId,
        employeeId,
        weekday,
        starts: nth % 2 ? "08:00" : "10:00",
        ends: weekday === 5 ? "15:00" : nth % 2 ? "16:00" : "19:00",
      }),
    ),
  ];
}

async function makeVehicles(ctx: Ctx, random: Random, which: Which): Promise<void> {
  const { schoolId } = ctx.actor;
  const today = addDays(dayOf(ctx.now), 190);
  for (const { inspectIn, insuredFor, ...car } of cars[which]) {
    const id = random.id(ctx.now);
    const row = {
      ...car,
      inspectBy: inspectIn === null ? null : addDays(today, inspectIn),
      insuredUntil: addDays(today, insuredFor),
      insurer: random.pick(["Fremtind", "Gjensidige", "If"]),
    };
    await commit(ctx, {
      action: "vehicles.registered",
      entity: "vehicle",
      entityId: id,
      diff: diffOf({}, row),
      write: [
        ctx.db.insert(vehicles).values({ schoolId, id, ...row }),
        ...indexVehicle(ctx, id, row),
      ],
    });
  }
}
