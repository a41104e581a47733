import { Hono } from "hono";
import { DevicesPage } from "#web/modules/sessions/views/devices.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { leaveFlash } from "#worker/lib/flash.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { signedIn } from "../account/signed_in.ts";
import { SessionId } from "../input.ts";
import { endDevice, endOthers, listDevices } from "./actions.ts";

const own = can("account:own");
const here = "/account/sessions";

/** Where somebody is signed in, and how to end it. */
export const devicesPages = new Hono<Env>()
  .get("/", own, async (c) =>
    page(c, <DevicesPage devices={await listDevices(c.var.ctx, signedIn(c).claim)} />),
  )
  .post("/others/removal", own, async (c) => {
    await endOthers(c.var.ctx, signedIn(c).claim);
    leaveFlash(c, "sessions.others_ended");
    return c.redirect(here, 303);
  })
  .post("/:id/removal", own, valid("param", SessionId), async (c) => {
    await endDevice(c.var.ctx, c.req.valid("param").id);
    leaveFlash(c, "sessions.device_ended");
    return c.redirect(here, 303);
  });
