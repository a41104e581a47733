import { createMiddleware } from "hono/factory";
import type { Env } from "./env.ts";
import { sameText } from "./keys.ts";
import { Problem } from "./problem.ts";
import { note } from "./route.ts";

const SHORTEST = 32;

/** Whether a request carries the operator's key. Without one that is set and long, nobody does. */
export function isOperator(key: string | undefined, authorization: string | undefined): boolean {
  const [, given = ""] = /^Bearer (\S+)$/i.exec(authorization ?? "") ?? [];
  return key !== undefined && key.length >= SHORTEST && sameText(given, key);
}

/** Declares a route for the operator's own commands. For everybody else it was never there. */
export function operator() {
  const guard = createMiddleware<Env>(async (c, next) => {
    if (!isOperator(c.env.OPERATOR_KEY, c.req.header("authorization")))
      throw new Problem(404, "not_found");
    await next();
  });
  return note(guard, { grant: "open" });
}
