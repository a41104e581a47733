import { diffOf } from "#worker/lib/audit.ts";
import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { SchoolInput } from "./input.ts";
import { getSchool, indexSchool, mustBePlace, refreshSessions, updateSchool } from "./queries.ts";

const unique = { "schools.orgnr": ["orgnr", "schools.orgnr_taken"] } as const;

/** Writes the school's own facts over the version that was seen. */
export async function changeSchool(ctx: Ctx, version: number, input: SchoolInput): Promise<void> {
  const school = await getSchool(ctx);
  const diff = diffOf<SchoolInput>(school, input);
  if (Object.keys(diff).length === 0) return; // the same form sent twice
  if (diff.postalCode) mustBePlace(input.postalCode);
  await commit(ctx, {
    action: "schools.changed",
    entity: "school",
    entityId: school.id,
    diff,
    write: [
      updateSchool(ctx, version, input),
      mustChange(ctx),
      ...indexSchool(ctx, { ...school, ...input }),
    ],
    unique,
  });
  if (diff.name) await refreshSessions(ctx);
}
