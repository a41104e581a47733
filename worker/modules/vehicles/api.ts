import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { Problem } from "#worker/lib/problem.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { changeVehicle, registerVehicle, retireVehicle, unretireVehicle } from "./actions.ts";
import { lookUpPlate } from "./autosys.ts";
import { ByPlate, Registered, Vehicle, VehicleInput, VehicleList, Vehicles } from "./input.ts";
import { getVehicle, listVehicles } from "./queries.ts";

const one = valid("param", ById);

export const vehiclesApi = new Hono<Env>()
  .get("/", can("vehicles:read"), valid("query", VehicleList), answers(Vehicles), async (c) =>
    c.json(await listVehicles(c.var.ctx, c.req.valid("query"))),
  )
  .post(
    "/",
    can("vehicles:write"),
    valid("json", VehicleInput),
    answers(Vehicle, 201),
    async (c) => {
      const id = uuidv7();
      await registerVehicle(c.var.ctx, id, c.req.valid("json"));
      return send(c, id, 201);
    },
  )
  .get(
    "/register/:plate",
    can("vehicles:write"),
    valid("param", ByPlate),
    answers(Registered),
    async (c) => {
      const answer = await lookUpPlate(c.var.ctx, c.req.valid("param").plate);
      if (answer.found) return c.json(answer.vehicle);
      if (answer.wait) throw new Problem(429, answer.code, { retryAfter: answer.wait / 1000 });
      throw new Problem(answer.code === "vehicles.register_unknown" ? 404 : 503, answer.code);
    },
  )
  .get("/:id", can("vehicles:read"), one, answers(Vehicle), (c) => send(c, c.req.valid("param").id))
  .put(
    "/:id",
    can("vehicles:write"),
    one,
    ifMatch(),
    valid("json", VehicleInput),
    answers(Vehicle),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await changeVehicle(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .put("/:id/retirement", can("vehicles:write"), one, ifMatch(), answers(Vehicle), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await retireVehicle(c.var.ctx, seen);
    return send(c, seen.id);
  })
  .delete("/:id/retirement", can("vehicles:write"), one, ifMatch(), answers(Vehicle), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await unretireVehicle(c.var.ctx, seen);
    return send(c, seen.id);
  });

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const vehicle = await getVehicle(c.var.ctx, id);
  return c.json(vehicle, status, { ETag: etag(vehicle) });
}
