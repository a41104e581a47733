import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { addAbsence, callOffAbsence, changeAbsence, readAbsence, shareOut } from "./actions.ts";
import {
  Absence,
  AbsenceInput,
  AbsenceQuery,
  Absences,
  AbsenceTime,
  Hit,
  Moved,
  Moves,
} from "./input.ts";
import { getAbsence, listAbsences } from "./page_queries.ts";

const one = valid("param", ById);
const read = can("absences:read");
const write = can("absences:write");

export const absencesApi = new Hono<Env>()
  .get("/", read, valid("query", AbsenceQuery), answers(Absences), async (c) =>
    c.json({ items: await listAbsences(c.var.ctx, c.req.valid("query")) }),
  )
  .post(
    "/",
    write,
    idempotencyKey(),
    valid("json", AbsenceInput),
    answers(Absence, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      await makeOnce(once, () => addAbsence(c.var.ctx, id, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .get("/:id", read, one, answers(Absence), (c) => send(c, c.req.valid("param").id))
  .put("/:id", write, one, ifMatch(), valid("json", AbsenceTime), answers(Absence), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await changeAbsence(c.var.ctx, seen, c.req.valid("json"));
    return send(c, seen.id);
  })
  .put("/:id/cancellation", write, one, ifMatch(), answers(Absence), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await callOffAbsence(c.var.ctx, seen);
    return send(c, seen.id);
  })
  .get("/:id/bookings", write, one, answers(Hit), async (c) => {
    const { hit } = await readAbsence(c.var.ctx, c.req.valid("param").id);
    return c.json({ items: hit });
  })
  .post("/:id/reassignment", write, one, valid("json", Moves), answers(Moved), async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await shareOut(c.var.ctx, id, c.req.valid("json").moves));
  });

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const absence = await getAbsence(c.var.ctx, id);
  return c.json(absence, status, { ETag: etag(absence) });
}
