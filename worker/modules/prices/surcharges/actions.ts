import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { fieldProblem, Problem, refuseFor } from "#worker/lib/problem.ts";
import { mustExist } from "../actions.ts";
import type { SurchargeInput } from "../input.ts";
import { deleteSurcharge, insertSurcharge, listSurcharges } from "./queries.ts";

/** Plans what a lesson costs more or less; like a price it is not written over once it has begun. */
export async function planSurcharge(ctx: Ctx, id: string, input: SurchargeInput): Promise<void> {
  if (input.kind === "evening" && input.fromTime === null)
    throw fieldProblem("fromTime", "prices.evening_time");
  if (input.kind !== "evening" && input.fromTime !== null)
    throw fieldProblem("fromTime", "prices.no_time");
  if (input.branchId !== null) await mustExist(ctx, input.branchId);
  const before = (await listSurcharges(ctx)).some(
    (one) =>
      one.kind === input.kind &&
      one.classCode === input.classCode &&
      one.branchId === input.branchId,
  );
  if (before && input.validFrom < dayOf(ctx.now)) throw fieldProblem("validFrom", "prices.begun");
  await commit(ctx, {
    action: "prices.surcharge_planned",
    entity: "surcharge",
    entityId: id,
    diff: diffOf({}, input),
    write: [insertSurcharge(ctx, id, input)],
    unique: {
      "surcharges.school_id, surcharges.scope, surcharges.valid_from": [
        "validFrom",
        "prices.day_taken",
      ],
    },
    once: true,
  });
}

/** Takes a planned surcharge back before it begins. */
export async function dropSurcharge(ctx: Ctx, id: string): Promise<void> {
  const found = (await listSurcharges(ctx)).find((one) => one.id === id);
  if (!found) throw new Problem(404, "prices.not_found");
  const { validFrom, amountOre } = found;
  if (validFrom <= dayOf(ctx.now))
    refuseFor([
      { code: "prices.has_begun", source: "prices.school_list", params: { from: validFrom } },
    ]);
  await commit(ctx, {
    action: "prices.surcharge_dropped",
    entity: "surcharge",
    entityId: id,
    diff: diffOf<{ amountOre: number | null }>({ amountOre }, { amountOre: null }),
    write: [deleteSurcharge(ctx, id), mustChange(ctx)],
  });
}
