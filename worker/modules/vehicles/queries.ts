import { and, eq, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Ctx, Statement } from "#worker/lib/ctx.ts";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import { HORIZON } from "#worker/lib/due.ts";
import type { Seen } from "#worker/lib/fields.ts";
import type { Paged } from "#worker/lib/list.ts";
import { keyset, toPage } from "#worker/lib/paged.ts";
import { Problem } from "#worker/lib/problem.ts";
import { findIds, indexWords, inOrder, oneOf } from "#worker/lib/search.ts";
import {
  asOffered,
  branches,
  classChoice,
  offeredRows,
  openBranches,
} from "#worker/modules/schools/mod.ts";
import type { fuels, kinds, Vehicle, VehicleInput, VehicleList, VehicleRow } from "./input.ts";
import { dues } from "./rules.ts";
import { vehicles } from "./schema.ts";

// Named, never whole rows: a column added later does not slip out with them.
const listed = {
  id: vehicles.id,
  plate: vehicles.plate,
  kind: sql<(typeof kinds)[number]>`${vehicles.kind}`,
  make: vehicles.make,
  model: vehicles.model,
  year: vehicles.year,
  classes: vehicles.classes,
  gearbox: vehicles.gearbox,
  fuel: sql<(typeof fuels)[number] | null>`${vehicles.fuel}`,
  dualControls: vehicles.dualControls,
  branch: branches.name,
  inspectBy: vehicles.inspectBy,
  insuredUntil: vehicles.insuredUntil,
  retiredOn: vehicles.retiredOn,
  version: vehicles.version,
};
const whole = {
  ...listed,
  branchId: vehicles.branchId,
  insurer: vehicles.insurer,
  policy: vehicles.policy,
  note: vehicles.note,
};
const sorts = { plate: vehicles.plate, inspectBy: vehicles.inspectSort };
// Few schools have more vehicles: the classes of so many are what its filter offers.
const LOOKED_AT = 100;
const NEVER = "9999-12-31"; // what a vehicle without an inspection sorts by

const mine = (ctx: Ctx) => eq(vehicles.schoolId, ctx.actor.schoolId);
const itsBranch = and(eq(branches.schoolId, vehicles.schoolId), eq(branches.id, vehicles.branchId));
const dueSoon = (ctx: Ctx) =>
  and(isNull(vehicles.retiredOn), lte(vehicles.dueOn, addDays(dayOf(ctx.now), HORIZON)));

function filters(ctx: Ctx, list: VehicleList): SQL | undefined {
  const taught = sql`exists (select 1 from json_each(${vehicles.classes}) where value = ${list.class})`;
  return and(
    list.state === "all"
      ? undefined
      : (list.state === "retired" ? isNotNull : isNull)(vehicles.retiredOn),
    list.branch ? eq(vehicles.branchId, list.branch) : undefined,
    list.class && taught,
    list.gearbox && eq(vehicles.gearbox, list.gearbox),
    list.due && dueSoon(ctx),
  );
}

type Read = { classes: readonly VehicleRow["classes"][number][] } & Omit<
  VehicleRow,
  "classes" | "inspectionDue" | "insuranceDue"
>;

/** A row with the warnings that hold today. */
function shown<R extends Read>(ctx: Ctx, row: R) {
  return { ...row, classes: [...row.classes], ...dues(row, dayOf(ctx.now)) };
}

type Listed = Awaited<ReturnType<typeof rows>>[number];

const rows = (ctx: Ctx) =>
  ctx.db.select(listed).from(vehicles).leftJoin(branches, itsBranch).$dynamic();

