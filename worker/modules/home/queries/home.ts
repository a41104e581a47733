import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import type { Role } from "#worker/lib/grants.ts";
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

/** Which roles each part is for. Whoever has several gets each part once. */
const parts: readonly { roles: readonly Role[]; make: (ctx: Ctx) => Part }[] = [
  { roles: ["owner"], make: firstStepsPart },
  { roles: ["owner", "office"], make: unplacedPart },
  { roles: ["owner", "office"], make: waitingPart },
  { roles: ["owner", "office"], make: newestPart },
  { roles: ["owner", "office"], make: vehiclesPart },
  { roles: ["owner", "office", "academic_leader"], make: approvalsPart },
  { roles: ["owner", "academic_leader"], make: invitationsPart },
  { roles: ["owner", "office"], make: overduePart },
  { roles: ["owner", "office"], make: mailsPart },
  { roles: ["owner", "office"], make: importsPart },
  { roles: ["instructor"], make: workPart },
  { roles: ["instructor"], make: todayPart },
  { roles: ["owner", "academic_leader", "instructor"], make: unattestedPart },
  { roles: ["owner", "academic_leader", "instructor"], make: messagesPart },
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
  const { roles, schoolId } = ctx.actor;
  const own = parts.filter((one) => one.roles.some((role) => roles.includes(role)));
  const made = own.map(({ make }) => make(ctx));
  const onPlatform = roles.includes("platform_admin") && schoolId === PLATFORM;
  const home = await readParts(ctx, onPlatform ? [...made, schoolsPart(ctx)] : made);
  const { todos = [], learners = [] } = home;
  // Who is a student and a guardian may come twice, and is shown once: as herself.
  const once = learners.filter(({ id }, n) => learners.findIndex((one) => one.id === id) === n);
  return { ...home, todos: pressing(todos), learners: await withAhead(ctx, once) };
}
