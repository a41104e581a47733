import type { Browser } from "#worker/lib/browser.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { hashOf, newSecret, sessionsOf } from "#worker/lib/session.ts";
import { report } from "#worker/lib/signals.ts";
import { type Account, isStaff } from "#worker/modules/users/mod.ts";

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

/** Who is told about an account: the platform, and the schools that it belongs to. */
export const placesOf = (account: Pick<Account, "schools"> | undefined): string[] => [
  PLATFORM,
  ...(account?.schools.map(({ id }) => id) ?? []),
];

/** Somebody is in: all of the proofs that are asked of her were right. */
export function reportEntry(ctx: Ctx, account: Account, browser: Browser): void {
  const about = { account: account.id, address: browser.caller };
  report(ctx, placesOf(account), { kind: "signed_in", ...about });
  if (isStaff(account) && browser.idFor(account.id) === undefined)
    report(ctx, placesOf(account), { kind: "new_device", ...about, about: browser.label });
}
