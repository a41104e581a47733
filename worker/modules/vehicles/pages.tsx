import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { VehicleForm, type VehicleFormProps } from "#web/modules/vehicles/views/form.tsx";
import { VehicleTable } from "#web/modules/vehicles/views/list.tsx";
import { VehiclePage } from "#web/modules/vehicles/views/vehicle.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { comeBack, lookUpStatus } from "#worker/lib/look_up.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { changeVehicle, registerVehicle, retireVehicle, unretireVehicle } from "./actions.ts";
import { lookUpPlate } from "./autosys.ts";
import {
  LookUp,
  type Registered,
  VehicleChange,
  VehicleInput,
  VehicleList,
  VehicleSeen,
} from "./input.ts";
import { getVehicle, readChoices, readVehicles } from "./queries.ts";
import { whyNotDrive } from "./rules.ts";

const one = valid("param", ById);
const read = can("vehicles:read");
const write = can("vehicles:write");

export const vehiclesPages = new Hono<Env>()
  .get("/", read, valid("query", VehicleList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <VehicleTable {...(await readVehicles(c.var.ctx, list))} list={list} />);
  })
  .get("/new", write, async (c) => page(c, await formOf(c, { draft: emptyDraft })))
  .post("/", write, form(VehicleInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once) => {
        const id = once ?? uuidv7();
        await registerVehicle(c.var.ctx, id, input);
        return `/vehicles/${id}`;
      },
      again: (id) => `/vehicles/${id}`,
      flash: "vehicles.registered",
      retry: (draft) => formOf(c, { draft }),
    }),
  )
  .post("/look-up", write, form(LookUp), (c) => lookUp(c, c.req.valid("form")))
  .get("/:id", read, one, async (c) => {
    const vehicle = await getVehicle(c.var.ctx, c.req.valid("param").id);
    const today = dayOf(c.var.now);
    // Any class of its own does: what is left are the reasons that hold for all of them.
    const [first] = vehicle.classes;
    const reasons = first ? whyNotDrive(vehicle, first, today) : [];
    return page(c, <VehiclePage vehicle={vehicle} reasons={reasons} />);
  })
  .get("/:id/edit", write, one, async (c) => {
    const { id } = c.req.valid("param");
    return page(
      c,
      await formOf(c, { id, draft: draftOf(await getVehicle(c.var.ctx, id), VehicleChange) }),
    );
  })
  .post("/:id", write, one, form(VehicleChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changeVehicle(c.var.ctx, { id, version }, input);
        return `/vehicles/${id}`;
      },
      flash: "vehicles.changed",
      retry: (draft) => formOf(c, { id, draft }),
      row: { form: VehicleChange, now: () => getVehicle(c.var.ctx, id), at: `/vehicles/${id}` },
    });
  })
  .post("/:id/look-up", write, one, form(LookUp), (c) =>
    lookUp(c, c.req.valid("form"), c.req.valid("param").id),
  )
  .post("/:id/retirement", write, one, form(VehicleSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await retireVehicle(c.var.ctx, { id, version });
        return `/vehicles/${id}`;
      },
      flash: "vehicles.retired",
      retry: () => vehicleNow(c, id),
      stale: () => vehicleNow(c, id),
    });
  })
  .post("/:id/return", write, one, form(VehicleSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await unretireVehicle(c.var.ctx, { id, version });
        return `/vehicles/${id}`;
      },
      flash: "vehicles.unretired",
      retry: () => vehicleNow(c, id),
      stale: () => vehicleNow(c, id),
    });
  });

async function formOf(c: Context<Env>, props: Omit<VehicleFormProps, "branches" | "offered">) {
  return <VehicleForm {...props} {...(await readChoices(c.var.ctx))} />;
}

/** The vehicle as it is now, for whoever pressed a button on an older one. */
async function vehicleNow(c: Context<Env>, id: string) {
  return <VehiclePage vehicle={await getVehicle(c.var.ctx, id)} reasons={[]} stale />;
}

/** Fills the form from the register. Nothing is saved, and what was typed stays where it is silent. */
async function lookUp(c: Context<Env>, draft: Draft<{ plate: string }>, id?: string) {
  const about = id === undefined ? {} : { id };
  const { value, ...typed } = draft;
  if (!value) return page(c, await formOf(c, { ...about, draft: typed }), 422);
  const answer = await lookUpPlate(c.var.ctx, value.plate);
  const told = answer.found
    ? { draft: { ...typed, values: filled(typed.values, answer.vehicle) }, found: answer.vehicle }
    : { draft: typed, silence: answer.code };
  const shown = await formOf(c, { ...about, ...told });
  return comeBack(page(c, shown, lookUpStatus(answer)), answer);
}

function filled(values: Draft<never>["values"], found: Registered): Draft<never>["values"] {
  const { classes = [], onTheRoad, ...facts } = found;
  const known = Object.entries(facts).map(([name, value]) => [name, String(value)]);
  const chosen = [values.classes ?? []].flat();
  return {
    ...values,
    ...Object.fromEntries(known),
    classes: chosen.length > 0 ? chosen : classes,
  };
}
