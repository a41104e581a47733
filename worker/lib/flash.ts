import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Env } from "./env.ts";

const NAME = "__Host-flash";
const rules = { path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;

/** Leaves a message, a code of the words, for the page that the browser is sent to. */
export function leaveFlash(c: Context<Env>, code: string): void {
  setCookie(c, NAME, code, { ...rules, maxAge: 60 });
}

/** Takes the message: it is shown once. */
export function takeFlash(c: Context<Env>): string | undefined {
  const code = getCookie(c, NAME);
  if (code) deleteCookie(c, NAME, rules);
  return code && /^[a-z_]+\.[a-z_]+$/.test(code) ? code : undefined;
}
