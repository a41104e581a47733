import { MINUTE } from "#worker/lib/clock.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { type Claim, hashOf, sessionsOf } from "#worker/lib/session.ts";
import { report } from "#worker/lib/signals.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import {
  type Account,
  aboutAccount,
  confirmSeed,
  countRecoveryCodes,
  getAccount,
  openPending,
  removeSeed,
  replaceRecoveryCodes,
  updatePending,
} from "#worker/modules/users/mod.ts";
import { orEnd, proveByCode, renewed } from "../code/actions.ts";
import { placesOf } from "../open.ts";
import { proveAgain } from "../proof.ts";
import { hashCode, newCodes } from "../recovery_codes.ts";
import { newSeed, stepOf, uriOf } from "../totp.ts";

const PENDING_LIVES = 10 * MINUTE;

/** The session that sets a factor up, known by its forms' seed: that outlives a step-up. */
const beginner = (csrfSeed: string) => hashOf(csrfSeed);

// A seed that somebody else has seen must not become the person's own: only the session that was
// asked for a fresh proof when it began may go on with it, and not for long.
function pendingOf(ctx: Ctx, { id, totpEnc, totpAt }: Account, csrfSeed: string) {
  if (!totpEnc || totpAt) return undefined;
  const pending = openPending(ctx.env.KEYS, id, totpEnc);
  const age = pending && Date.parse(ctx.now) - Date.parse(pending.at);
  if (age === undefined || age >= PENDING_LIVES) return undefined;
  return pending?.by === beginner(csrfSeed) ? pending.seed : undefined;
}

/** How far somebody has come: nothing yet, a seed to scan, or all set up. */
export async function factorOf(ctx: Ctx, csrfSeed: string) {
  const account = await getAccount(ctx, ctx.actor.id);
  if (account.totpAt)
    return {
      stage: "on",
      since: account.totpAt,
      left: await countRecoveryCodes(ctx, account.id),
    } as const;
  const seed = pendingOf(ctx, account, csrfSeed);
  if (!seed) return { stage: "off" } as const;
  return { stage: "pending", seed, uri: uriOf(seed, account.email) } as const;
}

/** Makes the seed that the authenticator app is to hold. */
export async function beginFactor(ctx: Ctx, csrfSeed: string): Promise<void> {
  const account = await getAccount(ctx, ctx.actor.id);
  if (account.totpAt) throw new Problem(409, "sessions.factor_on");
  if (pendingOf(ctx, account, csrfSeed)) return; // begun already: the same square is shown again
  const pending = { seed: newSeed(), by: beginner(csrfSeed), at: ctx.now };
  await commit(ctx, {
    ...aboutAccount(account.id),
    action: "sessions.factor_begun",
    write: [updatePending(ctx, account, pending), mustChange(ctx)],
  });
}

/** The app's first code: from now on it is asked for. Answers the recovery codes, shown once. */
export async function confirmFactor(
  ctx: Ctx,
  claim: Claim,
  typed: { code: string; csrfSeed: string; newCsrfSeed: string },
) {
  const account = await getAccount(ctx, ctx.actor.id);
  if (account.totpAt) throw new Problem(409, "sessions.factor_on");
  const seed = pendingOf(ctx, account, typed.csrfSeed);
  if (!seed) throw new Problem(409, "sessions.factor_lapsed");
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
    confirmSeed(ctx, account, { seed, step }),
    mustChange(ctx),
    ...set,
  ]);
  await sessionsOf(ctx.env, account.id).endAll(hashOf(claim.secret));
  return { codes, secret: await renewed(ctx, claim, { csrfSeed: typed.newCsrfSeed }) };
}

type ByFactor = { code: string; csrfSeed: string };

// A password alone must not get rid of what is there for when the password is known.
const proveFactor = (ctx: Ctx, claim: Claim, typed: ByFactor) =>
  proveByCode(ctx, claim, { ...typed, action: "sessions.proven" });

/** A new set of recovery codes; the old ones are worth nothing any more. */
export async function renewCodes(ctx: Ctx, claim: Claim, typed: ByFactor) {
  const before = await getAccount(ctx, ctx.actor.id);
  if (!before.totpAt) throw new Problem(409, "sessions.factor_off");
  const secret = await proveFactor(ctx, claim, typed);
  const account = await getAccount(ctx, ctx.actor.id);
  const codes = newCodes();
  await tellAndCommit(
    ctx,
    account,
    "sessions.codes_renewed",
    replaceRecoveryCodes(ctx, account.id, codes.map(hashCode)),
  );
  return { codes, secret };
}

/** Takes the second factor away; staff must then set one up again. */
export async function removeFactor(
  ctx: Ctx,
  claim: Claim,
  typed: ByFactor & { newCsrfSeed: string },
): Promise<string> {
  const before = await getAccount(ctx, ctx.actor.id);
  if (!before.totpAt) throw new Problem(409, "sessions.factor_off");
  const secret = await proveFactor(ctx, claim, typed);
  const account = await getAccount(ctx, ctx.actor.id);
  await tellAndCommit(ctx, account, "sessions.factor_removed", [
    removeSeed(ctx, account),
    mustChange(ctx),
    ...replaceRecoveryCodes(ctx, account.id, []),
  ]);
  const about = { account: account.id, address: ctx.caller };
  report(ctx, placesOf(account), { kind: "factor_removed", ...about });
  await sessionsOf(ctx.env, account.id).endAll(hashOf(secret));
  return renewed(ctx, { ...claim, secret }, { csrfSeed: typed.newCsrfSeed });
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
