import { type Context, Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { setService } from "./actions.ts";
import { Service, Setting } from "./input.ts";
import { getService, ID } from "./queries.ts";

export const serviceApi = new Hono<Env>()
  .get("/", can("operations:read"), answers(Service), async (c) =>
    send(c, await getService(c.var.ctx)),
  )
  .put(
    "/",
    can("operations:run"),
    stepUp(),
    ifMatch(() => ID),
    valid("json", Setting),
    answers(Service),
    async (c) => send(c, await setService(c.var.ctx, c.req.valid("header"), c.req.valid("json"))),
  );

function send(c: Context<Env>, service: Service) {
  c.header("ETag", etag({ id: ID, version: service.version }));
  return c.json(service);
}
