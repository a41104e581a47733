import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import type { RouterRoute } from "hono/types";
import type * as z from "zod";
import type { Grant } from "./grants.ts";

/** What one handler of a route line declares about its route. */
export type Note = {
  /** Stands in front of routes and never answers in their place. */
  platform?: true;
  grant?: Grant | "open";
  query?: z.ZodType;
  json?: z.ZodType;
  form?: z.ZodType;
  ifMatch?: true;
  idempotencyKey?: true;
  stepUp?: true;
  /** `types`: the answer is a file of one of these media types and no JSON. */
  answer?: { status: number; schema: z.ZodType; types?: readonly string[] };
};

const notes = new WeakMap<object, Note>();

/** Remembers what a handler declares; the handler itself is unchanged. */
export function note<H extends object>(handler: H, what: Note): H {
  notes.set(handler, what);
  return handler;
}

/** Whether the route that a request is for takes a form, and so can show it again. */
export function takesForm(c: Context): boolean {
  return matchedRoutes(c).some(({ handler }) => notes.get(handler)?.form !== undefined);
}

/** Whether anybody may ask for a request's route: its address may itself be what opens it. */
export function isOpen(c: Context): boolean {
  return matchedRoutes(c).some(({ handler }) => notes.get(handler)?.grant === "open");
}

/** The template of the route that answered, or that would have; `unmatched` when there is none. */
export function templateOf(c: Context): string {
  const lines = matchedRoutes(c);
  const answers = (line: RouterRoute) => !notes.get(line.handler)?.platform;
  const at = lines[c.req.routeIndex];
  return (at && answers(at) ? at : lines.find(answers))?.path ?? "unmatched";
}

/** Every registered line, `use` and `all` too, with its handlers' notes in their order. */
export function routeLines(routes: readonly RouterRoute[]) {
  const lines = Map.groupBy(routes, (route) => `${route.method} ${route.path}`);
  return [...lines.values()].map((handlers) => ({
    method: handlers[0]?.method ?? "",
    path: handlers[0]?.path ?? "",
    notes: handlers.map((route) => notes.get(route.handler) ?? {}),
  }));
}

/** The lines where something can answer before anyone has said who may ask. */
export function undeclared(routes: readonly RouterRoute[]): string[] {
  return routeLines(routes)
    .filter((line) => {
      const first = line.notes.find((n) => !n.platform);
      return first !== undefined && first.grant === undefined;
    })
    .map((line) => `${line.method} ${line.path}`);
}
