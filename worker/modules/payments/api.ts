import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { answersTable } from "#worker/lib/table_file.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { registerPayment, reversePayment } from "./actions.ts";
import { exportPayments } from "./exports/actions.ts";
import { Payment, PaymentExport, PaymentInput, PaymentList, Payments, Reversal } from "./input.ts";
import { getPayment, listPayments } from "./queries.ts";

const one = valid("param", ById);
const read = can("payments:read");
const write = can("payments:write");

export const paymentsApi = new Hono<Env>()
  .get("/", read, valid("query", PaymentList), answers(Payments), async (c) =>
    c.json(await listPayments(c.var.ctx, c.req.valid("query"))),
  )
  .get("/export", read, stepUp(), valid("query", PaymentExport), answersTable(), (c) =>
    exportPayments(c.var.ctx, c.req.valid("query")),
  )
  .post(
    "/",
    write,
    idempotencyKey(),
    valid("json", PaymentInput),
    answers(Payment, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      await makeOnce(once, () => registerPayment(c.var.ctx, id, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .get("/:id", read, one, answers(Payment), (c) => send(c, c.req.valid("param").id))
  .put(
    "/:id/reversal",
    write,
    stepUp(),
    one,
    ifMatch(),
    valid("json", Reversal),
    answers(Payment),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await reversePayment(c.var.ctx, seen, c.req.valid("json").reason);
      return send(c, seen.id);
    },
  );

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const payment = await getPayment(c.var.ctx, id);
  return c.json(payment, status, { ETag: etag(payment) });
}
