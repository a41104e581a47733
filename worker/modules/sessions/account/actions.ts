import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx, Locale } from "#worker/lib/ctx.ts";
import { hashPassword } from "#worker/lib/passwords.ts";
import { type Claim, hashOf, sessionsOf } from "#worker/lib/session.ts";
import {
  aboutAccount,
  getAccount,
  isStaff,
  updatePassword,
  updateProfile,
  voidLinks,
} from "#worker/modules/users/mod.ts";
import { renewed } from "../code/actions.ts";
import { passwordMail, refusePassword } from "../reset/actions.ts";
import { provePasswordAgain } from "../step_up/actions.ts";

/** Changes the name that others see, or the language. */
export async function changeProfile(
  ctx: Ctx,
  change: { name?: string; locale?: Locale },
): Promise<void> {
  const account = await getAccount(ctx, ctx.actor.id);
  const diff = diffOf(account, change);
  if (Object.keys(diff).length === 0) return;
  const write = [updateProfile(ctx, account, change), mustChange(ctx)];
  await commit(ctx, {
    ...aboutAccount(account.id),
    action: "sessions.profile_changed",
    diff,
    write,
  });
  await sessionsOf(ctx.env, account.id).forget();
}

/** Another password for who knows the old one; every other browser is signed out. */
export async function changePassword(
  ctx: Ctx,
  claim: Claim,
  typed: { current: string; password: string; csrfSeed: string },
): Promise<string> {
  const { current, password } = typed;
  const account = await provePasswordAgain(ctx, claim, { field: "current", password: current });
  await refusePassword(ctx, password, account, isStaff(account));
  const phc = await hashPassword(password);
  const mail = passwordMail(ctx, account);
  await commit(ctx, {
    ...aboutAccount(account.id),
    action: "sessions.password_changed",
    diff: { password: "hidden" },
    write: [
      updatePassword(ctx, account, phc),
      mustChange(ctx),
      // Whoever has a letter of before must not set yet another one.
      voidLinks(ctx, "reset", { userId: account.id }),
      mail.write,
    ],
    tell: [mail.tell],
  });
  await sessionsOf(ctx.env, account.id).endAll(hashOf(claim.secret));
  return renewed(ctx, claim, { csrfSeed: typed.csrfSeed });
}
