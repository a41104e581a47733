import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import type { Bindings } from "./env.ts";
import { reasonOf } from "./log_error.ts";

/** Which database each school is in. */
export type Directory = {
  /** Their bindings. The first has what belongs to no school too: accounts and the platform. */
  readonly databases: readonly string[];
  /** The binding of the database that has a school's rows. */
  readonly of: (schoolId: string) => string;
};

/** All are in one. docs/decisions/031 says when there is a second, and what that asks for. */
export const directory: Directory = { databases: ["DB"], of: () => "DB" };

/** The bindings as work for this school sees them: `DB` is the database that it is in. */
export const withinSchool = (env: Bindings, schoolId: string, where = directory): Bindings =>
  within(env, where.of(schoolId));

/** The same for each database in turn: what the clock asks for is done in all of them. */
export const everyDatabase = (env: Bindings, where = directory): Bindings[] =>
  where.databases.map((name) => within(env, name));

/**
 * Does the work in one database after the other. One that fails keeps no other from its turn; the
 * whole has failed all the same.
 */
export async function inEveryDatabase(
  env: Bindings,
  work: (here: Bindings) => Promise<void>,
  where = directory,
): Promise<void> {
  const failed: unknown[] = [];
  for (const here of everyDatabase(env, where)) {
    try {
      await work(here);
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 1) throw new AggregateError(failed, failed.map(reasonOf).join("; "));
  if (failed.length === 1) throw failed[0];
}

function within(env: Bindings, name: string): Bindings {
  if (name === "DB") return env;
  const found: unknown = Reflect.get(env, name);
  if (!isDatabase(found)) throw new Error(`wrangler.toml binds no database "${name}"`);
  return { ...env, DB: found };
}

const isDatabase = (found: unknown): found is D1Database =>
  typeof found === "object" && found !== null && "withSession" in found;

const opened = new WeakMap<object, DrizzleD1Database>();

/**
 * The one place where drizzle meets a database, or a session of one. One for each binding: what
 * drizzle has learnt of the tables is then there for the next request.
 */
export function open(binding: D1Database | D1DatabaseSession): DrizzleD1Database {
  // drizzle asks its client for prepare() and batch() alone, which a session has as well.
  const known = opened.get(binding) ?? drizzle(binding as D1Database);
  opened.set(binding, known);
  return known;
}
