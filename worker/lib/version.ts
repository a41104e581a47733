import type { Context } from "hono";
import { validator } from "hono/validator";
import type { Env } from "./env.ts";
import { Problem } from "./problem.ts";
import { note } from "./route.ts";

/** The strong tag of one version of one row. */
export function etag({ id, version }: { id: string; version: number }): string {
  return `"${id}-${version}"`;
}

/**
 * The API writes only over a version it has seen: no If-Match is 428, another row's is 412.
 * `idOf` tells which row it is where the address does not.
 */
export function ifMatch(idOf: (c: Context<Env>) => string | undefined = (c) => c.req.param("id")) {
  const check = validator("header", (headers, c) => {
    const tag = headers["if-match"];
    if (!tag) throw new Problem(428, "if_match_required");
    const [, id, version] = /^"(.+)-(\d{1,15})"$/.exec(tag) ?? [];
    if (id !== idOf(c)) throw new Problem(412, "stale");
    return { version: Number(version) };
  });
  return note(check, { ifMatch: true });
}
