import { Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { etag } from "#worker/lib/version.ts";
import { Absence } from "../input.ts";
import { getAbsence } from "../page_queries.ts";
import { reportIll } from "./actions.ts";
import { IllInput } from "./input.ts";

/** One's own absence, by whoever is ill. */
export const ownAbsencesApi = new Hono<Env>().post(
  "/own",
  can("absences:own"),
  idempotencyKey(),
  valid("json", IllInput),
  answers(Absence, 201),
  async (c) => {
    const { ctx } = c.var;
    const { once } = c.req.valid("header");
    const id = once ?? uuidv7();
    await makeOnce(once, () => reportIll(ctx, id, c.req.valid("json")));
    const absence = await getAbsence(ctx, id);
    return c.json(absence, 201, { ETag: etag(absence) });
  },
);
