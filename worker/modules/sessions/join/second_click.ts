import type { Browser } from "#worker/lib/browser.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { Problem } from "#worker/lib/problem.ts";
import {
  type Account,
  findAccount,
  getAccount,
  type LinkKind,
  usedJustNow,
} from "#worker/modules/users/mod.ts";
import { provePassword } from "../proof.ts";

// What a form meets whose link its own first click has just used up.
const late = ["users.link_gone", "stale", "sessions.has_account", "sessions.email_taken"];

type Sent = {
  kind: LinkKind;
  token: string;
  password: string;
  browser: Browser;
  /** Where the link itself does not know whose it is. */
  email?: string;
};

/**
 * Does what a link is for, or finds it done: the same form sent twice ends as if it had been sent
 * once. Who says so must know the password that was set, within the limits of a sign-in.
 */
export async function orDoneAlready(
  ctx: Ctx,
  sent: Sent,
  work: () => Promise<string>,
): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem && late.includes(error.code))) throw error;
    const account = await userOf(ctx, sent);
    const typed = account && { email: account.email, password: sent.password };
    if (typed && (await provePassword(ctx, typed, account, sent.browser)).right) return account.id;
    throw error.code === "stale" ? new Problem(410, "users.link_gone") : error;
  }
}

/** Whose account a link has just been used for. */
export async function userOf(
  ctx: Ctx,
  { kind, token, email }: Pick<Sent, "kind" | "token" | "email">,
): Promise<Account | undefined> {
  const link = await usedJustNow(ctx, kind, token);
  if (!link) return undefined;
  if (link.userId) return getAccount(ctx, link.userId);
  const address = link.email ?? email;
  return address ? findAccount(ctx, address) : undefined;
}
