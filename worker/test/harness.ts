import { env, exports } from "cloudflare:workers";
import { createHash } from "node:crypto";
import { drizzle } from "drizzle-orm/d1";
import { uuidv7 } from "uuidv7";
import { audit } from "#worker/lib/audit.ts";
import { mintFormToken } from "#worker/lib/csrf.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { grantsOf, type Role } from "#worker/lib/grants.ts";
import { currentKey, macOf } from "#worker/lib/keys.ts";
import { outbox } from "#worker/lib/outbox.ts";
import { hashOf, newSecret, sessionsOf } from "#worker/lib/session.ts";
import { counters, schools } from "#worker/modules/schools/schema.ts";
import { memberships, users } from "#worker/modules/users/schema.ts";

export const origin = "https://tms.test";
export const db = drizzle(env.DB);
export const auditRows = () => db.select().from(audit);
export const actions = async () => (await auditRows()).map((row) => row.action);
export const outboxRows = () => db.select().from(outbox);

export const send = (method: string, path: string, init: RequestInit = {}) =>
  exports.default.fetch(origin + path, { method, redirect: "manual", ...init });

/** A school of that name, made once per test file. Its id is told by its name. */
export async function school(name = "s1"): Promise<string> {
  const id = idOf(name);
  const createdAt = "2026-01-01T00:00:00.000Z";
  await db.batch([
    db.insert(schools).values({ id, slug: name, name, createdAt }).onConflictDoNothing(),
    db.insert(counters).values({ schoolId: id, name: "student", next: 1 }).onConflictDoNothing(),
  ]);
  return id;
}

/** A stable UUIDv7 for a name, so that tests can speak of "s1" and "u1". */
export function idOf(name: string): string {
  const hex = [...name].map((ch) => ch.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const long = () => createHash("sha256").update(name).digest("hex").slice(0, 12);
  return `01900000-0000-7000-8000-${hex.length > 12 ? long() : hex.padStart(12, "0")}`;
}

export type Person = Awaited<ReturnType<typeof as>>;

/**
 * Somebody with these roles in that school, signed in through her real session object, with the
 * headers a browser would send. The same arguments are the same person.
 */
export async function as(
  roles: Role | readonly Role[],
  schoolName = "s1",
  { secondFactor = true, now = new Date().toISOString() } = {},
) {
  const held = [roles].flat();
  const schoolId = schoolName === "platform" ? "platform" : await school(schoolName);
  const userId = uuidv7();
  const person = {
    id: userId,
    email: `${userId}@example.no`,
    name: `${held.join("+")} ${schoolName}`,
    createdAt: now,
    totpAt: secondFactor ? now : null,
  };
  await db.batch([
    db.insert(users).values(person),
    db.insert(memberships).values({ schoolId, userId, roles: held, since: now }),
  ]);
  const secret = newSecret();
  const csrfSeed = newSecret();
  const start = { stage: "full", csrfSeed, schoolId, knownDevice: true, keep: false } as const;
  const object = sessionsOf(env, userId);
  await object.start(hashOf(secret), { ...start, ipPrefix: "", label: "test" }, now);
  const handle = Buffer.from(userId.replaceAll("-", ""), "hex").toString("base64url");
  const mac = macOf(currentKey(env.KEYS, "route"), handle).slice(0, 11);
  const headers = {
    origin,
    "sec-fetch-site": "same-origin",
    cookie: `__Host-sid=v1.${handle}.${mac}.${secret}`,
  };
  const json = { ...headers, "content-type": "application/json" };
  const token = (inSchool = schoolId) => mintFormToken(env.KEYS, csrfSeed, inSchool);
  return {
    userId,
    schoolId,
    headers,
    secret,
    token,
    ctx: ctxOf(userId, schoolId, held, now),
    get: (path: string) => send("GET", path, { headers }),
    post: (path: string, body: object) =>
      send("POST", path, { headers: json, body: JSON.stringify(body) }),
    put: (path: string, body: object, tag?: string) =>
      send("PUT", path, {
        headers: { ...json, ...(tag && { "if-match": tag }) },
        body: JSON.stringify(body),
      }),
    delete: (path: string, tag?: string) =>
      send("DELETE", path, { headers: { ...headers, ...(tag && { "if-match": tag }) } }),
    submit: (
      path: string,
      fields: Record<string, string | readonly string[]>,
      formToken = token(),
    ) => {
      const body = new URLSearchParams({ _token: formToken });
      for (const [name, value] of Object.entries(fields))
        for (const one of [value].flat()) body.append(name, one);
      return send("POST", path, { headers, body });
    },
  };
}

/** The same person inside, for what has no route. */
export function ctxOf(
  userId: string,
  schoolId: string,
  held: readonly Role[],
  now = new Date().toISOString(),
): Ctx {
  return {
    db,
    env,
    now,
    actor: { id: userId, schoolId, roles: held, grants: grantsOf(held), locale: "nb" },
    requestId: uuidv7(),
    ipPrefix: "",
    caller: "",
    later: (work) => void work.catch(() => undefined),
  };
}

/**
 * What a read costs: rows, queries, and trips to the database, of which a batch is one. A lone
 * query is sent again and asked what it read; the answers of a batch say so themselves.
 */
export async function cost(ctx: Ctx, read: (ctx: Ctx) => Promise<unknown>) {
  const sent: [query: string, params: unknown[]][] = [];
  const logger = {
    logQuery: (query: string, params: unknown[]) => void sent.push([query, params]),
  };
  const spent = { rowsRead: 0, queries: 0, trips: 0 };
  const counting = new Proxy(env.DB, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name === "batch")
        return async (all: D1PreparedStatement[]) => {
          const results = await target.batch(all);
          spent.trips++;
          spent.queries += all.length;
          for (const { meta } of results) spent.rowsRead += meta.rows_read;
          return results;
        };
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  await read({ ...ctx, db: drizzle(counting, { logger }) });
  for (const [query, params] of sent) {
    const { meta } = await env.DB.prepare(query)
      .bind(...params)
      .run();
    spent.trips++;
    spent.queries++;
    spent.rowsRead += meta.rows_read;
  }
  return spent;
}
