import { validator } from "hono/validator";
import { Problem } from "./problem.ts";
import { note } from "./route.ts";

/** The strong tag of one version of one row. */
export function etag({ id, version }: { id: string; version: number }): string {
  return `"${id}-${version}"`;
}

/** The API writes only over a version it has seen: no If-Match is 428, another row's is 412. */
export function ifMatch() {
  const check = validator("header", (headers, c) => {
    const tag = headers["if-match"];
    if (!tag) throw new Problem(428, "if_match_required");
    const [, id, version] = /^"(.+)-(\d{1,15})"$/.exec(tag) ?? [];
    if (id !== c.req.param("id")) throw new Problem(412, "stale");
    return { version: Number(version) };
  });
  return note(check, { ifMatch: true });
}
