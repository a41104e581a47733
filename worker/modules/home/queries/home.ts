import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import type { Grant, Role } from "#worker/lib/grants.ts";
import { type Home, pressing } from "../rules.ts";
import { messagesPart, todayPart, unattestedPart, withAhead } from "./ahead.ts";
import { contactPart, firstStepsPart, guardianPart, schoolsPart, studentPart } from "./learning.ts";
import { newestPart } from "./newest.ts";
import {
  approvalsPart,
  importsPart,
  invitationsPart,
  mailsPart,
  overduePart,
  unplacedPart,
  vehiclesPart,
  waitingPart,
} from "./office.ts";
import { type Part, readParts } from "./part.ts";
import { lawPart, myStudentsPart, workPart } from "./teaching.ts";

type ForRoles = { roles: readonly Role[]; needs?: Grant; make: (ctx: Ctx) => Part };

/**
 * Which roles each part is for. Whoever has several gets each part once. Somebody may have less
 * than her roles give: what a part `needs` of that, it says.
 */
const parts: readonly ForRoles[] = [
  { roles: ["owner"], make: firstStepsPart },
  { roles: ["owner", "office"], make: unplacedPart },
  { roles: ["owner", "office"], make: waitingPart },
  { roles: ["owner", "office"], make: newestPart },
  { roles: ["owner", "office"], make: vehiclesPart },
  { roles: ["owner", "office", "academic_leader"], make: approvalsPart },
  { roles: ["owner", "academic_leader"], needs: "users:read", make: invitationsPart },
  { roles: ["owner", "office"], needs: "invoices:read", make: overduePart },
  { roles: ["owner", "office"], needs: "mail:read", make: mailsPart },
  { roles: ["owner", "office"], needs: "imports:run", make: importsPart },
  { roles: ["instructor"], make: workPart },
  { roles: ["instructor"], make: todayPart },
  { roles: ["owner", "academic_leader", "instructor"], make: unattestedPart },
  { roles: ["owner", "academic_leader", "instructor"], needs: "messages:read", make: messagesPart },
  { roles: ["instructor"], make: myStudentsPart },
  { roles: ["academic_leader"], make: lawPart },
  { roles: ["student"], make: studentPart },
  { roles: ["guardian"], make: guardianPart },
  { roles: ["student", "guardian"], make: contactPart },
];

/**
 * What needs doing today, for everything that somebody is, in one trip to the database; in another
 * what lies ahead of those who learn.
 */
export async function homeOf(ctx: Ctx): Promise<Home> {
  const { roles, grants, schoolId } = ctx.actor;
  const own = parts.filter(
    ({ roles: ofPart, needs }) =>
      ofPart.some((role) => roles.includes(role)) && (!needs || grants.includes(needs)),
  );
  const made = own.map(({ make }) => make(ctx));
  const onPlatform = roles.includes("platform_admin") && schoolId === PLATFORM;
  const home = await readParts(ctx, onPlatform ? [...made, schoolsPart(ctx)] : made);
  const { todos = [], learners = [] } = home;
  // Who is a student and a guardian may come twice, and is shown once: as herself.
  const once = learners.filter(({ id }, n) => learners.findIndex((one) => one.id === id) === n);
  return { ...home, todos: pressing(todos), learners: await withAhead(ctx, once) };
}
