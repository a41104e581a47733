import { and, desc, eq, gt, inArray, isNull, lte, ne, type SQL, sql } from "drizzle-orm";
import { alias, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import { audit, openDiff } from "#worker/lib/audit.ts";
import { type Ctx, type Db, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import { staffRoles } from "#worker/lib/grants.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { schools } from "#worker/modules/schools/mod.ts";
import { memberships, users } from "#worker/modules/users/mod.ts";
import { type LookList, openStates, type Step, type Visit, type VisitDetail } from "./input.ts";
import { stateAt } from "./rules.ts";
import { supportVisits as visits } from "./schema.ts";

/** How many a list shows, and how many pages that were looked at. */
const MOST = 100;

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

/** Those that something can still come of, now. */
const stillOpen = ({ now }: Ctx) => and(inArray(visits.state, openStates), gt(visits.until, now));
const whatGoesOnFirst = sql`case ${visits.state} when 'running' then 0 when 'approved' then 1 else 2 end`;

/** The visits of the reader's side: first those that are open, however many are over; newest first. */
export async function listVisits(ctx: Ctx): Promise<Visit[]> {
  const newest = desc(visits.askedAt);
  const [open, over] = await ctx.db.batch([
    rows(ctx)
      .where(and(mine(ctx), stillOpen(ctx)))
      .orderBy(whatGoesOnFirst, newest)
      .limit(MOST),
    rows(ctx)
      .where(and(mine(ctx), sql`not (${stillOpen(ctx)})`))
      .orderBy(newest)
      .limit(MOST),
  ]);
  return [...open, ...over].map((row) => asNow(ctx, row));
}

/** One of them; a foreign one is none. */
export async function getVisit(ctx: Ctx, id: string): Promise<Visit> {
  const [row] = await rows(ctx).where(and(mine(ctx), eq(visits.id, id)));
  if (!row) throw new Problem(404, "visits.not_found");
  return asNow(ctx, row);
}

const actor = alias(users, "actor");
const behalf = alias(users, "behalf");

const LOOKED = "visits.looked";

/** What was done about a visit or on it, read off the reader's side of the log, the newest first. */
const log = (ctx: Ctx, id: string, which: SQL | undefined) =>
  ctx.db
    .select({
      seq: audit.seq,
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
        eq(audit.schoolId, ctx.actor.schoolId),
        eq(audit.entity, "support_visit"),
        eq(audit.entityId, id),
        which,
      ),
    );

type Row = Awaited<ReturnType<typeof log>>[number];

function toStep({ env, actor: { schoolId } }: Ctx, { diffEnc, seq: _, ...step }: Row): Step {
  const { page } = openDiff(env.KEYS, { schoolId, id: step.id, diffEnc });
  return { ...step, page: typeof page?.[1] === "string" ? page[1] : null };
}

/** One of them with its steps, which no number of looks pushes away, and a page of the looks. */
export async function readVisit(ctx: Ctx, id: string, list: LookList): Promise<VisitDetail> {
  const wanted = { ...list, per: MOST };
  const { after, order, limit } = keyset({ seq: audit.seq }, audit.id, wanted);
  const [[visit], steps, looks] = await ctx.db.batch([
    rows(ctx).where(and(mine(ctx), eq(visits.id, id))),
    log(ctx, id, ne(audit.action, LOOKED)).orderBy(desc(audit.seq)).limit(MOST),
    log(ctx, id, and(eq(audit.action, LOOKED), after))
      .orderBy(...order)
      .limit(limit),
  ]);
  if (!visit) throw new Problem(404, "visits.not_found");
  const page = toPage(looks, wanted);
  return {
    visit: asNow(ctx, visit),
    steps: steps.map((row) => toStep(ctx, row)),
    looks: { ...page, items: page.items.map((row) => toStep(ctx, row)) },
  };
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
      .where(and(eq(visits.schoolId, schoolId), eq(visits.askedBy, ctx.actor.id), stillOpen(ctx)))
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
