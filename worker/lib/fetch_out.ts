import type * as z from "zod";
import { Breaker } from "./breaker.ts";
import type { Bindings } from "./env.ts";
import { log } from "./log.ts";
import { publicAddress } from "./public_address.ts";

/** Why the other side gave no answer. A code of the words, so a page can say it. */
export type OutCode =
  | "outside.host" // not one of the services in our settings
  | "outside.redirect" // it pointed elsewhere, which we do not follow
  | "outside.too_large"
  | "outside.timeout"
  | "outside.resting" // it failed so often of late that nobody asks it for a while
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
const services = ["MAIL_HTTP_URL", "SMS_URL", "BRREG_URL", "AUTOSYS_URL", "HIBP_URL"] as const;
type Service = (typeof services)[number];

const TIMEOUT = 5_000;
const MAX_BYTES = 256 * 1024;

// By its setting and its address: two services of one host do not answer for each other.
const breakers = new Map<string, Breaker>();

/**
 * The way out of the worker: to hosts of our own settings, by https, in five seconds, with
 * at most 256 kB back and no redirect followed. The caller escapes what it puts into the address.
 * A service that has not answered five times in a row is not asked for a while (`Breaker`).
 */
export async function fetchOut(env: Bindings, url: string, request: OutRequest = {}): Promise<Out> {
  const found = allowed(env, url);
  if (!found) return { answered: false, code: "outside.host" };
  const { target, service } = found;
  const breaker = breakerOf(env, service);
  const turn = breaker.turn(Date.now());
  if (!turn) return { answered: false, code: "outside.resting" };
  const out = await ask(target, request);
  if (isAnswer(out)) breaker.answered();
  else {
    const rest = breaker.failed(turn, Date.now());
    if (rest) log("error", "outside.silent", { subject: service, seconds: rest / 1000 });
  }
  return out;
}

/**
 * The same to an address that a school has given us (`publicAddress`): whoever is asked too often
 * in vain there is left alone by the outbox, and nobody else waits for it.
 */
export async function fetchHook(env: Bindings, url: string, request: OutRequest): Promise<Out> {
  const target = publicAddress(url, env);
  return target ? ask(target, request) : { answered: false, code: "outside.host" };
}

// Whoever says no, or says too much, is there. Whoever says that she is broken is not.
const isAnswer = (out: Out) =>
  out.answered
    ? out.status < 500
    : out.code === "outside.redirect" || out.code === "outside.too_large";

function breakerOf(env: Bindings, service: Service): Breaker {
  const key = `${service} ${env[service]}`;
  const breaker = breakers.get(key) ?? new Breaker();
  breakers.set(key, breaker);
  return breaker;
}

async function ask(target: URL, request: OutRequest): Promise<Out> {
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

function allowed(env: Bindings, url: string): { target: URL; service: Service } | undefined {
  const target = URL.parse(url);
  if (!target || target.username || target.password) return undefined;
  const known = services.filter((name) => URL.parse(env[name])?.origin === target.origin);
  // The simulators share a host, so there the path tells which of them it is.
  const service = known.find((name) => url.startsWith(env[name])) ?? known[0];
  if (!service) return undefined;
  if (target.protocol === "https:") return { target, service };
  // They have no certificate either.
  const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(target.hostname);
  return target.protocol === "http:" && loopback && env.ENVIRONMENT === "local"
    ? { target, service }
    : undefined;
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
