import { auditRow } from "#worker/lib/audit.ts";
import { DAY, HOUR, shift } from "#worker/lib/clock.ts";
import { commit } from "#worker/lib/commit.ts";
import { type Ctx, PLATFORM } from "#worker/lib/ctx.ts";
import { insertVisit, updateVisit } from "#worker/modules/visits/queries.ts";
import type { People } from "./demo.ts";
import { randomFrom } from "./random.ts";

/** Support has asked once to see the school as its instructor does, and the owner said no. */
export async function makeVisits(ctx: Ctx, people: People): Promise<void> {
  const [asker, owner, person] = ["platform_admin", "owner", "instructor"].map(
    (key) => people.get(key)?.id,
  );
  if (!asker || !owner || !person) return;
  const { schoolId } = ctx.actor;
  const askedAt = shift(ctx.now, -3 * DAY);
  const id = randomFrom(37).id(askedAt);
  const row = { schoolId, id, personId: person, askedBy: asker, askedAt } as const;
  const reason = "Linn finner ikke timene sine i kalenderen.";
  const step = (by: string, now: string, action: "visits.asked" | "visits.refused") => {
    const then = { ...ctx, now, actor: { ...ctx.actor, id: by } };
    const entry = { action, entity: "support_visit", entityId: id };
    return { then, entry, copy: auditRow(then, { ...entry, schoolId: PLATFORM }) };
  };
  const asked = step(asker, askedAt, "visits.asked");
  const until = shift(askedAt, DAY);
  await commit(asked.then, {
    ...{ ...asked.entry, reason },
    write: [
      insertVisit(ctx, { ...row, reason, caseNumber: "S-1042", state: "asked", until }),
      asked.copy,
    ],
  });
  const refused = step(owner, shift(askedAt, HOUR), "visits.refused");
  const decided = { state: "refused", decidedBy: owner, decidedAt: refused.then.now } as const;
  await commit(refused.then, {
    ...refused.entry,
    write: [updateVisit(ctx, { ...row, version: 1 }, decided), refused.copy],
  });
}
