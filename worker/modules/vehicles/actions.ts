import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fieldProblem, refuseFor } from "#worker/lib/problem.ts";
import { branchesOf } from "#worker/modules/schools/mod.ts";
import type { VehicleInput } from "./input.ts";
import { getVehicle, indexVehicle, insertVehicle, updateVehicle } from "./queries.ts";
import { whyNotChange, whyNotUnretire } from "./rules.ts";

const unique = { "vehicles.school_id, vehicles.plate": ["plate", "vehicles.plate_taken"] } as const;
const about = (entityId: string) => ({ entity: "vehicle", entityId });

/** Puts a vehicle into the register. The id comes with the form, so sending twice makes one. */
export async function registerVehicle(ctx: Ctx, id: string, input: VehicleInput): Promise<void> {
  await mustStandSomewhere(ctx, input.branchId);
  await commit(ctx, {
    ...about(id),
    action: "vehicles.registered",
    diff: diffOf({}, input),
    write: [insertVehicle(ctx, id, input), ...indexVehicle(ctx, id, input)],
    unique,
    once: true,
  });
}

/** Writes over the version that was seen. */
export async function changeVehicle(ctx: Ctx, seen: Seen, input: VehicleInput): Promise<void> {
  const vehicle = await getVehicle(ctx, seen.id);
  refuseFor(whyNotChange(vehicle));
  if (input.branchId !== vehicle.branchId) await mustStandSomewhere(ctx, input.branchId);
  const diff = diffOf<VehicleInput>(vehicle, input);
  if (!changes(vehicle, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "vehicles.changed",
    diff,
    write: [updateVehicle(ctx, seen, input), mustChange(ctx), ...indexVehicle(ctx, seen.id, input)],
    unique,
  });
}

/** Takes a vehicle out of use from today; what was driven in it stays. */
export async function retireVehicle(ctx: Ctx, seen: Seen): Promise<void> {
  const vehicle = await getVehicle(ctx, seen.id);
  refuseFor(whyNotChange(vehicle));
  const retiredOn = dayOf(ctx.now);
  await commit(ctx, {
    ...about(seen.id),
    action: "vehicles.retired",
    diff: diffOf<{ retiredOn: string | null }>(vehicle, { retiredOn }),
    write: [updateVehicle(ctx, seen, { retiredOn }), mustChange(ctx)],
  });
}

/** Takes it back into use. */
export async function unretireVehicle(ctx: Ctx, seen: Seen): Promise<void> {
  const vehicle = await getVehicle(ctx, seen.id);
  refuseFor(whyNotUnretire(vehicle));
  await commit(ctx, {
    ...about(seen.id),
    action: "vehicles.unretired",
    diff: diffOf<{ retiredOn: string | null }>(vehicle, { retiredOn: null }),
    write: [updateVehicle(ctx, seen, { retiredOn: null }), mustChange(ctx)],
  });
}

async function mustStandSomewhere(ctx: Ctx, branchId: string | null): Promise<void> {
  if (branchId === null) return;
  const open = await branchesOf(ctx);
  if (!open.some(({ id }) => id === branchId)) throw fieldProblem("branchId", "vehicles.no_branch");
}
