import type { Context } from "hono";
import type { RouterRoute } from "hono/types";
import type { Env } from "./env.ts";
import { leaveFlash } from "./flash.ts";
import { Problem } from "./problem.ts";
import { routeLines } from "./route.ts";

type Lines = ReturnType<typeof routeLines>;
type Answer = (error: Error, c: Context<Env>) => Response | Promise<Response>;

/**
 * The page with the form that an address only takes: a form that was refused stands at such an
 * address, and whoever loads that once more should find the form and not a page that is not there.
 */
export function formPageOf(lines: Lines, path: string): string | undefined {
  const gets = new Set(lines.filter(({ method }) => method === "GET").map((line) => line.path));
  const only = lines.filter((line) => line.method === "POST" && !gets.has(line.path));
  const found = only.find(({ path: pattern }) => fits(pattern, path));
  return found && nearest(gets, found.path.split("/"), path.split("/"));
}

function fits(pattern: string, path: string): boolean {
  const [wanted, parts] = [pattern.split("/"), path.split("/")];
  return (
    wanted.length === parts.length && wanted.every((w, i) => w.startsWith(":") || w === parts[i])
  );
}

// Up the address, to the first page there is. A form of something new stands at `new`, and what
// fetches values into a form is posted from `edit` or `new`.
function nearest(gets: Set<string>, pattern: string[], path: string[]): string | undefined {
  const fills = pattern.at(-1) === "look-up";
  for (let length = pattern.length; length > 1; length--) {
    const here = pattern.slice(0, length).join("/");
    const at = path.slice(0, length).join("/");
    const forms = fills && length < pattern.length ? ["/edit", "/new"] : ["/new"];
    const form = forms.find((name) => gets.has(here + name));
    if (form && (length === pattern.length || fills || !gets.has(here))) return at + form;
    if (gets.has(here)) return at;
  }
  return undefined;
}

/** Leads whoever asks to see an address that only takes a form to the page where the form is. */
export function leadingBack(routes: () => readonly RouterRoute[], otherwise: Answer): Answer {
  let lines: Lines | undefined;
  return (error, c) => {
    const missing = error instanceof Problem && error.status === 404 && c.req.method === "GET";
    if (!missing || c.req.path.startsWith("/api/")) return otherwise(error, c);
    lines ??= routeLines(routes());
    const page = formPageOf(lines, c.req.path);
    if (!page) return otherwise(error, c);
    leaveFlash(c, "generic.form_again");
    return c.redirect(page, 303);
  };
}
