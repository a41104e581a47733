import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { type Claim, hashOf, newSecret, sessionsOf } from "#worker/lib/session.ts";
import { aboutAccount, getAccount } from "#worker/modules/users/mod.ts";
import { actingAs } from "../open.ts";
import { codeUse, proveAgain } from "../proof.ts";

/** Ends a session whose holder has guessed too often, and says when she may try again. */
export async function orEnd<T>(ctx: Ctx, claim: Claim, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 429) throw error;
    await sessionsOf(ctx.env, claim.userId).signOut(hashOf(claim.secret));
    const { retryAfter } = error;
    throw new Problem(429, "sessions.ended", { ...(retryAfter && { retryAfter }) });
  }
}

/** Uses up a code and proves the session with it: a new secret, and nothing seen before holds. */
export async function proveByCode(
  ctx: Ctx,
  claim: Claim,
  typed: { code: string; csrfSeed: string; action: "sessions.opened" | "sessions.proven" },
): Promise<string> {
  const as = actingAs(ctx, claim.userId);
  const account = await getAccount(as, claim.userId);
  const who = { sessionHash: hashOf(claim.secret), userId: account.id };
  const attempt = async () => {
    const use = codeUse(as, account, typed.code);
    if (!use) return undefined;
    const entry = { ...aboutAccount(account.id), action: typed.action, reason: use.kind };
    try {
      await commit(as, { ...entry, write: [use.write, mustChange(as)] });
    } catch (error) {
      // Used already: by somebody else, or by a second click.
      if (error instanceof Problem && error.code === "stale") return undefined;
      throw error;
    }
    return use;
  };
  const used = await orEnd(as, claim, () => proveAgain(as, who, attempt));
  if (!used) {
    await commit(as, { ...aboutAccount(account.id), action: "sessions.code_refused", write: [] });
    throw fieldProblem("code", "sessions.wrong_code");
  }
  return renewed(as, claim, typed.csrfSeed);
}

/** A session that has just been proven gets a new secret; the old one is dead at once. */
export async function renewed(ctx: Ctx, claim: Claim, csrfSeed: string): Promise<string> {
  const secret = newSecret();
  const object = sessionsOf(ctx.env, claim.userId);
  if (!(await object.prove(hashOf(claim.secret), hashOf(secret), csrfSeed, ctx.now)))
    throw new Problem(401, "sign_in_required");
  return secret;
}
