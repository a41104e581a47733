import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { platform } from "./can.ts";
import type { Env } from "./env.ts";
import { anyMade, currentKey, type Key, keysFor, macOf, sameText } from "./keys.ts";
import { Problem } from "./problem.ts";
import { takesForm } from "./route.ts";

const SEED_COOKIE = "__Host-pre";
const safe = new Set(["GET", "HEAD", "OPTIONS"]);
const formTypes = ["application/x-www-form-urlencoded", "multipart/form-data"];
const typeOf = (header?: string) => header?.split(";")[0]?.trim().toLowerCase() ?? "";

/** Unsafe requests come from our own pages, in a type that we asked for. */
export const sameOrigin = platform(async (c, next) => {
  if (safe.has(c.req.method) || c.req.path === "/csp-report") return next();
  const bearer = /^Bearer /i.test(c.req.header("authorization") ?? "") && !c.req.header("cookie");
  const site = c.req.header("sec-fetch-site");
  const own = site ? site === "same-origin" : c.req.header("origin") === new URL(c.req.url).origin;
  if (!own && !bearer) throw new Problem(403, "csrf");
  const type = typeOf(c.req.header("content-type"));
  const bare = type === "" && !c.req.raw.body && ["PUT", "DELETE"].includes(c.req.method);
  if (!bare && ![...formTypes, "application/json"].includes(type))
    throw new Problem(415, "content_type");
  await next();
});

/**
 * The token that every form carries as `_token`: it holds for one session in one school, or,
 * before sign-in, for one browser. The school is readable in it, so that an old tab can be told.
 * Whose form it is outlives the session: only she gets back what she typed when the session is over.
 */
export function mintFormToken(
  ring: string,
  seed: string,
  schoolId: string,
  userId?: string,
): string {
  const claim = `${schoolId}.${randomBytes(16).toString("base64url")}`;
  const token = `${claim}.${macOf(currentKey(ring, "form"), `${seed}.${claim}`)}`;
  return userId ? `${token}.${whose(currentKey(ring, "form"), claim, userId)}` : token;
}

const whose = (key: Key, claim: string, userId: string) =>
  macOf(key, `${claim}|${userId}`).slice(0, 22);

/** The parts of a form's token. The school and the nonce are only claims until a mac agrees. */
export function readFormToken(text: unknown) {
  const [school = "", nonce = "", mac = "", who = ""] = String(text).split(".");
  return { school, nonce, mac, who };
}

/** Whether a form was made for that person in that school, in whichever session. */
export function madeFor(
  ring: string,
  { school, nonce, who }: Pick<ReturnType<typeof readFormToken>, "school" | "nonce" | "who">,
  userId: string,
): boolean {
  const claim = `${school}.${nonce}`;
  return keysFor(ring, "form").some((key) => sameText(whose(key, claim, userId), who));
}

/** The token of a form of this page. Until she is signed in for good, the browser is nobody. */
export function formTokenOf(c: Context<Env>): string {
  const { session } = c.var;
  const known = session?.stage === "full" ? session : undefined;
  return mintFormToken(c.env.KEYS, seedOf(c), known?.schoolId ?? "none", known?.userId);
}

// The seed of this browser's tokens; before sign-in a cookie of its own holds it.
function seedOf(c: Context<Env>): string {
  const { session } = c.var;
  if (session?.stage === "full") return session.csrfSeed;
  const known = getCookie(c, SEED_COOKIE);
  if (known) return known;
  const seed = randomBytes(16).toString("base64url");
  setCookie(c, SEED_COOKIE, seed, { path: "/", secure: true, httpOnly: true, sameSite: "Lax" });
  return seed;
}

/** Checks the token of every posted form. A form of another school than the active one is 409. */
export const formToken = platform(async (c, next) => {
  const isForm = formTypes.includes(typeOf(c.req.header("content-type")));
  if (safe.has(c.req.method) || !isForm || c.req.path === "/csp-report") return next();
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new Problem(400, "form");
  });
  const { school, nonce, mac } = readFormToken(body._token);
  const session = c.var.session?.stage === "full" ? c.var.session : undefined;
  const seed = session?.csrfSeed ?? getCookie(c, SEED_COOKIE);
  const made = seed && anyMade(keysFor(c.env.KEYS, "form"), `${seed}.${school}.${nonce}`, mac);
  if (!made) {
    c.set("lapsed", true);
    throw new Problem(403, "csrf");
  }
  // Two tabs, two schools: the older tab must not write into the newer one's school.
  if (school !== (session?.schoolId ?? "none")) throw new Problem(409, "school_changed");
  // Only a route with a form can show one again; any other would do what its button says.
  if (body._restore !== undefined && !takesForm(c)) throw new Problem(404, "not_found");
  await next();
});
