import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { Entries, EntryList, entriesQuery, toEntries } from "#worker/modules/ledger/mod.ts";
import { getStudent } from "#worker/modules/students/mod.ts";
import { chargeByHand, repriceCharge, settleCharge, waiveCharge } from "./actions.ts";
import {
  ByPackage,
  Charge,
  ChargeList,
  Charges,
  ManualCharge,
  MoneyList,
  Sale,
  StudentMoney,
  Waiver,
} from "./input.ts";
import { chargesQuery, readMoney, toCharges } from "./money_queries.ts";
import { endPackage, sellPackage } from "./packages/actions.ts";
import { getCharge } from "./queries.ts";

const one = valid("param", ById);
const read = can("charges:read");
const write = can("charges:write");

export const chargesApi = new Hono<Env>()
  .get("/:id", read, one, answers(Charge), (c) => send(c, c.req.valid("param").id))
  .put(
    "/:id/waiver",
    can("charges:waive"),
    one,
    ifMatch(),
    valid("json", Waiver),
    answers(Charge),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await waiveCharge(c.var.ctx, seen, c.req.valid("json").reason);
      return send(c, seen.id);
    },
  )
  .put("/:id/settlement", write, one, ifMatch(), answers(Charge), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await settleCharge(c.var.ctx, seen);
    return send(c, seen.id);
  })
  .put("/:id/price", write, one, ifMatch(), answers(Charge), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await repriceCharge(c.var.ctx, seen);
    return send(c, seen.id);
  });

/** What hangs on a student: her charges, entries and packages. */
export const studentChargesApi = new Hono<Env>()
  .get("/:id/charges", read, one, valid("query", ChargeList), answers(Charges), async (c) => {
    const { id } = await getStudent(c.var.ctx, c.req.valid("param").id);
    const list = c.req.valid("query");
    return c.json(toCharges(await chargesQuery(c.var.ctx, id, list), list));
  })
  .post(
    "/:id/charges",
    write,
    one,
    idempotencyKey(),
    valid("json", ManualCharge),
    answers(Charge, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const [id, studentId] = [once ?? uuidv7(), c.req.valid("param").id];
      await makeOnce(once, () => chargeByHand(c.var.ctx, { id, studentId }, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .get("/:id/money", read, one, answers(StudentMoney), (c) => sendMoney(c, c.req.valid("param").id))
  .get("/:id/entries", read, one, valid("query", EntryList), answers(Entries), async (c) => {
    const { id } = await getStudent(c.var.ctx, c.req.valid("param").id);
    const list = c.req.valid("query");
    return c.json(toEntries(await entriesQuery(c.var.ctx, list, id), list));
  })
  .post(
    "/:id/packages",
    write,
    one,
    idempotencyKey(),
    valid("json", Sale),
    answers(StudentMoney, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const studentId = c.req.valid("param").id;
      const sale = { ...c.req.valid("json"), studentId, id: once ?? uuidv7() };
      await makeOnce(once, () => sellPackage(c.var.ctx, sale));
      return sendMoney(c, studentId, 201);
    },
  )
  .put(
    "/:id/packages/:packageId/ending",
    write,
    valid("param", ByPackage),
    ifMatch((c) => c.req.param("packageId")),
    valid("json", Waiver),
    answers(StudentMoney),
    async (c) => {
      const { id: studentId, packageId: id } = c.req.valid("param");
      const seen = { id, studentId, ...c.req.valid("header") };
      await endPackage(c.var.ctx, seen, c.req.valid("json").reason);
      return sendMoney(c, studentId);
    },
  );

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const charge = await getCharge(c.var.ctx, id);
  return c.json(charge, status, { ETag: etag(charge) });
}

async function sendMoney(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const { light, packages } = await readMoney(c.var.ctx, id, MoneyList.parse({}));
  return c.json({ light, packages }, status);
}
