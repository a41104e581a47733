import type * as z from "zod";
import type { Bindings } from "./env.ts";

/** Why the other side gave no answer. A code of the words, so a page can say it. */
export type OutCode =
  | "outside.host" // not one of the services in our settings
  | "outside.redirect" // it pointed elsewhere, which we do not follow
  | "outside.too_large"
  | "outside.timeout"
  | "outside.unreachable";

/** What came back: an answer of any status, or none and why. Never an exception. */
export type Out =
  | { answered: true; status: number; headers: Headers; body: string }
  | { answered: false; code: OutCode };

export type OutRequest = {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  headers?: Record<string, string>;
  body?: string;
  /** For tests; five seconds otherwise. */
  timeoutMs?: number;
};

/** The bindings that name a service outside: together they are every host we ever call. */
const services = ["MAIL_HTTP_URL", "BRREG_URL", "AUTOSYS_URL"] as const;

const TIMEOUT = 5_000;
const MAX_BYTES = 256 * 1024;

/**
 * The only way out of the worker: to hosts of our own settings, by https, in five seconds, with
 * at most 256 kB back and no redirect followed. The caller escapes what it puts into the address.
 */
export async function fetchOut(env: Bindings, url: string, request: OutRequest = {}): Promise<Out> {
  const target = allowed(env, url);
  if (!target) return { answered: false, code: "outside.host" };
  const { method = "GET", headers = {}, body, timeoutMs = TIMEOUT } = request;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  try {
    const response = await fetch(target, {
      method,
      headers,
      redirect: "manual",
      signal: stop.signal,
      ...(body === undefined ? {} : { body }),
    });
    return await read(response, stop);
  } catch {
    // The reason may hold an address with a number plate or a name in it: it is not kept.
    return {
      answered: false,
      code: stop.signal.aborted ? "outside.timeout" : "outside.unreachable",
    };
  } finally {
    clearTimeout(timer);
  }
}

/** The answer's JSON as the schema reads it; undefined when it is not what was agreed. */
export function jsonIn<S extends z.ZodType>(body: string, schema: S): z.output<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function allowed(env: Bindings, url: string): URL | undefined {
  const target = parse(url);
  if (!target || target.username || target.password) return undefined;
  const known = services.some((name) => parse(env[name])?.origin === target.origin);
  if (!known) return undefined;
  if (target.protocol === "https:") return target;
  // The simulators of a developer's machine have no certificate.
  const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(target.hostname);
  return target.protocol === "http:" && loopback && env.ENVIRONMENT === "local"
    ? target
    : undefined;
}

function parse(url: string): URL | undefined {
  return URL.parse(url) ?? undefined;
}

async function read(response: Response, stop: AbortController): Promise<Out> {
  const { status, headers } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return { answered: false, code: "outside.redirect" };
  }
  const decoder = new TextDecoder();
  let body = "";
  let size = 0;
  const reader = response.body?.getReader();
  // A body that never ends must not outlive the timer, so each read waits for it too.
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener("abort", () => reject(new Error("Stopped")), { once: true });
  });
  stopped.catch(() => undefined);
  while (reader) {
    const { done, value } = await Promise.race([reader.read(), stopped]);
    if (done) break;
    size += value.byteLength;
    if (size > MAX_BYTES) {
      void reader.cancel().catch(() => undefined);
      return { answered: false, code: "outside.too_large" };
    }
    body += decoder.decode(value, { stream: true });
  }
  return { answered: true, status, headers, body: body + decoder.decode() };
}
