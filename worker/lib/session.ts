import { createHash, randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { CheckedSession } from "#worker/objects/session_rules.ts";
import { platform } from "./can.ts";
import { clock } from "./clock.ts";
import { type Locale, PLATFORM } from "./ctx.ts";
import type { Bindings, Env } from "./env.ts";
import { type Grant, grantsOf, onVisit, type Role } from "./grants.ts";
import { currentKey, keysFor, macOf, sameText } from "./keys.ts";
import { log } from "./log.ts";
import { forLog } from "./log_error.ts";
import { callerOf, networkOf } from "./network.ts";
import { inTheEu } from "./place.ts";
import { Problem } from "./problem.ts";
import { takeDatabase } from "./replicas.ts";

export const SESSION_COOKIE = "__Host-sid";
const cookieRules = { path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;

/** How long a pupil's own phone stays signed in. */
export const KEEP_DAYS = 7;

/** What a cookie says: whose session, and the secret that opens it. */
export type Claim = { userId: string; secret: string };

/** Who is signed in, as every route and page may know it. */
export type Session = CheckedSession & { userId: string; schoolId: string; roles: readonly Role[] };

// The handle is the user's id as 16 bytes. Its mac keeps strangers from waking objects by guessing.
const handleOf = (userId: string) =>
  Buffer.from(userId.replaceAll("-", ""), "hex").toString("base64url");
const routeMac = (text: string) => text.slice(0, 11); // 8 bytes in base64url

/** What the session object keeps of a secret: never the secret itself. */
export const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");
export const newSecret = () => randomBytes(32).toString("base64url");

/** The object that holds one person's sessions. In production it stays in the EU. */
export function sessionsOf(env: Bindings, userId: string) {
  return inTheEu(env, env.SESSIONS).getByName(userId);
}

/** The cookie of a session; `keepDays` only for those who ask to stay signed in. */
export function sendSession(
  c: Context<Env>,
  userId: string,
  secret: string,
  keepDays?: number,
): void {
  const handle = handleOf(userId);
  const mac = routeMac(macOf(currentKey(c.env.KEYS, "route"), handle));
  const keep = keepDays ? { maxAge: keepDays * 86_400 } : {};
  setCookie(c, SESSION_COOKIE, `v1.${handle}.${mac}.${secret}`, { ...cookieRules, ...keep });
}

/** What this request's cookie claims; undefined when it is not of our making. */
export const claimOf = (c: Context<Env>) => readCookie(c.env.KEYS, getCookie(c, SESSION_COOKIE));

export function dropSession(c: Context<Env>): void {
  deleteCookie(c, SESSION_COOKIE, cookieRules);
}

/** Whose session a cookie claims to be, when our own mac says that we made it. */
export function readCookie(ring: string, value = ""): Claim | undefined {
  const [version, handle = "", mac = "", secret = ""] = value.split(".");
  if (version !== "v1" || !/^[\w-]{22}$/.test(handle) || !/^[\w-]{43}$/.test(secret)) return;
  const made = keysFor(ring, "route").some((key) => sameText(routeMac(macOf(key, handle)), mac));
  if (!made) return;
  const hex = Buffer.from(handle, "base64url").toString("hex");
  const userId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { userId, secret };
}

/**
 * What a session may do: nothing before its second factor, only its own account before enrolment
 * and where none of its roles counts, and on a visit nothing that is the other's alone.
 */
export function grantsIn(session: CheckedSession): readonly Grant[] {
  if (session.stage !== "full") return [];
  if (session.visit) return onVisit(session.roles);
  if (session.mustEnrol || session.roles.length === 0) return ["account:own"];
  return grantsOf(session.roles);
}

/** Who is asking, and in which school: the cookie, checked in its object, becomes the ctx. */
export const session = platform(async (c, next) => {
  const now = clock(c.env);
  c.set("now", now);
  const claim = claimOf(c);
  const found = claim && (await check(c, claim, now));
  if (found) {
    c.set("session", found.session);
    c.set("claim", found.claim);
  }
  const session = found?.session;
  const schoolId = session?.schoolId ?? PLATFORM;
  const { env, db, answered } = takeDatabase(c, schoolId, session);
  c.set("ctx", {
    db,
    env,
    now,
    actor: {
      id: session?.visit?.personId ?? session?.userId ?? "anonymous",
      ...(session?.visit && { by: session.userId }),
      schoolId,
      roles: session?.roles ?? [],
      grants: session ? grantsIn(session) : [],
      locale: session?.locale ?? localeOf(c),
    },
    requestId: c.var.requestId,
    ipPrefix: networkOf(addressOf(c)),
    caller: callerOf(addressOf(c)),
    later: (work) => c.executionCtx.waitUntil(work),
  });
  await next();
  answered();
});

/** Where a request comes from: what Cloudflare says, and no header of the caller's. */
export const addressOf = (c: Context<Env>) => c.req.header("cf-connecting-ip");

async function check(c: Context<Env>, claim: Claim, now: string) {
  const object = sessionsOf(c.env, claim.userId);
  try {
    const found = await object.check(hashOf(claim.secret), now, addressOf(c), true);
    if (!found) return undefined;
    if (!found.renew) return { session: found, claim };
    const secret = newSecret();
    if (!(await object.rotate(hashOf(claim.secret), hashOf(secret), now)))
      return { session: found, claim };
    sendSession(c, claim.userId, secret, found.keep ? KEEP_DAYS : undefined);
    return { session: found, claim: { ...claim, secret } };
  } catch (error) {
    log("error", "sessions.unreachable", { request_id: c.var.requestId, error: forLog(error) });
    throw new Problem(503, "unavailable", { retryAfter: 5 }); // no cached authorisation
  }
}

/** The language of somebody not signed in: the choice made here, else the browser's, else bokmål. */
export function localeOf(c: Context<Env>): Locale {
  const chosen = getCookie(c, "lang");
  if (chosen === "nb" || chosen === "en") return chosen;
  const asked = c.req.header("accept-language")?.slice(0, 100).toLowerCase() ?? "";
  return /^(en)\b/.test(asked) ? "en" : "nb";
}
