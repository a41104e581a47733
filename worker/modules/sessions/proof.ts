import type { Browser } from "#worker/lib/browser.ts";
import { type Ctx, PLATFORM, type Statement } from "#worker/lib/ctx.ts";
import { giveBack, type LimitName, take } from "#worker/lib/limits.ts";
import { count } from "#worker/lib/metrics.ts";
import { checkPassword } from "#worker/lib/passwords.ts";
import { blindAccount, report } from "#worker/lib/signals.ts";
import {
  type Account,
  openPassword,
  openSeed,
  useRecoveryCode,
  useStep,
} from "#worker/modules/users/mod.ts";
import { placesOf } from "./open.ts";
import { hashCode, readCode } from "./recovery_codes.ts";
import { stepOf } from "./totp.ts";

type Bucket = readonly [LimitName, string];

/**
 * Whether the password is that of the account. The limits are taken before the hash, so that a
 * burst cannot get more hashes than are allowed, and given back when it was right. Without an
 * account it takes the same limits and does the same work.
 */
export async function provePassword(
  ctx: Ctx,
  typed: { email: string; password: string },
  account: Account | undefined,
  browser: Browser,
): Promise<{ right: boolean; weak: boolean }> {
  const buckets = bucketsOf(typed.email, account, browser);
  const failed = () =>
    report(ctx, placesOf(account), {
      ...{ kind: "sign_in_failed", address: browser.caller },
      account: account?.id ?? blindAccount(ctx.env, typed.email),
    });
  try {
    await takeAll(ctx, buckets);
  } catch (error) {
    failed(); // an attack does not end where it is refused
    throw error;
  }
  const { right, weak } = await checkPassword(typed.password, hashOf(ctx, account));
  const mayEnter = right && account?.disabledAt === null;
  if (mayEnter) await giveAllBack(ctx, buckets);
  else {
    count("authn_fail_total", { reason: "password" });
    failed();
  }
  return { right: mayEnter, weak };
}

/** Someone who is signed in proves it again: five wrong answers in five minutes end the session. */
export async function proveAgain<T>(
  ctx: Ctx,
  who: { sessionHash: string; userId: string },
  attempt: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const buckets: Bucket[] = [
    ["code.session", who.sessionHash],
    ["code.account", who.userId],
  ];
  await takeAll(ctx, buckets);
  const proven = await attempt();
  if (proven !== undefined) await giveAllBack(ctx, buckets);
  else {
    count("authn_fail_total", { reason: "proof" });
    const about = { account: who.userId, address: ctx.caller };
    report(ctx, [ctx.actor.schoolId, PLATFORM], { kind: "code_failed", ...about });
  }
  return proven;
}

export async function isPassword(ctx: Ctx, account: Account, typed: string): Promise<boolean> {
  return (await checkPassword(typed, hashOf(ctx, account))).right;
}

/**
 * The statement that uses up a code of the app or a recovery code; undefined when it is neither.
 * A code of the app that is right but has been used leaves nothing to write.
 */
export function codeUse(
  ctx: Ctx,
  account: Account,
  typed: string,
): { write: Statement | undefined; kind: "app" | "recovery" } | undefined {
  const recovery = readCode(typed);
  if (recovery)
    return { write: useRecoveryCode(ctx, account.id, hashCode(recovery)), kind: "recovery" };
  if (!account.totpEnc || !account.totpAt) return undefined;
  const seed = openSeed(ctx.env.KEYS, account.id, account.totpEnc);
  const step = stepOf(seed, typed, { now: ctx.now, after: account.totpStep });
  if (step !== undefined) return { write: useStep(ctx, account.id, step), kind: "app" };
  const spent = stepOf(seed, typed, { now: ctx.now, after: 0 }) !== undefined;
  return spent ? { write: undefined, kind: "app" } : undefined;
}

const hashOf = ({ env }: Ctx, account: Account | undefined) =>
  account?.passwordEnc ? openPassword(env.KEYS, account.id, account.passwordEnc) : undefined;

function bucketsOf(email: string, account: Account | undefined, browser: Browser): Bucket[] {
  const device = account && browser.idFor(account.id);
  if (device) return [["sign_in.device", `${device}|${account.id}`]];
  return [
    ["sign_in.caller", browser.caller],
    ...(browser.network ? [["sign_in.network", browser.network] as const] : []),
    ["sign_in.account", email],
  ];
}

// What is refused by a later limit was no attempt, so the earlier ones get theirs back.
async function takeAll(ctx: Ctx, buckets: readonly Bucket[]): Promise<void> {
  const held: Bucket[] = [];
  try {
    for (const [name, key] of buckets) {
      await take(ctx, name, key);
      held.push([name, key]);
    }
  } catch (error) {
    await giveAllBack(ctx, held);
    throw error;
  }
}

async function giveAllBack(ctx: Ctx, buckets: readonly Bucket[]): Promise<void> {
  await Promise.all(buckets.map(([name, key]) => giveBack(ctx, name, key)));
}
