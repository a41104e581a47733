import { uuidv7 } from "uuidv7";
import { formatInstant } from "#web/ui/formats.ts";
import { HOUR, shift } from "#worker/lib/clock.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { fieldProblem, Problem } from "#worker/lib/problem.ts";
import { hashOf, type Session, sessionsOf } from "#worker/lib/session.ts";
import { letter } from "#worker/modules/mail/mod.ts";
import { codeUse, proveAgain } from "#worker/modules/sessions/mod.ts";
import { getAccount, ownersOf } from "#worker/modules/users/mod.ts";
import type { OwnOpening } from "./input.ts";
import { insertOpening, schoolNamed } from "./queries.ts";
import { leads, OPEN_FOR } from "./rules.ts";

/** Whether somebody leads where she is, and so may break the glass there. */
export const mayOpen = ({ shut }: Pick<Session, "shut">) => leads(shut);

/**
 * Lets an owner past her own school's lists for an hour: with one of her recovery codes, which is
 * used up, and with a mail to every owner. Blocks of the platform hold nevertheless.
 */
export async function openByCode(
  ctx: Ctx,
  session: Session,
  typed: OwnOpening & { secret: string; id: string | undefined },
): Promise<void> {
  if (!mayOpen(session)) throw new Problem(409, "addresses.not_outside");
  const account = await getAccount(ctx, ctx.actor.id);
  const use = codeUse(ctx, account, typed.code);
  const id = typed.id ?? uuidv7();
  const who = { sessionHash: hashOf(typed.secret), userId: account.id };
  const opened = await proveAgain(ctx, who, async () => {
    if (use?.kind !== "recovery" || !use.write) return undefined;
    try {
      const what = { id, userId: account.id, reason: typed.reason, schoolId: ctx.actor.schoolId };
      await open(ctx, what, [use.write, mustChange(ctx)]);
      return "opened";
    } catch (error) {
      if (error instanceof Problem && error.code === "stale") return undefined;
      throw error;
    }
  });
  if (!opened) {
    // Whoever tries to get past the list leaves a trace, each time.
    const action = "addresses.opening_refused";
    await commit(ctx, { action, entity: "user", entityId: account.id, write: [] });
    throw fieldProblem("code", "addresses.wrong_code");
  }
  await sessionsOf(ctx.env, account.id).forget();
}

/** The platform lets a school's owners past its lists for an hour, when they have no code left. */
export async function openForOwners(
  ctx: Ctx,
  schoolId: string,
  { reason, id = uuidv7() }: { reason: string; id?: string | undefined },
): Promise<void> {
  if (ctx.actor.schoolId !== PLATFORM) throw new Problem(403, "forbidden");
  await open(ctx, { id, userId: null, reason, schoolId }, []);
  const owners = await ownersOf(ctx, schoolId);
  await Promise.allSettled(owners.map((owner) => sessionsOf(ctx.env, owner.id).forget()));
}

type Opening = { schoolId: string; id: string; userId: string | null; reason: string };

async function open(ctx: Ctx, what: Opening, before: Parameters<typeof commit>[1]["write"]) {
  const { schoolId, id, userId, reason } = what;
  const until = shift(ctx.now, OPEN_FOR * HOUR);
  const { name } = await schoolNamed(ctx, schoolId);
  const [owners, actor] = [await ownersOf(ctx, schoolId), await getAccount(ctx, ctx.actor.id)];
  const told = schoolId === PLATFORM ? [actor] : owners;
  const letters = told.map(({ email, locale }) =>
    letter(ctx, {
      ...{ template: "addresses_opened", recipient: email, locale, schoolId },
      params: {
        ...{ schoolName: name, who: actor.name, reason },
        until: formatInstant(locale, until),
      },
    }),
  );
  await commit(ctx, {
    ...{ action: "addresses.opened", entity: "address_opening", entityId: id, schoolId, reason },
    diff: { until: [null, until], for: [null, userId ?? "owners"] },
    write: [
      ...before,
      insertOpening(ctx, {
        ...{ schoolId, id, userId, reason, until },
        ...{ openedBy: ctx.actor.id, openedAt: ctx.now },
      }),
      ...letters.map(({ write }) => write),
    ],
    tell: letters.map(({ tell }) => tell),
    once: true,
  });
}
