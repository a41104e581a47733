import { app } from "#worker/app.tsx";
import { type Note, routeLines } from "#worker/lib/route.ts";

export type Route = { method: string; path: string; note: Note };

/** Every registered route with all that its line declares; what stands in front is left out. */
export const routes: readonly Route[] = routeLines(app.routes)
  .filter(({ notes }) => notes.some((note) => !note.platform))
  .map(({ method, path, notes }) => ({ method, path, note: Object.assign({}, ...notes) }));

export const nameOf = ({ method, path }: Route) => `${method} ${path}`;
export const isApi = ({ path }: Route) => path.startsWith("/api/v1/");
export const isSafe = ({ method }: Route) => method === "GET";

/** The path with its parameters filled in. */
export function fill({ path }: Route, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`Cannot fill ":${name}" of "${path}"`);
    return encodeURIComponent(value);
  });
}

export const paramsOf = ({ path }: Route) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
