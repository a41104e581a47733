import type { Context } from "hono";
import { KeptPage } from "#web/kept.tsx";
import { SignInAgainPage } from "#web/sign_in_again.tsx";
import type { Env } from "./env.ts";
import { asShown, isOf, lapsedOf, sealKept } from "./kept.ts";
import { localPath } from "./local_path.ts";
import { page } from "./page.tsx";
import { cameFrom } from "./step_up_page.tsx";

/**
 * The answer to a form whose session is over: whoever sent it signs in again, and gets it back as
 * she had filled it in. Nothing is done by it. Undefined when the form is nobody's.
 */
export async function lapsedForm(c: Context<Env>): Promise<Response | undefined> {
  const session = c.var.session?.stage === "full" ? c.var.session : undefined;
  // A second click on "Sign in", when the first one has already led in.
  if (session && c.req.path.startsWith("/sign-in")) {
    const { next } = await c.req.parseBody();
    return c.redirect(localPath(next), 303);
  }
  const { kept, file } = await lapsedOf(c);
  if (session) {
    if (!kept || !isOf(c, kept, session)) return undefined;
    return page(c, <KeptPage kept={asShown(kept)} from={kept.from} />, 409);
  }
  if (!kept && !file) return undefined;
  const view = { next: cameFrom(c), file, ...(kept && { kept: sealKept(c, kept) }) };
  return page(c, <SignInAgainPage {...view} />, 401);
}