/** The query behind a page of the list, and what makes the page of its rows. */
async function pageQuery(ctx: Ctx, list: VehicleList) {
  const tidy = (row: Listed) => shown(ctx, row);
  if (list.q) {
    const fits = sql`exists (select 1 from ${vehicles} where
      ${and(mine(ctx), sql`${vehicles.id} = s.id`, filters(ctx, list))})`;
    const { ids, after } = await findIds(ctx, "vehicle", list, fits);
    const query = rows(ctx).where(and(mine(ctx), oneOf(vehicles.id, ids)));
    const toFound = (found: Listed[]) => ({ items: inOrder(found, ids).map(tidy), after });
    return { query, toListed: toFound };
  }
  const { after, order, limit } = keyset(sorts, vehicles.id, list);
  const query = rows(ctx)
    .where(and(mine(ctx), filters(ctx, list), after))
    .orderBy(...order)
    .limit(limit);
  const toListed = (read: Listed[]) =>
    toPage(read.map(tidy), list, (row, sort) =>
      sort === "plate" ? row.plate : (row.inspectBy ?? NEVER),
    );
  return { query, toListed };
}

export async function listVehicles(ctx: Ctx, list: VehicleList): Promise<Paged<VehicleRow>> {
  const { query, toListed } = await pageQuery(ctx, list);
  return toListed(await query);
}

/** A page of the vehicles with the classes and branches its filters offer: one trip, or two with a search. */
export async function readVehicles(ctx: Ctx, list: VehicleList) {
  const drivenFor = sql`j.value in (select c.value from
    (select classes from vehicles where school_id = ${ctx.actor.schoolId} limit ${LOOKED_AT}) v,
    json_each(v.classes) c)`;
  const { query, toListed } = await pageQuery(ctx, list);
  const [read, classes, places] = await ctx.db.batch([
    query,
    classChoice(ctx, drivenFor),
    openBranches(ctx),
  ]);
  return { page: toListed(read), classes: classes.map(({ code }) => code), branches: places };
}

/** What the form of a vehicle gives to choose from. */
export async function readChoices(ctx: Ctx) {
  const [places, offered] = await ctx.db.batch([openBranches(ctx), offeredRows(ctx)]);
  return { branches: places, offered: asOffered(offered).map(({ code }) => code) };
}

export async function getVehicle(ctx: Ctx, id: string): Promise<Vehicle> {
  const [row] = await ctx.db
    .select(whole)
    .from(vehicles)
    .leftJoin(branches, itsBranch)
    .where(and(mine(ctx), eq(vehicles.id, id)));
  if (!row) throw new Problem(404, "vehicles.not_found");
  return shown(ctx, row);
}

/** The first vehicles whose inspection or insurance runs out: one too many tells of more. */
export function dueVehicles(ctx: Ctx, limit: number) {
  return ctx.db
    .select({
      id: vehicles.id,
      plate: vehicles.plate,
      inspectBy: vehicles.inspectBy,
      insuredUntil: vehicles.insuredUntil,
    })
    .from(vehicles)
    .where(and(mine(ctx), dueSoon(ctx)))
    .orderBy(vehicles.dueOn, vehicles.id)
    .limit(limit);
}

// Writes are returned, not sent: commit() sends them in one batch with their audit row.

export function insertVehicle(ctx: Ctx, id: string, input: VehicleInput): Statement {
  return ctx.db.insert(vehicles).values({ schoolId: ctx.actor.schoolId, id, ...input });
}

export function updateVehicle(
  ctx: Ctx,
  seen: Seen,
  change: VehicleInput | Pick<Vehicle, "retiredOn">,
): Statement {
  return ctx.db
    .update(vehicles)
    .set({ ...change, version: sql`${vehicles.version} + 1` })
    .where(and(mine(ctx), eq(vehicles.id, seen.id), eq(vehicles.version, seen.version)));
}

type Findable = Pick<VehicleInput, "plate" | "make" | "model">;

/** A vehicle is found by its plate, by the number of its plate alone, and by what it is. */
export function indexVehicle(ctx: Ctx, id: string, { plate, make, model }: Findable): Statement[] {
  const text = [plate, plate.replace(/^\D+/, ""), make ?? "", model ?? ""].join(" ");
  return indexWords(ctx, "vehicle", { id, text });
}
