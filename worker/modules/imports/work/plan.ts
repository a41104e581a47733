import type { Ctx } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import { employeesByName } from "#worker/modules/employees/mod.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import type { Field } from "../mapping/input.ts";
import { positionsOf } from "../mapping/rules.ts";
import type { Work } from "../queries.ts";
import type { Plan, World } from "../rows/types.ts";

/** How an import's rows are read. */
export function planOf(work: Pick<Work, "columns" | "mapping" | "options">): Plan {
  const at = positionsOf(work.mapping as readonly (Field | null)[]);
  return { width: work.columns.length, at, ...work.options };
}

/** What is known around the file: one read serves all of its rows. */
export async function worldOf(ctx: Ctx): Promise<World> {
  return {
    today: dayOf(ctx.now),
    synthetic: ctx.env.SYNTHETIC_IDS === "yes",
    townOf,
    instructorId: await employeesByName(ctx),
  };
}
