import { and, asc, eq, isNull, lt, type SQL, sql } from "drizzle-orm";
import { guard } from "#worker/lib/commit.ts";
import { type Ctx, type Locale, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import { type Role, staffRoles } from "#worker/lib/grants.ts";
import { Problem } from "#worker/lib/problem.ts";
import { schools } from "#worker/modules/schools/mod.ts";
import { memberships, recoveryCodes, users } from "../schema.ts";
import { type Pending, sealPassword, sealPending, sealSeed } from "./secrets.ts";

/** A person as signing in and her own account pages need her. Secrets stay sealed in it. */
export type Account = {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  passwordEnc: string | null;
  totpEnc: string | null;
  totpAt: string | null;
  totpStep: number;
  disabledAt: string | null;
  version: number;
  schools: { id: string; name: string; roles: readonly Role[] }[];
};

const columns = {
  id: users.id,
  email: users.email,
  name: users.name,
  locale: users.locale,
  passwordEnc: users.passwordEnc,
  totpEnc: users.totpEnc,
  totpAt: users.totpAt,
  totpStep: users.totpStep,
  disabledAt: users.disabledAt,
  version: users.version,
};

/** Whoever has that address, with her schools; one round trip whether she exists or not. */
export const findAccount = (ctx: Ctx, email: string) => accountWhere(ctx, eq(users.email, email));

export async function getAccount(ctx: Ctx, id: string): Promise<Account> {
  const account = await accountWhere(ctx, eq(users.id, id));
  if (!account) throw new Problem(404, "users.not_found");
  return account;
}

async function accountWhere(ctx: Ctx, who: SQL): Promise<Account | undefined> {
  const [people, places] = await ctx.db.batch([
    ctx.db.select(columns).from(users).where(who),
    ctx.db
      .select({ id: schools.id, name: schools.name, roles: memberships.roles })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .innerJoin(schools, eq(schools.id, memberships.schoolId))
      .where(and(who, isNull(memberships.endedAt)))
      .orderBy(asc(schools.name), asc(schools.id)),
  ]);
  const [person] = people;
  return person && { ...person, schools: places };
}

/** Whether somebody works for a school or for us: stricter rules hold for her. */
export function isStaff({ schools: places }: Pick<Account, "schools">): boolean {
  const strict: readonly Role[] = [...staffRoles, "platform_admin"];
  return places.some(({ roles }) => roles.some((role) => strict.includes(role)));
}

/** What others know about a person, which her password must not be made of. */
export function contextOf(account: Pick<Account, "email" | "name" | "schools">): string[] {
  return [account.email, account.name, ...account.schools.map((school) => school.name)];
}

type Person = { id: string; email: string; name: string; locale: Locale; phc: string };

export function insertAccount(ctx: Ctx, { phc, ...person }: Person): Statement {
  const passwordEnc = sealPassword(ctx.env.KEYS, person.id, phc);
  const times = { passwordAt: ctx.now, createdAt: ctx.now };
  return ctx.db.insert(users).values({ ...person, ...times, passwordEnc });
}

type Seen = Pick<Account, "id" | "version">;
type Fields = Partial<typeof users.$inferInsert>;

/** Changes a person as she was read; stands before mustChange(). */
function update(ctx: Ctx, seen: Seen, fields: Fields): Statement {
  return ctx.db
    .update(users)
    .set({ ...fields, version: sql`${users.version} + 1` })
    .where(and(eq(users.id, seen.id), eq(users.version, seen.version)));
}

export const updateProfile = (ctx: Ctx, seen: Seen, profile: { name?: string; locale?: Locale }) =>
  update(ctx, seen, profile);

export function updatePassword(ctx: Ctx, seen: Seen, phc: string): Statement {
  const passwordEnc = sealPassword(ctx.env.KEYS, seen.id, phc);
  return update(ctx, seen, { passwordEnc, passwordAt: ctx.now });
}

/** Keeps the seed of an authenticator that still has to show its first code. */
export function updatePending(ctx: Ctx, seen: Seen, pending: Pending): Statement {
  return update(ctx, seen, { totpEnc: sealPending(ctx.env.KEYS, seen.id, pending), totpAt: null });
}

/** The first code was right: from now on every sign-in asks for one. */
export function confirmSeed(ctx: Ctx, seen: Seen, { seed, step }: { seed: string; step: number }) {
  const totpEnc = sealSeed(ctx.env.KEYS, seen.id, seed);
  return update(ctx, seen, { totpEnc, totpAt: ctx.now, totpStep: step });
}

export const removeSeed = (ctx: Ctx, seen: Seen) =>
  update(ctx, seen, { totpEnc: null, totpAt: null });

/**
 * Aborts the batch when password or second factor are others by now than when the account was read:
 * a sign-in that began before a change must not outlive it.
 */
export function sameProof(ctx: Ctx, { id, passwordEnc, totpAt }: Account): Statement {
  return ctx.db.insert(guard).select(sql`select exists (
    select 1 from users where id = ${id} and password_enc is ${passwordEnc}
      and totp_at is ${totpAt})`);
}

/** Marks a step as used; of two requests with the same code one changes nothing. */
export function useStep(ctx: Ctx, id: string, step: number): Statement {
  return ctx.db
    .update(users)
    .set({ totpStep: step })
    .where(and(eq(users.id, id), lt(users.totpStep, step)));
}

/** Marks a recovery code as used; changes nothing when it is unknown or used already. */
export function useRecoveryCode(ctx: Ctx, userId: string, hash: string): Statement {
  const mine = and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hash));
  return ctx.db
    .update(recoveryCodes)
    .set({ usedAt: ctx.now })
    .where(and(mine, isNull(recoveryCodes.usedAt)));
}

/** A new set in place of whatever was there. */
export function replaceRecoveryCodes(
  ctx: Ctx,
  userId: string,
  hashes: readonly string[],
): Statement[] {
  const rows = hashes.map((hash) => ({ userId, hash }));
  const gone = ctx.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  return rows.length ? [gone, ctx.db.insert(recoveryCodes).values(rows)] : [gone];
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(ctx: Ctx, userId: string): Promise<number> {
  const rows = await ctx.db
    .select({ hash: recoveryCodes.hash })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
  return rows.length;
}

/** Accounts are nobody's school's: their log is the platform's. */
export const aboutAccount = (id: string) =>
  ({ entity: "user", entityId: id, schoolId: PLATFORM }) as const;
