import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Db, Locale } from "#worker/lib/ctx.ts";
import type { Role } from "#worker/lib/grants.ts";
import { schools, settings } from "#worker/modules/schools/mod.ts";
import { memberships, users } from "./schema.ts";

/** Who somebody is and what she may do in each of her schools. `since` counts her first day there. */
export type Rights = {
  userId: string;
  name: string;
  email: string;
  locale: Locale;
  disabled: boolean;
  secondFactor: boolean;
  schools: {
    id: string;
    name: string;
    roles: readonly Role[];
    since: string;
    idleMinutes: number;
  }[];
};

const IDLE_MINUTES = 30;

/** Read by the session object, not by requests: one batch, kept until the rights change. */
export async function rightsOf(db: Db, userId: string): Promise<Rights | undefined> {
  const mine = and(eq(memberships.userId, userId), isNull(memberships.endedAt));
  const [people, places, idle] = await db.batch([
    db
      .select({
        name: users.name,
        email: users.email,
        locale: users.locale,
        disabledAt: users.disabledAt,
        totpAt: users.totpAt,
      })
      .from(users)
      .where(eq(users.id, userId)),
    db
      .select({
        id: schools.id,
        name: schools.name,
        roles: memberships.roles,
        since: memberships.since,
      })
      .from(memberships)
      .innerJoin(schools, eq(schools.id, memberships.schoolId))
      .where(mine)
      .orderBy(asc(schools.name), asc(schools.id)),
    db
      .select({ schoolId: settings.schoolId, value: settings.value })
      .from(settings)
      .innerJoin(memberships, eq(memberships.schoolId, settings.schoolId))
      .where(and(mine, eq(settings.key, "idle_minutes")))
      .orderBy(desc(settings.since), desc(settings.id)),
  ]);
  const [person] = people;
  if (!person) return undefined;
  const { disabledAt, totpAt, ...rest } = person;
  return {
    userId,
    ...rest,
    disabled: disabledAt !== null,
    secondFactor: totpAt !== null,
    schools: places.map((school) => ({
      ...school,
      idleMinutes: Number(idle.find((i) => i.schoolId === school.id)?.value ?? IDLE_MINUTES),
    })),
  };
}
