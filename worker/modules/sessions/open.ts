import type { Browser } from "#worker/lib/browser.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { hashOf, newSecret, sessionsOf } from "#worker/lib/session.ts";
import type { Account } from "#worker/modules/users/mod.ts";

type Wanted = {
  stage: "password" | "full";
  keep: boolean;
  browser: Browser;
  /** The school to be in, where the person belongs to it. */
  schoolId?: string | undefined;
};

/** A new session and its secret, which only the cookie will hold. */
export async function openSession(ctx: Ctx, account: Account, wanted: Wanted) {
  const { stage, keep, browser, schoolId = null } = wanted;
  const secret = newSecret();
  const ended = await sessionsOf(ctx.env, account.id).start(
    hashOf(secret),
    {
      ...{ stage, keep, csrfSeed: newSecret(), schoolId },
      ...{ knownDevice: browser.idFor(account.id) !== undefined },
      ...{ ipPrefix: ctx.ipPrefix, label: browser.label },
    },
    ctx.now,
  );
  return { secret, ended };
}

/** Somebody acts for herself who is not signed in (yet): her log is the platform's. */
export function actingAs(ctx: Ctx, userId: string): Ctx {
  return { ...ctx, actor: { ...ctx.actor, id: userId } };
}
