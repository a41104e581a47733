import { and, eq, gt, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Seen } from "#worker/lib/fields.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { branches, openBranches } from "#worker/modules/schools/mod.ts";
import { vehicles } from "#worker/modules/vehicles/mod.ts";
import type { Room, RoomInput, RoomList } from "./input.ts";
import { rooms } from "./schema.ts";

const columns = {
  id: rooms.id,
  kind: sql<Room["kind"]>`${rooms.kind}`,
  name: rooms.name,
  seats: rooms.seats,
  branchId: rooms.branchId,
  branch: sql<string | null>`${branches.name}`.as("branch"),
  address: rooms.address,
  note: rooms.note,
  closedOn: rooms.closedOn,
  version: rooms.version,
};

const mine = (ctx: Ctx) => eq(rooms.schoolId, ctx.actor.schoolId);
const itsBranch = and(eq(branches.schoolId, rooms.schoolId), eq(branches.id, rooms.branchId));

/** Rooms that are in use on a day. */
export const inUse = (on: string): SQL | undefined =>
  or(isNull(rooms.closedOn), gt(rooms.closedOn, on));

function filters(ctx: Ctx, { kind, branch, state }: RoomList): SQL | undefined {
  const today = dayOf(ctx.now);
  return and(
    kind && eq(rooms.kind, kind),
    branch ? eq(rooms.branchId, branch) : undefined,
    state === "all" ? undefined : state === "closed" ? lte(rooms.closedOn, today) : inUse(today),
  );
}

function pageQuery(ctx: Ctx, list: RoomList) {
  const { after, order, limit } = keyset({ name: rooms.name }, rooms.id, list);
  return ctx.db
    .select(columns)
    .from(rooms)
    .leftJoin(branches, itsBranch)
    .where(and(mine(ctx), filters(ctx, list), after))
    .orderBy(...order)
    .limit(limit);
}

export async function listRooms(ctx: Ctx, list: RoomList) {
  return toPage(await pageQuery(ctx, list), list);
}

// A school has a handful of trailers; the limit is only a fuse.
const FUSE = 100;

/** A page of the rooms with the trailers beside them, and the branches to filter by: one trip. */
export async function readResources(ctx: Ctx, list: RoomList) {
  const [found, trailers, places] = await ctx.db.batch([
    pageQuery(ctx, list),
    ctx.db
      .select({
        id: vehicles.id,
        plate: vehicles.plate,
        make: vehicles.make,
        model: vehicles.model,
        classes: vehicles.classes,
        inspectBy: vehicles.inspectBy,
      })
      .from(vehicles)
      .where(
        and(
          eq(vehicles.schoolId, ctx.actor.schoolId),
          eq(vehicles.kind, "trailer"),
          isNull(vehicles.retiredOn),
        ),
      )
      .orderBy(vehicles.plate)
      .limit(FUSE),
    openBranches(ctx),
  ]);
  return { page: toPage(found, list), trailers, branches: places };
}
export type Trailer = Awaited<ReturnType<typeof readResources>>["trailers"][number];

/** The statement for the names of rooms in use on a day, for a form. */
export const roomRows = (ctx: Ctx, on: string) =>
  ctx.db
    .select({ id: rooms.id, name: rooms.name, kind: columns.kind, branchId: rooms.branchId })
    .from(rooms)
    .where(and(mine(ctx), inUse(on)))
    .orderBy(rooms.name)
    .limit(FUSE);

export async function getRoom(ctx: Ctx, id: string): Promise<Room> {
  const [row] = await ctx.db
    .select(columns)
    .from(rooms)
    .leftJoin(branches, itsBranch)
    .where(and(mine(ctx), eq(rooms.id, id)));
  if (!row) throw new Problem(404, "resources.not_found");
  return row;
}

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

export function insertRoom(ctx: Ctx, id: string, input: RoomInput): Statement {
  return ctx.db.insert(rooms).values({ schoolId: ctx.actor.schoolId, id, ...input });
}

export function updateRoom(ctx: Ctx, seen: Seen, input: RoomInput): Statement {
  return ctx.db
    .update(rooms)
    .set({ ...input, version: sql`${rooms.version} + 1` })
    .where(and(mine(ctx), eq(rooms.id, seen.id), eq(rooms.version, seen.version)));
}
