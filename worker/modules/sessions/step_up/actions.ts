import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { fieldProblem } from "#worker/lib/problem.ts";
import { type Claim, hashOf } from "#worker/lib/session.ts";
import { type Account, aboutAccount, getAccount } from "#worker/modules/users/mod.ts";
import { orArrived, orEnd, proveByCode, renewed, secretAfter } from "../code/actions.ts";
import { isPassword, proveAgain } from "../proof.ts";

type Typed = { password?: string | undefined; code?: string | undefined };

/** Proves who is signed in once more, by password or code. The forms of other tabs stay good. */
export async function stepUpBy(ctx: Ctx, claim: Claim, typed: Typed & { csrfSeed: string }) {
  const { csrfSeed, code, password } = typed;
  if (code) return proveByCode(ctx, claim, { code, csrfSeed, action: "sessions.proven" });
  if (!password) throw fieldProblem("password", "required");
  const secret = secretAfter(ctx, claim, password);
  const proof = { field: "password", password };
  const proven = await orEnd(ctx, claim, () =>
    orArrived(ctx, { claim, secret }, () => passwordAgain(ctx, claim, proof)),
  );
  if (proven === "arrived") return secret;
  await commit(ctx, { ...aboutAccount(claim.userId), action: "sessions.proven", write: [] });
  return renewed(ctx, claim, { secret, csrfSeed, linger: true });
}

type Proof = { field: string; password: string };

/** Whoever is signed in types her password again; wrong five times, and the session ends. */
export function provePasswordAgain(ctx: Ctx, claim: Claim, typed: Proof): Promise<Account> {
  return orEnd(ctx, claim, () => passwordAgain(ctx, claim, typed));
}

async function passwordAgain(ctx: Ctx, claim: Claim, typed: Proof): Promise<Account> {
  const account = await getAccount(ctx, claim.userId);
  const who = { sessionHash: hashOf(claim.secret), userId: account.id };
  const right = await proveAgain(
    ctx,
    who,
    async () => (await isPassword(ctx, account, typed.password)) || undefined,
  );
  if (right) return account;
  await commit(ctx, { ...aboutAccount(account.id), action: "sessions.code_refused", write: [] });
  throw fieldProblem(typed.field, "sessions.wrong_password");
}
