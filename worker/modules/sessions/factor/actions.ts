import { commit, mustChange } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { type Claim, hashOf, sessionsOf } from "#worker/lib/session.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import {
  type Account,
  aboutAccount,
  confirmSeed,
  countRecoveryCodes,
  getAccount,
  openSeed,
  removeSeed,
  replaceRecoveryCodes,
  updateSeed,
} from "#worker/modules/users/mod.ts";
import { orEnd, renewed } from "../code/actions.ts";
import { proveAgain } from "../proof.ts";
import { hashCode, newCodes } from "../recovery_codes.ts";
import { newSeed, stepOf, uriOf } from "../totp.ts";

/** How far somebody has come: nothing yet, a seed to scan, or all set up. */
export async function factorOf(ctx: Ctx) {
  const account = await getAccount(ctx, ctx.actor.id);
  if (account.totpAt)
    return {
      stage: "on",
      since: account.totpAt,
      left: await countRecoveryCodes(ctx, account.id),
    } as const;
  if (!account.totpEnc) return { stage: "off" } as const;
  const seed = openSeed(ctx.env.KEYS, account.id, account.totpEnc);
  return { stage: "pending", seed, uri: uriOf(seed, account.email) } as const;
}

/** Makes the seed that the authenticator app is to hold. */
export async function beginFactor(ctx: Ctx): Promise<void> {
  const account = await getAccount(ctx, ctx.actor.id);
  if (account.totpAt) throw new Problem(409, "sessions.factor_on");
  if (account.totpEnc) return; // begun already: the same square is shown again
  await commit(ctx, {
    ...aboutAccount(account.id),
    action: "sessions.factor_begun",
    write: [updateSeed(ctx, account, newSeed()), mustChange(ctx)],
  });
}

/** The app's first code: from now on it is asked for. Answers the recovery codes, shown once. */
export async function confirmFactor(
  ctx: Ctx,
  claim: Claim,
  typed: { code: string; csrfSeed: string },
) {
  const account = await getAccount(ctx, ctx.actor.id);
  if (account.totpAt || !account.totpEnc) throw new Problem(409, "sessions.factor_on");
  const seed = openSeed(ctx.env.KEYS, account.id, account.totpEnc);
  const who = { sessionHash: hashOf(claim.secret), userId: account.id };
  const step = await orEnd(ctx, claim, () =>
    proveAgain(ctx, who, async () =>
      stepOf(seed, typed.code, { now: ctx.now, after: account.totpStep }),
    ),
  );
  if (step === undefined) throw fieldProblem("code", "sessions.wrong_code");
  const codes = newCodes();
  const set = replaceRecoveryCodes(ctx, account.id, codes.map(hashCode));
  await tellAndCommit(ctx, account, "sessions.factor_set_up", [
    confirmSeed(ctx, account, step),
    mustChange(ctx),
    ...set,
  ]);
  await sessionsOf(ctx.env, account.id).endAll(hashOf(claim.secret));
  return { codes, secret: await renewed(ctx, claim, typed.csrfSeed) };
}

/** A new set of recovery codes; the old ones are worth nothing any more. */
export async function renewCodes(ctx: Ctx): Promise<string[]> {
  const account = await getAccount(ctx, ctx.actor.id);
  if (!account.totpAt) throw new Problem(409, "sessions.factor_off");
  const codes = newCodes();
  await tellAndCommit(
    ctx,
    account,
    "sessions.codes_renewed",
    replaceRecoveryCodes(ctx, account.id, codes.map(hashCode)),
  );
  return codes;
}

/** Takes the second factor away; staff must then set one up again. */
export async function removeFactor(ctx: Ctx, claim: Claim, csrfSeed: string): Promise<string> {
  const account = await getAccount(ctx, ctx.actor.id);
  if (!account.totpEnc) throw new Problem(409, "sessions.factor_off");
  await tellAndCommit(ctx, account, "sessions.factor_removed", [
    removeSeed(ctx, account),
    mustChange(ctx),
    ...replaceRecoveryCodes(ctx, account.id, []),
  ]);
  await sessionsOf(ctx.env, account.id).endAll(hashOf(claim.secret));
  return renewed(ctx, claim, csrfSeed);
}

type Write = Parameters<typeof commit>[1]["write"];
type Action = "sessions.factor_set_up" | "sessions.codes_renewed" | "sessions.factor_removed";

// Whoever did this may not be the owner, so the owner gets a mail about it.
async function tellAndCommit(ctx: Ctx, account: Account, action: Action, write: Write) {
  const { email, locale } = account;
  const about = { template: "second_factor_changed", recipient: email, locale } as const;
  const mail = letter(ctx, { ...about, schoolId: PLATFORM });
  const entry = { ...aboutAccount(account.id), action, diff: { secondFactor: "hidden" } } as const;
  await commit(ctx, { ...entry, write: [...write, mail.write], tell: [mail.tell] });
}
