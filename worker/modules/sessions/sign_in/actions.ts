import type { Browser } from "#worker/lib/browser.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { giveBack, take, tryTake } from "#worker/lib/limits.ts";
import { hashPassword } from "#worker/lib/passwords.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { hashOf, sessionsOf } from "#worker/lib/session.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import {
  type Account,
  aboutAccount,
  consumeLink,
  findAccount,
  getAccount,
  getLink,
  isStaff,
  newLink,
  sameProof,
  updatePassword,
} from "#worker/modules/users/mod.ts";
import type { SignIn } from "../input.ts";
import { actingAs, openSession, reportEntry } from "../open.ts";
import { provePassword } from "../proof.ts";

const LINK_LIVES = 20 * 60_000;

type Opened = { userId: string; secret: string; stage: "password" | "full"; keep: boolean };

/**
 * The first half of a sign-in, or all of it for who has no second factor. An address that nobody
 * has is refused in the same words, after the same work and with the same audit row.
 */
export async function signIn(
  ctx: Ctx,
  input: SignIn & { schoolId?: string },
  browser: Browser,
  tries = 2,
): Promise<Opened> {
  const account = await findAccount(ctx, input.email);
  const { right, weak } = await provePassword(ctx, input, account, browser);
  if (!right || !account) {
    await commit(ctx, {
      ...aboutAccount(account?.id ?? "unknown"),
      action: "sessions.refused",
      write: [],
    });
    throw fieldProblem("password", "sessions.wrong");
  }
  if (account.schools.length === 0) throw fieldProblem("email", "sessions.no_school");
  const as = actingAs(ctx, account.id);
  const stage = account.totpAt ? "password" : "full";
  // A cookie that outlives the browser is for a pupil's own phone, not for an office machine.
  const keep = input.keep && !isStaff(account);
  const { secret, ended } = await openSession(as, account, {
    ...{ stage, keep, browser, schoolId: input.schoolId },
  });
  try {
    await commit(as, {
      ...aboutAccount(account.id),
      action: stage === "full" ? "sessions.opened" : "sessions.half_opened",
      ...(ended > 0 && { diff: { ended: [0, ended] as const } }),
      write: [
        sameProof(as, account),
        ...(weak ? await strongerHash(as, account, input.password) : []),
      ],
    });
  } catch (error) {
    await sessionsOf(as.env, account.id).signOut(hashOf(secret));
    // The password or the second factor is another one by now: what was typed must stand against it.
    const stale = error instanceof Problem && error.code === "stale";
    if (stale && tries > 1) return signIn(ctx, input, browser, tries - 1);
    throw stale ? fieldProblem("password", "sessions.wrong") : error;
  }
  if (stage === "full") reportEntry(as, account, browser);
  return { userId: account.id, secret, stage, keep };
}

// A hash of an imported system: this is the only moment when the password is known.
async function strongerHash(ctx: Ctx, account: Account, password: string) {
  return [updatePassword(ctx, account, await hashPassword(password)), mustChange(ctx)];
}

/** A mail that lets its reader's browser past what strangers have done to the account's limit. */
export async function askDeviceLink(ctx: Ctx, email: string, browser: Browser): Promise<void> {
  await take(ctx, "letters.caller", browser.caller);
  const wait = await tryTake(ctx, "letters.address", email);
  const account = await findAccount(ctx, email);
  const reader = wait === 0 && account?.disabledAt === null ? account : undefined;
  const mail = reader && deviceMail(ctx, reader);
  await commit(ctx, {
    ...aboutAccount(account?.id ?? "unknown"),
    action: "sessions.device_asked",
    write: mail?.write ?? [],
    tell: mail?.tell ?? [],
  });
}

function deviceMail(ctx: Ctx, { id, email, locale }: Account) {
  const link = newLink(ctx, "device", { userId: id, lives: LINK_LIVES });
  const params = { linkId: link.id };
  const about = { template: "device", recipient: email, locale, params } as const;
  const { write, tell } = letter(ctx, { ...about, schoolId: PLATFORM });
  return { write: [link.write, write], tell: [tell] };
}

/** Whose browser this is, says a link that only she has read. */
export async function confirmDevice(ctx: Ctx, token: string): Promise<string> {
  const { hash, userId } = await getLink(ctx, "device", token);
  const account = await getAccount(ctx, userId ?? "");
  const as = actingAs(ctx, account.id);
  await commit(as, {
    ...aboutAccount(account.id),
    action: "sessions.device_confirmed",
    write: [consumeLink(as, hash), mustChange(as)],
  });
  return account.id;
}

/** The mailbox is proven, so what strangers tried before is forgotten. */
export const forgiveAccount = (ctx: Ctx, email: string) => giveBack(ctx, "sign_in.account", email);
