import { and, desc, eq, gt, inArray, isNull, lte, ne, sql } from "drizzle-orm";
import { alias, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import { audit, openDiff } from "#worker/lib/audit.ts";
import { type Ctx, type Db, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import { staffRoles } from "#worker/lib/grants.ts";
import { Problem } from "#worker/lib/problem.ts";
import { schools } from "#worker/modules/schools/mod.ts";
import { memberships, users } from "#worker/modules/users/mod.ts";
import { openStates, type Step, type Visit } from "./input.ts";
import { stateAt } from "./rules.ts";
import { supportVisits as visits } from "./schema.ts";

/** How many a list shows, and how many steps of one visit: half an hour has no more clicks. */
const MOST = 100;
const MOST_STEPS = 500;

const [person, asker, decider] = [
  alias(users, "person"),
  alias(users, "asker"),
  alias(users, "decider"),
];

const shown = {
  id: visits.id,
  schoolId: visits.schoolId,
  school: sql<string>`${schools.name}`.as("school"),
  personId: visits.personId,
  person: sql<string>`${person.name}`.as("person"),
  askedBy: visits.askedBy,
  asker: sql<string>`${asker.name}`.as("asker"),
  askedAt: visits.askedAt,
  reason: visits.reason,
  caseNumber: visits.caseNumber,
  state: visits.state,
  decider: sql<string | null>`${decider.name}`.as("decider"),
  decidedAt: visits.decidedAt,
  startedAt: visits.startedAt,
  until: visits.until,
  endedAt: visits.endedAt,
  version: visits.version,
};

/** The scope: on the platform what somebody has asked for herself, in a school what is asked of it. */
function mine({ actor }: Ctx) {
  if (actor.schoolId === PLATFORM) return eq(visits.askedBy, actor.id);
  if (!actor.grants.includes("visits:decide")) throw new Problem(403, "forbidden");
  return eq(visits.schoolId, actor.schoolId);
}

const rows = (ctx: Ctx) =>
  ctx.db
    .select(shown)
    .from(visits)
    .innerJoin(schools, eq(schools.id, visits.schoolId))
    .innerJoin(person, eq(person.id, visits.personId))
    .innerJoin(asker, eq(asker.id, visits.askedBy))
    .leftJoin(decider, eq(decider.id, visits.decidedBy));

const asNow = (ctx: Ctx, row: Visit): Visit => ({ ...row, state: stateAt(row, ctx.now) });

/** The visits of the reader's side, the newest first. */
export async function listVisits(ctx: Ctx): Promise<Visit[]> {
  const all = await rows(ctx).where(mine(ctx)).orderBy(desc(visits.askedAt)).limit(MOST);
  return all.map((row) => asNow(ctx, row));
}

/** One of them; a foreign one is none. */
export async function getVisit(ctx: Ctx, id: string): Promise<Visit> {
  const [row] = await rows(ctx).where(and(mine(ctx), eq(visits.id, id)));
  if (!row) throw new Problem(404, "visits.not_found");
  return asNow(ctx, row);
}

const actor = alias(users, "actor");
const behalf = alias(users, "behalf");

/** One of them with all that was done about it and on it, read off the reader's side of the log. */
export async function readVisit(ctx: Ctx, id: string): Promise<{ visit: Visit; steps: Step[] }> {
  const { schoolId } = ctx.actor;
  const [[visit], log] = await ctx.db.batch([
    rows(ctx).where(and(mine(ctx), eq(visits.id, id))),
    ctx.db
      .select({
        id: audit.id,
        at: audit.at,
        who: sql<string | null>`${actor.name}`.as("who"),
        onBehalfOf: sql<string | null>`${behalf.name}`.as("on_behalf_of"),
        action: audit.action,
        diffEnc: audit.diffEnc,
      })
      .from(audit)
      .leftJoin(actor, eq(actor.id, audit.actor))
      .leftJoin(behalf, eq(behalf.id, audit.onBehalfOf))
      .where(
        and(
          eq(audit.schoolId, schoolId),
          eq(audit.entity, "support_visit"),
          eq(audit.entityId, id),
        ),
      )
      .orderBy(desc(audit.seq))
      .limit(MOST_STEPS),
  ]);
  if (!visit) throw new Problem(404, "visits.not_found");
  const steps = log.map(({ diffEnc, ...step }) => {
    const { page } = openDiff(ctx.env.KEYS, { schoolId, id: step.id, diffEnc });
    return { ...step, page: typeof page?.[1] === "string" ? page[1] : null };
  });
  return { visit: asNow(ctx, visit), steps };
}

const hasRole = (column: SQLiteColumn, role: string) =>
  sql`exists (select 1 from json_each(${column}) where value = ${role})`;
const staff = sql`exists (select 1 from json_each(${memberships.roles})
  where value in (select value from json_each(${JSON.stringify(staffRoles)})))`;
const worksThere = (schoolId: string) =>
  and(eq(memberships.schoolId, schoolId), isNull(memberships.endedAt), isNull(users.disabledAt));
const who = { id: users.id, name: users.name, email: users.email, locale: users.locale };

/** All that asking for a visit must know: the school, whom it is to, who decides, and what is open. */
export async function readAsking(ctx: Ctx, schoolId: string, email: string) {
  const members = () =>
    ctx.db.select(who).from(memberships).innerJoin(users, eq(users.id, memberships.userId));
  const [[school], [visited], owners, open, [self]] = await ctx.db.batch([
    schoolQuery(ctx, schoolId),
    members().where(and(worksThere(schoolId), eq(users.email, email), staff)),
    members().where(
      and(
        worksThere(schoolId),
        hasRole(memberships.roles, "owner"),
        ne(memberships.userId, ctx.actor.id),
      ),
    ),
    ctx.db
      .select({ personId: visits.personId })
      .from(visits)
      .where(
        and(
          eq(visits.schoolId, schoolId),
          eq(visits.askedBy, ctx.actor.id),
          inArray(visits.state, openStates),
          gt(visits.until, ctx.now),
        ),
      )
      .limit(MOST),
    ctx.db.select({ name: users.name }).from(users).where(eq(users.id, ctx.actor.id)),
  ]);
  if (!school) throw new Problem(404, "schools.not_found");
  return { school, visited, owners, open, name: self?.name ?? "" };
}

const schoolQuery = (ctx: Ctx, id: string) =>
  ctx.db
    .select({ id: schools.id, name: schools.name })
    .from(schools)
    .where(and(eq(schools.id, id), ne(schools.id, PLATFORM)));

/** The school that a visit is asked to. */
export async function schoolToVisit(ctx: Ctx, id: string) {
  if (ctx.actor.schoolId !== PLATFORM) throw new Problem(403, "forbidden");
  const [row] = await schoolQuery(ctx, id);
  if (!row) throw new Problem(404, "schools.not_found");
  return row;
}

/** Those who own a school, to be told that somebody has come. */
export const ownersOf = (ctx: Ctx, schoolId: string) =>
  ctx.db
    .select(who)
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(worksThere(schoolId), hasRole(memberships.roles, "owner")));

type Place = { schoolId: string; id: string };
const at = ({ schoolId, id }: Place) => and(eq(visits.schoolId, schoolId), eq(visits.id, id));

/**
 * The roles that an owner's yes has lent to a visit in that state: none when its time is up, or
 * when whoever said yes is no owner of the school any more.
 */
export async function lentRoles(db: Db, place: Place, state: Visit["state"], now: string) {
  const [row] = await db
    .select({ roles: visits.allowedRoles })
    .from(visits)
    .innerJoin(users, eq(users.id, visits.decidedBy))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(
      and(
        and(at(place), eq(visits.state, state), gt(visits.until, now)),
        and(worksThere(place.schoolId), hasRole(memberships.roles, "owner")),
      ),
    );
  return row?.roles ?? [];
}

/** Visits that nobody has ended or used in time. */
export const overdueVisits = (ctx: Ctx) =>
  ctx.db
    .select({
      schoolId: visits.schoolId,
      id: visits.id,
      state: visits.state,
      until: visits.until,
      version: visits.version,
    })
    .from(visits)
    .where(
      and(sql`${visits.state} in ('asked', 'approved', 'running')`, lte(visits.until, ctx.now)),
    )
    .limit(MOST);

// Writes are returned, not sent.

export const insertVisit = (ctx: Ctx, row: typeof visits.$inferInsert): Statement =>
  ctx.db.insert(visits).values(row);

const rolesOfPerson = sql`(select ${memberships.roles} from ${memberships} where ${and(
  and(eq(memberships.schoolId, visits.schoolId), eq(memberships.userId, visits.personId)),
  isNull(memberships.endedAt),
)})`;

/** Changes a visit that is still as it was seen. A yes lends what the person is at that moment. */
export const updateVisit = (
  ctx: Ctx,
  seen: Place & { version: number },
  change: Partial<typeof visits.$inferInsert>,
): Statement =>
  ctx.db
    .update(visits)
    .set({
      ...{ ...change, version: seen.version + 1 },
      ...(change.state === "approved" && { allowedRoles: rolesOfPerson }),
    })
    .where(and(at(seen), eq(visits.version, seen.version)));
