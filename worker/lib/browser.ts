import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Env } from "./env.ts";
import { anyMade, currentKey, keysFor, macOf } from "./keys.ts";
import { callerOf, networkOf } from "./network.ts";

const DEVICE_COOKIE = "__Host-dev";
const ACCOUNTS = 8; // on the office's shared machine everybody has her own mac

/** What a sign-in knows of the browser it comes from. */
export type Browser = {
  /** An IPv4 address, or the /64 of an IPv6 one. */
  caller: string;
  /** The /48 of an IPv6 address, where one household ends and a provider begins. */
  network: string | undefined;
  /** Such as "Firefox, Windows": how its owner knows it again in a list. */
  label: string;
  /** The id of this browser, when that account has signed in here before. */
  idFor: (userId: string) => string | undefined;
};

export function browserOf(c: Context<Env>): Browser {
  const address = c.req.header("cf-connecting-ip");
  const network = networkOf(address);
  return {
    caller: callerOf(address),
    network: network.endsWith("/48") ? network : undefined,
    label: labelOf(c.req.header("user-agent")),
    idFor: (userId) => deviceFor(c, userId),
  };
}

function deviceFor(c: Context<Env>, userId: string): string | undefined {
  const [id = "", ...macs] = (getCookie(c, DEVICE_COOKIE) ?? "").split(".").slice(0, ACCOUNTS + 1);
  const keys = keysFor(c.env.KEYS, "device");
  return id && macs.some((mac) => anyMade(keys, `${id}|${userId}`, mac)) ? id : undefined;
}

/** Remembers for 180 days that this browser belongs to this account's owner, among others. */
export function rememberDevice(c: Context<Env>, userId: string): void {
  const [known = "", ...macs] = (getCookie(c, DEVICE_COOKIE) ?? "").split(".");
  const id = /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString("base64url");
  const mac = macOf(currentKey(c.env.KEYS, "device"), `${id}|${userId}`);
  const others = id === known ? macs.filter((m) => m !== mac && /^[\w-]{43}$/.test(m)) : [];
  setCookie(c, DEVICE_COOKIE, [id, mac, ...others.slice(0, ACCOUNTS - 1)].join("."), {
    ...{ path: "/", secure: true, httpOnly: true, sameSite: "Lax", maxAge: 180 * 86_400 },
  });
}

const families: readonly [RegExp, string][] = [
  [/\bEdg(A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bCrOS\b/, "Chromebook"],
  [/\bLinux\b/, "Linux"],
];

/** A browser's name and its machine's; of versions and the rest nothing is kept. */
export function labelOf(agent = ""): string {
  const first = (list: readonly [RegExp, string][]) => list.find(([is]) => is.test(agent))?.[1];
  return [first(families), first(systems)].filter(Boolean).join(", ");
}
