import { isBreached } from "#worker/lib/breached.ts";
import type { Browser } from "#worker/lib/browser.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { take, tryTake } from "#worker/lib/limits.ts";
import { whyNotPassword } from "#worker/lib/password_policy.ts";
import { hashPassword } from "#worker/lib/passwords.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import {
  type Account,
  aboutAccount,
  consumeLink,
  contextOf,
  findAccount,
  getAccount,
  getLink,
  isStaff,
  newLink,
  updatePassword,
  voidLinks,
} from "#worker/modules/users/mod.ts";
import { actingAs } from "../open.ts";
import { forgiveAccount } from "../sign_in/actions.ts";

const LINK_LIVES = 20 * 60_000;

/** A link to a new password, when somebody has that address; whoever asks cannot tell. */
export async function askReset(ctx: Ctx, email: string, browser: Browser): Promise<void> {
  await take(ctx, "letters.caller", browser.caller);
  const wait = await tryTake(ctx, "letters.address", email);
  const account = await findAccount(ctx, email);
  const reader = wait === 0 && account?.disabledAt === null ? account : undefined;
  const mail = reader && resetMail(ctx, reader);
  await commit(ctx, {
    ...aboutAccount(account?.id ?? "unknown"),
    action: "sessions.reset_asked",
    write: mail?.write ?? [],
    tell: mail?.tell ?? [],
  });
}

function resetMail(ctx: Ctx, { id, email, locale }: Account) {
  const link = newLink(ctx, "reset", { userId: id, lives: LINK_LIVES });
  const params = { linkId: link.id };
  const about = { template: "reset", recipient: email, locale, params } as const;
  const { write, tell } = letter(ctx, { ...about, schoolId: PLATFORM });
  return { write: [voidLinks(ctx, "reset", { userId: id }), link.write, write], tell: [tell] };
}

/** Whose password a link may set; nothing is changed by looking. */
export async function resetTarget(ctx: Ctx, token: string) {
  const { hash, userId } = await getLink(ctx, "reset", token);
  const account = await getAccount(ctx, userId ?? "");
  if (account.disabledAt) throw new Problem(410, "users.link_gone");
  return { hash, account, staff: isStaff(account) };
}

/** Sets a new password by a link: every session ends, the second factor stays, nobody is signed in. */
export async function resetPassword(ctx: Ctx, token: string, password: string): Promise<string> {
  const { hash, account, staff } = await resetTarget(ctx, token);
  await refusePassword(ctx, password, account, staff);
  const as = actingAs(ctx, account.id);
  const phc = await hashPassword(password);
  const object = sessionsOf(ctx.env, account.id);
  await object.endAll();
  const mail = passwordMail(as, account);
  await commit(as, {
    ...aboutAccount(account.id),
    action: "sessions.password_reset",
    diff: { password: "hidden" },
    write: [
      consumeLink(as, hash),
      mustChange(as),
      updatePassword(as, account, phc),
      mustChange(as),
      voidLinks(as, "reset", { userId: account.id }),
      mail.write,
    ],
    tell: [mail.tell],
  });
  await object.endAll();
  await forgiveAccount(as, account.email);
  return account.id;
}

/** Refuses a password that is too short, too common, made of what others know, or has leaked. */
export async function refusePassword(
  ctx: Ctx,
  password: string,
  account: Pick<Account, "email" | "name" | "schools">,
  staff: boolean,
): Promise<void> {
  const why = whyNotPassword(password, { staff, context: contextOf(account) });
  if (why) throw fieldProblem("password", why);
  if (await isBreached(ctx, password)) throw fieldProblem("password", "password.leaked");
}

/** Tells the owner of an account that its password is another one now. */
export function passwordMail(ctx: Ctx, { email, locale }: Account) {
  const about = { template: "password_changed", recipient: email, locale } as const;
  return letter(ctx, { ...about, schoolId: PLATFORM });
}
