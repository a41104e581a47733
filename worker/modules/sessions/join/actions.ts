import { uuidv7 } from "uuidv7";
import type { Browser } from "#worker/lib/browser.ts";
import { type Change, commit, mustChange } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { hashPassword } from "#worker/lib/passwords.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { sessionsOf } from "#worker/lib/session.ts";
import { giveAccount } from "#worker/modules/students/mod.ts";
import {
  type Account,
  acceptedNow,
  consumeLink,
  findAccount,
  getLink,
  insertAccount,
  insertMembership,
  invitationBehind,
  nobodyLeads,
  reportOwner,
} from "#worker/modules/users/mod.ts";
import { actingAs } from "../open.ts";
import { provePassword } from "../proof.ts";
import { refusePassword } from "../reset/actions.ts";

/** An invitation as its reader sees it, and whether she has an account for its address. */
export async function invitationFor(ctx: Ctx, token: string) {
  const invitation = await invitationBehind(ctx, token);
  const account = await findAccount(ctx, invitation.email);
  return { invitation, account };
}

type Invitation = Awaited<ReturnType<typeof invitationFor>>["invitation"];

/** A new person joins: her account and her membership are made at once. */
export async function joinAsNew(
  ctx: Ctx,
  token: string,
  typed: { name: string; password: string },
) {
  const { invitation, account } = await invitationFor(ctx, token);
  if (account) throw new Problem(409, "sessions.has_account");
  const { email, schoolName, roles, schoolId } = invitation;
  const schools = [{ id: schoolId, name: schoolName, roles }];
  await refusePassword(ctx, typed.password, { email, name: typed.name, schools }, true);
  const id = uuidv7();
  const phc = await hashPassword(typed.password);
  const person = { id, email, name: typed.name, locale: ctx.actor.locale, phc };
  await join(ctx, invitation, id, [insertAccount(ctx, person)]);
  return id;
}

/** Who has an account joins with it: by its password, or because she is signed in with it. */
export async function joinAsKnown(
  ctx: Ctx,
  token: string,
  proof: { password: string; browser: Browser } | "signed in",
): Promise<string> {
  const { invitation, account } = await invitationFor(ctx, token);
  if (!account) throw new Problem(409, "sessions.no_account");
  if (proof === "signed in") {
    if (account.id !== ctx.actor.id) throw new Problem(409, "sessions.other_account");
  } else await mustBe(ctx, account, proof);
  await join(ctx, invitation, account.id, []);
  await sessionsOf(ctx.env, account.id).forget();
  return account.id;
}

async function mustBe(
  ctx: Ctx,
  account: Account,
  { password, browser }: { password: string; browser: Browser },
) {
  const { right } = await provePassword(ctx, { email: account.email, password }, account, browser);
  if (!right) throw fieldProblem("password", "sessions.wrong_password");
}

async function join(ctx: Ctx, invitation: Invitation, userId: string, first: Change["write"]) {
  const as = actingAs(ctx, userId);
  const { schoolId, roles, hash, personId } = invitation;
  await onlyOnce(
    commit(as, {
      ...{ entity: "member", entityId: userId, schoolId, action: "users.joined" },
      diff: { roles: [null, roles] },
      write: [
        consumeLink(as, hash),
        mustChange(as),
        acceptedNow(as, invitation),
        mustChange(as),
        ...first,
        insertMembership(as, { schoolId, userId, roles }),
        ...(personId === null ? [] : giveAccount(as, { schoolId, id: personId, userId })),
      ],
      unique: { "users.email": ["password", "sessions.has_account"] },
    }),
  );
  reportOwner(as, schoolId, { id: userId, before: [], after: roles });
}

/** Makes the first administrator of the platform; there is no second one by this way. */
export async function setUp(
  ctx: Ctx,
  token: string,
  typed: { name: string; email: string; password: string },
): Promise<string> {
  const { hash } = await getLink(ctx, "setup", token);
  const roles = ["platform_admin"] as const;
  await refusePassword(ctx, typed.password, { ...typed, schools: [] }, true);
  const id = uuidv7();
  const as = actingAs(ctx, id);
  const { name, email } = typed;
  const phc = await hashPassword(typed.password);
  await onlyOnce(
    commit(as, {
      ...{ entity: "member", entityId: id, schoolId: PLATFORM, action: "users.joined" },
      diff: { roles: [null, roles] },
      write: [
        consumeLink(as, hash),
        mustChange(as),
        nobodyLeads(as, PLATFORM),
        insertAccount(as, { id, email, name, locale: ctx.actor.locale, phc }),
        insertMembership(as, { schoolId: PLATFORM, userId: id, roles }),
      ],
      unique: { "users.email": ["email", "sessions.email_taken"] },
    }),
  );
  return id;
}

// The link was used between looking and doing, by a second click for example.
async function onlyOnce(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const gone = error instanceof Problem && error.code === "stale";
    throw gone ? new Problem(410, "users.link_gone") : error;
  }
}
