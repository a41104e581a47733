import type { BatchItem } from "drizzle-orm/batch";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { Bindings } from "./env.ts";
import type { Grant, Role } from "./grants.ts";

export type Db = DrizzleD1Database;
export type Statement = BatchItem<"sqlite">;
export type Locale = "nb" | "en";

/** The tenant that owns what belongs to no school: accounts, platform administration. */
export const PLATFORM = "platform";

export type Actor = {
  /** A user's id, or `system` for what nobody asked for. */
  id: string;
  /** Who is behind it: the supporter who sees as her, on a visit. */
  by?: string;
  /** The school that is active in the session: the scope every read starts from. */
  schoolId: string;
  roles: readonly Role[];
  grants: readonly Grant[];
  locale: Locale;
};

/**
 * What an action may touch. Never the Hono context, so jobs and tests can call actions too.
 * `now` is the one clock: an ISO-8601 instant with three decimals.
 */
export type Ctx = {
  db: Db;
  env: Bindings;
  actor: Actor;
  now: string;
  requestId: string;
  /** The caller's address cut to /24 or /48; empty for jobs. */
  ipPrefix: string;
  /** The same as exact as a limit counts it: an IPv4 address, or an IPv6 /64; empty for jobs. */
  caller: string;
  /** Tells the queue about work that is already safe in the database; losing it only delays. */
  later: (work: Promise<unknown>) => void;
};
