import { uuidv7 } from "uuidv7";
import type { Ctx } from "./ctx.ts";
import { open } from "./databases.ts";
import type { Bindings } from "./env.ts";

type Job = { schoolId: string; now: string; later: Ctx["later"] };

/**
 * The ctx of work that nobody is waiting for: the system acts, in one school, with no rights, and
 * in the database that `env` has as `DB`.
 */
export function jobCtx(env: Bindings, { schoolId, now, later }: Job): Ctx {
  return {
    db: open(env.DB),
    env,
    now,
    actor: { id: "system", schoolId, roles: [], grants: [], locale: "nb" },
    requestId: uuidv7(),
    ipPrefix: "",
    caller: "",
    later,
  };
}
