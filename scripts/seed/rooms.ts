import { diffOf } from "#worker/lib/audit.ts";
import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { rooms } from "#worker/modules/resources/schema.ts";
import type { Random } from "./random.ts";
import type { School } from "./school.ts";

const places = [
  { kind: "classroom", name: "Undervisningsrom 1", seats: 16 },
  { kind: "classroom", name: "Undervisningsrom 2", seats: 12 },
  { kind: "meeting", name: "Møterommet", seats: 8 },
  { kind: "track", name: "Glattkjøringsbanen", seats: null },
] as const;

/** The rooms of a school and the track it drives on; answers their ids by kind. */
export async function makeRooms(ctx: Ctx, random: Random, { which, branches }: School) {
  const found = new Map<string, string>();
  for (const place of which === "main" ? places : places.slice(0, 1)) {
    const id = random.id(ctx.now);
    const row = { ...place, branchId: branches[0] ?? null };
    await commit(ctx, {
      action: "resources.room_added",
      entity: "room",
      entityId: id,
      diff: diffOf<object>({}, row),
      write: [ctx.db.insert(rooms).values({ schoolId: ctx.actor.schoolId, id, ...row })],
    });
    if (!found.has(place.kind)) found.set(place.kind, id);
  }
  return found;
}
