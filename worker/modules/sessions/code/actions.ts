import type { Browser } from "#worker/lib/browser.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { currentKey, macOf } from "#worker/lib/keys.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { type Claim, hashOf, newSecret, sessionsOf } from "#worker/lib/session.ts";
import { aboutAccount, getAccount } from "#worker/modules/users/mod.ts";
import { actingAs, reportEntry } from "../open.ts";
import { codeUse, proveAgain } from "../proof.ts";

const PATIENCE = 10;
const SECOND_CLICK = 30_000;
const pause = () => new Promise((done) => setTimeout(done, 100));

/**
 * The secret that this proof gives this session. The same proof sent twice leads to the same one,
 * so a double click ends where a single one does, whichever answer the browser keeps.
 */
export function secretAfter({ env }: Ctx, claim: Claim, typed: string): string {
  return macOf(currentKey(env.KEYS, "session"), `${claim.userId}|${claim.secret}|${typed}`);
}

// The session that an earlier click has just brought to that secret.
async function firstClick(ctx: Ctx, claim: Claim, secret: string) {
  const session = await sessionsOf(ctx.env, claim.userId).check(hashOf(secret), ctx.now);
  const recent = session && Date.parse(ctx.now) - Date.parse(session.authAt) <= SECOND_CLICK;
  return recent ? session : undefined;
}

/** Whether an earlier click has come, or is just about to come, to that secret. */
async function arrived(ctx: Ctx, claim: Claim, secret: string): Promise<boolean> {
  for (let tries = 0; tries < PATIENCE; tries++) {
    if (await firstClick(ctx, claim, secret)) return true;
    await pause();
  }
  return false;
}

/** Ends a session whose holder has guessed too often, and says when she may try again. */
export async function orEnd<T>(ctx: Ctx, claim: Claim, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 429) throw error;
    await sessionsOf(ctx.env, claim.userId).giveUp(hashOf(claim.secret));
    const { retryAfter } = error;
    throw new Problem(429, "sessions.ended", { ...(retryAfter && { retryAfter }) });
  }
}

/** A second click of a proof that was right takes no try and is no guess. */
export async function orArrived<T>(
  ctx: Ctx,
  { claim, secret }: { claim: Claim; secret: string },
  work: () => Promise<T>,
): Promise<T | "arrived"> {
  try {
    return await work();
  } catch (error) {
    const limited = error instanceof Problem && error.status === 429;
    if (limited && (await arrived(ctx, claim, secret))) return "arrived";
    throw error;
  }
}

type ByCode = { code: string; csrfSeed?: string } & (
  | { action: "sessions.opened"; browser: Browser }
  | { action: "sessions.proven" }
);

/** Uses up a code and proves the session with it: a new secret, and nothing seen before holds. */
export async function proveByCode(ctx: Ctx, claim: Claim, typed: ByCode): Promise<string> {
  const as = actingAs(ctx, claim.userId);
  const account = await getAccount(as, claim.userId);
  const who = { sessionHash: hashOf(claim.secret), userId: account.id };
  const secret = secretAfter(as, claim, typed.code);
  const attempt = async () => {
    const use = codeUse(as, account, typed.code);
    if (!use) return undefined;
    const entry = { ...aboutAccount(account.id), action: typed.action, reason: use.kind };
    try {
      if (use.write) {
        await commit(as, { ...entry, write: [use.write, mustChange(as)] });
        return "used";
      }
    } catch (error) {
      if (!(error instanceof Problem && error.code === "stale")) throw error;
    }
    // Used already: by somebody else, or by a first click.
    return (await arrived(as, claim, secret)) ? "arrived" : undefined;
  };
  const proven = await orEnd(as, claim, () =>
    orArrived(as, { claim, secret }, () => proveAgain(as, who, attempt)),
  );
  if (!proven) {
    await commit(as, { ...aboutAccount(account.id), action: "sessions.code_refused", write: [] });
    throw fieldProblem("code", "sessions.wrong_code");
  }
  if (proven === "arrived") return secret;
  if (typed.action === "sessions.opened") reportEntry(as, account, typed.browser);
  const linger = typed.csrfSeed !== undefined;
  return renewed(as, claim, { secret, csrfSeed: typed.csrfSeed ?? newSecret(), linger });
}

/** The session that a first click with that code has proven a moment ago, and its secret. */
export async function provenAlready(ctx: Ctx, claim: Claim, code: string) {
  const secret = secretAfter(ctx, claim, code);
  const who = { sessionHash: hashOf(claim.secret), userId: claim.userId };
  const session = await proveAgain(ctx, who, () => firstClick(ctx, claim, secret));
  if (!session) throw new Problem(401, "sign_in_required");
  return { secret, keep: session.keep };
}

type Renewal = { csrfSeed: string; secret?: string; linger?: boolean };

/** A session that has just been proven gets a new secret; the old one is dead, or soon is. */
export async function renewed(ctx: Ctx, claim: Claim, renewal: Renewal): Promise<string> {
  const { secret = newSecret(), csrfSeed, linger = false } = renewal;
  const object = sessionsOf(ctx.env, claim.userId);
  const proven = { hash: hashOf(secret), csrfSeed, linger };
  if (await object.prove(hashOf(claim.secret), proven, ctx.now)) return secret;
  if (renewal.secret && (await firstClick(ctx, claim, secret))) return secret;
  throw new Problem(401, "sign_in_required");
}
