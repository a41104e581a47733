import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Env } from "./env.ts";

const NAME = "__Host-flash";

/** Leaves a message, a code of the words, for the page that the browser is sent to. */
export function leaveFlash(c: Context<Env>, code: string): void {
  setCookie(c, NAME, code, {
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "Lax",
    maxAge: 60,
  });
}

/** Takes the message: it is shown once. */
export function takeFlash(c: Context<Env>): string | undefined {
  const code = getCookie(c, NAME);
  if (code) deleteCookie(c, NAME, { path: "/", secure: true });
  return code && /^[a-z_]+\.[a-z_]+$/.test(code) ? code : undefined;
}
