import { drizzle } from "drizzle-orm/d1";
import { uuidv7 } from "uuidv7";
import type { Ctx } from "./ctx.ts";
import type { Bindings } from "./env.ts";

type Job = { schoolId: string; now: string; later: Ctx["later"] };

/** The ctx of work that nobody is waiting for: the system acts, in one school, with no rights. */
export function jobCtx(env: Bindings, { schoolId, now, later }: Job): Ctx {
  return {
    db: drizzle(env.DB),
    env,
    now,
    actor: { id: "system", schoolId, roles: [], grants: [], locale: "nb" },
    requestId: uuidv7(),
    ipPrefix: "",
    later,
  };
}
