import { diffOf } from "#worker/lib/audit.ts";
import { changes, commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { fieldProblem } from "#worker/lib/problem.ts";
import { branchesOf } from "#worker/modules/schools/mod.ts";
import type { RoomInput } from "./input.ts";
import { getRoom, insertRoom, updateRoom } from "./queries.ts";

const unique = { "rooms.school_id, rooms.name": ["name", "resources.name_taken"] } as const;
const about = (entityId: string) => ({ entity: "room", entityId });

/** Adds a room. The id comes with the form, so sending twice makes one. */
export async function addRoom(ctx: Ctx, id: string, input: RoomInput): Promise<void> {
  await mustStandSomewhere(ctx, input.branchId);
  await commit(ctx, {
    ...about(id),
    action: "resources.room_added",
    diff: diffOf({}, input),
    write: [insertRoom(ctx, id, input)],
    unique,
    once: true,
  });
}

/** Writes over the version that was seen. */
export async function changeRoom(ctx: Ctx, seen: Seen, input: RoomInput): Promise<void> {
  const room = await getRoom(ctx, seen.id);
  if (input.branchId !== room.branchId) await mustStandSomewhere(ctx, input.branchId);
  const diff = diffOf<RoomInput>(room, input);
  if (!changes(room, seen, diff)) return;
  await commit(ctx, {
    ...about(seen.id),
    action: "resources.room_changed",
    diff,
    write: [updateRoom(ctx, seen, input), mustChange(ctx)],
    unique,
  });
}

async function mustStandSomewhere(ctx: Ctx, branchId: string | null): Promise<void> {
  if (branchId === null) return;
  const open = await branchesOf(ctx);
  if (!open.some(({ id }) => id === branchId))
    throw fieldProblem("branchId", "resources.no_branch");
}
