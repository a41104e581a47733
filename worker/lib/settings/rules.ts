import * as z from "zod";
import { type Fault, faultOfGiven, isNobodys, isPlaceholder } from "./strength.ts";

/** A text that the rule finds no fault with. What it says of a fault is one word: which kind. */
export const ruled = (faultOf: (value: string) => Fault | undefined) =>
  z.string().refine((value) => !faultOf(value), { error: ({ input }) => faultOf(String(input)) });

/** The same, where nothing is allowed too: it turns something off. */
export const orNothing = (faultOf: (value: string) => Fault | undefined) =>
  ruled((value) => (value === "" ? undefined : faultOf(value)));

export const oneOf = (...words: readonly string[]) =>
  ruled((value) => (words.includes(value) ? undefined : value ? "wrong" : "missing"));

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** An address of a service: https, without a name and a password in it. */
export function faultOfAddress(value: string): Fault | undefined {
  const url = URL.parse(value);
  if (!url || url.username || url.password) return "wrong";
  // A simulator of one's own machine has no certificate; the rest of the world has.
  if (url.protocol === "http:") return LOOPBACK.includes(url.hostname) ? "placeholder" : "wrong";
  if (url.protocol !== "https:") return "wrong";
  return isNobodys(url.hostname) ? "placeholder" : undefined;
}

/** The public address: https, and nothing behind the host. */
export function faultOfOrigin(value: string): Fault | undefined {
  if (!value) return "missing";
  const url = URL.parse(value);
  if (url?.origin !== value) return "wrong";
  return faultOfAddress(value);
}

/** How many of something, at least one. */
export function faultOfCount(value: string): Fault | undefined {
  return /^[1-9]\d{0,3}$/.test(value) ? undefined : "wrong";
}

/** `Name <address>` or an address. */
export function faultOfSender(value: string): Fault | undefined {
  if (!value) return "missing";
  const [, address = value] = /<([^<>]*)>$/.exec(value) ?? [];
  if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(address)) return "wrong";
  return isNobodys(address) ? "placeholder" : undefined;
}

/** Whether it is an address that security.txt may name. */
export const isContact = (text: string) => /^(mailto:|https:\/\/)[\x21-\x7e]+$/.test(text);

export function faultOfContact(value: string): Fault | undefined {
  if (!isContact(value)) return "wrong";
  return isPlaceholder(value) ? "placeholder" : undefined;
}

/** `smtps://user:password@host:465`: a mail server, and who we are there. */
export function faultOfMailServer(value: string): Fault | undefined {
  const url = URL.parse(value);
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) return "wrong";
  if (isNobodys(url.hostname)) return "placeholder";
  if (!url.password) return "missing";
  return faultOfGiven(decodeURIComponent(url.password));
}
