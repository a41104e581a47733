import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { platform } from "./can.ts";
import type { Env } from "./env.ts";
import { Problem } from "./problem.ts";
import { claimOf } from "./session.ts";

const MIB = 1024 * 1024;
const most = (maxSize: number, problem: () => Problem) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw problem();
    },
  });
const ordinary = most(256 * 1024, () => new Problem(413, "too_large"));
const stranger = most(256 * 1024, () => new Problem(401, "sign_in_required"));
// A register is at most 10 MB: what is a little larger is told so by its form. The API's is base64.
const tooLarge = () => new Problem(413, "imports.file_too_large");
const uploads = new Map([
  ["/imports", { type: "multipart/form-data", limit: most(11 * MIB, tooLarge) }],
  ["/api/v1/imports", { type: "application/json", limit: most(14.5 * MIB, tooLarge) }],
]);

function limitFor(c: Context<Env>) {
  const upload = c.req.method === "POST" ? uploads.get(c.req.path) : undefined;
  // A form is read before anything is known of its sender, and millions of fields take seconds.
  if (!upload || !c.req.header("content-type")?.toLowerCase().startsWith(upload.type))
    return ordinary;
  return claimOf(c) ? upload.limit : stranger;
}

/** At most 256 kB a request; more where whoever has a session of ours uploads a register. */
export const limitBody = platform((c, next) => limitFor(c)(c, next));
