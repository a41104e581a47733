import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { CheckedSession } from "#worker/objects/session_rules.ts";
import type { Db } from "./ctx.ts";
import { directory, open, withinSchool } from "./databases.ts";
import type { Bindings, Env } from "./env.ts";
import { currentKey, keysFor, macOf, sameText } from "./keys.ts";
import { countSession } from "./spent.ts";

const COOKIE = "__Host-written";
const cookieRules = { path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;
const safe = (method: string) => method === "GET" || method === "HEAD";

/** What a request works on, and what is to be done once it is answered. */
type Taken = { env: Bindings; db: Db; answered: () => void };

/**
 * The database of a request: that of its school. With READ_REPLICAS a page that somebody signed in
 * goes to may be read from a copy, one that is no older than what she wrote last. Everything else
 * is the primary's, and a write leaves behind how far it had come.
 */
export function takeDatabase(
  c: Context<Env>,
  schoolId: string,
  who: Pick<CheckedSession, "stage"> | undefined,
): Taken {
  const env = withinSchool(c.env, schoolId);
  const primary = { env, db: open(env.DB), answered: () => undefined };
  if (env.READ_REPLICAS !== "yes") return primary;
  if (safe(c.req.method)) {
    if (who?.stage !== "full" || !isVisit(c)) return primary;
    const copy = env.DB.withSession(lastWritten(c, schoolId) ?? "first-unconstrained");
    countSession(copy);
    return { ...primary, db: open(copy) };
  }
  const writing = env.DB.withSession("first-primary");
  countSession(writing);
  return { env, db: open(writing), answered: () => leave(c, schoolId, writing.getBookmark()) };
}

/**
 * A person goes to a page, and has not asked for it afresh. What a script fetches, as after it was
 * told of a change by somebody else, must have that change; so must whoever has no cookies.
 */
function isVisit(c: Context<Env>): boolean {
  const fresh = /no-cache|max-age=0/.test(c.req.header("cache-control") ?? "");
  return c.req.header("sec-fetch-mode") === "navigate" && !fresh;
}

const textOf = (schoolId: string, bookmark: string) => `${directory.of(schoolId)} ${bookmark}`;
const macFrom = (mac: string) => mac.slice(0, 11); // 8 bytes in base64url

// Only what was written is remembered: a page that was slow must not take back what came after it.
function leave(c: Context<Env>, schoolId: string, bookmark: string | null): void {
  if (!bookmark) return;
  const mac = macFrom(macOf(currentKey(c.env.KEYS, "bookmark"), textOf(schoolId, bookmark)));
  setCookie(c, COOKIE, `${bookmark}.${mac}`, cookieRules);
}

// Of our own making and of this database, or none: nobody else tells D1 what to wait for.
function lastWritten(c: Context<Env>, schoolId: string): string | undefined {
  const [bookmark = "", mac = ""] = (getCookie(c, COOKIE) ?? "").split(".");
  if (!/^[\w-]{1,200}$/.test(bookmark)) return undefined;
  const text = textOf(schoolId, bookmark);
  const ours = keysFor(c.env.KEYS, "bookmark").some((key) =>
    sameText(macFrom(macOf(key, text)), mac),
  );
  return ours ? bookmark : undefined;
}
