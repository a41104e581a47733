import { env } from "cloudflare:workers";

/** What D1 says when it fails, as Cloudflare documents it. */
export const d1Faults = [
  "D1 DB reset because its code was updated.",
  "Internal error while starting up D1 DB storage caused object to be reset.",
  "Network connection lost.",
  "Internal error in D1 DB storage caused object to be reset.",
  "Cannot resolve D1 DB due to transient issue on remote node.",
  "Can't read from request stream because client disconnected.",
  "D1 DB is overloaded. Requests queued for too long.",
  "D1 DB is overloaded. Too many requests queued.",
  "D1 DB's isolate exceeded its memory limit and was reset.",
  "D1 DB exceeded its CPU time limit and was reset.",
  "D1 DB storage operation exceeded timeout which caused object to be reset.",
] as const;

/** What a call of a Durable Object fails with, and how Cloudflare marks it. */
export const objectFaults = [
  ["it throws", "planted fault", {}],
  ["overloaded", "Durable Object is overloaded. Too many requests queued.", { overloaded: true }],
  ["retryable", "Network connection lost.", { retryable: true }],
  ["reset", "Durable Object reset because its code was updated.", { durableObjectReset: true }],
] as const;

/** The real database behind something that happens before each trip to it. */
export function databaseBehind(before: () => Promise<void>): {
  DB: D1Database;
  trips: () => number;
} {
  let trips = 0;
  const trip = async <T>(go: () => Promise<T>): Promise<T> => {
    trips++;
    await before();
    return go();
  };
  const own = new WeakMap<object, D1PreparedStatement>();
  const wrapped = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        if (name === "bind") return (...values: unknown[]) => wrapped(target.bind(...values));
        return (...all: unknown[]) => trip(() => value.apply(target, all));
      },
    });
    own.set(proxy, statement);
    return proxy;
  };
  const DB = new Proxy(env.DB, {
    get(target, name) {
      if (name === "prepare") return (sql: string) => wrapped(target.prepare(sql));
      if (name === "batch")
        return (all: D1PreparedStatement[]) =>
          trip(() => target.batch(all.map((one) => own.get(one) ?? one)));
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { DB, trips: () => trips };
}

/** Objects of which each call fails. */
export function brokenObjects<T extends object>(text: string, marks: object): T {
  const fail = async () => {
    throw Object.assign(new Error(text), marks);
  };
  const stub = new Proxy({}, { get: (_, name) => (name === "then" ? undefined : fail) });
  const all = new Proxy({} as T, {
    get: (_, name) => (name === "jurisdiction" ? () => all : () => stub),
  });
  return all;
}

/** A queue, or a bucket, that is not there. */
export const gone = <T extends object>(): T =>
  new Proxy({} as T, {
    get: () => async () => {
      throw new Error("planted fault: out of reach");
    },
  });
