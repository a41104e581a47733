import { env } from "cloudflare:workers";

/** What goes wrong with one request, at the write it is for. */
export const faults = [
  "none",
  "failed before", // the database refuses, nothing is written
  "failed after", // it is written, and the answer is lost
  "delayed", // another request comes in between
  "twice", // the request arrives a second time, at the same moment
  "object reset", // sessions and live calendar forget what they have in memory
] as const;
export type Fault = (typeof faults)[number];

/** The real database, which fails as told at the first batch that writes, and only then. */
export function faultyDatabase(fault: Fault, text = "planted"): D1Database {
  let armed = fault === "failed before" || fault === "failed after" || fault === "delayed";
  const sent = new WeakMap<object, string>();
  const remember = (sql: string, statement: D1PreparedStatement): D1PreparedStatement => {
    sent.set(statement, sql);
    return statement;
  };
  return new Proxy(env.DB, {
    get(target, name) {
      if (name === "prepare")
        return (sql: string) => {
          const prepared = remember(sql, target.prepare(sql));
          const bind = prepared.bind.bind(prepared);
          prepared.bind = (...values: unknown[]) => remember(sql, bind(...values));
          return prepared;
        };
      if (name === "batch")
        return async (statements: D1PreparedStatement[]) => {
          const writes = statements.some(
            (one) => !/^\s*(select|with)\b/i.test(sent.get(one) ?? ""),
          );
          if (!armed || !writes) return target.batch(statements);
          armed = false;
          if (fault === "failed before") throw new Error(`D1_ERROR: ${text}`);
          if (fault === "delayed") await scheduler.wait(5);
          const answers = await target.batch(statements);
          if (fault === "failed after") throw new Error(`D1_ERROR: ${text}`);
          return answers;
        };
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
