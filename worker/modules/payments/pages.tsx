import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { ChoosePayer, RegisterPayment } from "#web/modules/payments/views/form.tsx";
import { PaymentTable } from "#web/modules/payments/views/list.tsx";
import { PaymentPage } from "#web/modules/payments/views/payment.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById, Id } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { kronerText } from "#worker/lib/money.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { getInvoice } from "#worker/modules/invoices/mod.ts";
import { readOpen, registerPayment, reversePayment } from "./actions.ts";
import { exportPayments } from "./exports/actions.ts";
import {
  PaymentExport,
  PaymentFor,
  PaymentForm,
  PaymentList,
  partsOf,
  ReversalForm,
} from "./input.ts";
import { getPayment, listPayments } from "./queries.ts";

const one = valid("param", ById);
const read = can("payments:read");
const write = can("payments:write");

/** The list, the form for money that came, and one payment. */
export const paymentsPages = new Hono<Env>()
  .get("/", read, valid("query", PaymentList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <PaymentTable page={await listPayments(c.var.ctx, list)} list={list} />);
  })
  .get("/export", read, stepUp(), valid("query", PaymentExport), (c) =>
    exportPayments(c.var.ctx, c.req.valid("query")),
  )
  .get("/new", write, valid("query", PaymentFor), async (c) => {
    const { student, invoice } = c.req.valid("query");
    if (invoice) return page(c, await formFor(c, invoice));
    return page(c, student ? await registerForm(c, student) : <ChoosePayer />);
  })
  .post("/", write, form(PaymentForm), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (typed, once = uuidv7()) => {
        await registerPayment(c.var.ctx, once, partsOf(typed));
        return `/payments/${once}`;
      },
      again: (id) => `/payments/${id}`,
      flash: "payments.registered",
      retry: (draft) => {
        const student = Id.safeParse(draft.values.studentId);
        if (!student.success) throw new Problem(404, "students.not_found");
        return registerForm(c, student.data, draft);
      },
    }),
  )
  .get("/:id", read, one, async (c) => page(c, await paymentPage(c, c.req.valid("param").id)))
  .post("/:id/reversal", write, stepUp(), one, form(ReversalForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, reason }) => {
        await reversePayment(c.var.ctx, { id, version }, reason);
        return `/payments/${id}`;
      },
      flash: "payments.reversed",
      retry: (draft) => paymentPage(c, id, { draft }),
      stale: () => paymentPage(c, id, { stale: true }),
    });
  });

async function registerForm(c: Context<Env>, studentId: string, draft?: Draft<unknown>) {
  const { student, open } = await readOpen(c.var.ctx, studentId);
  const today = draftOf({ receivedOn: dayOf(c.var.ctx.now), method: "bank" });
  return <RegisterPayment student={student} open={open} draft={draft ?? today} />;
}

/** The form of whoever an invoice is for, with what is left of it: less or more may have come. */
async function formFor(c: Context<Env>, invoiceId: string) {
  const { id, studentId, openOre } = await getInvoice(c.var.ctx, invoiceId);
  const { student, open } = await readOpen(c.var.ctx, studentId);
  const draft = draftOf({
    receivedOn: dayOf(c.var.ctx.now),
    method: "bank",
    amount: openOre > 0 ? kronerText(openOre) : "",
    first: id,
  });
  return <RegisterPayment student={student} open={open} draft={draft} />;
}

type Shown = { draft?: Draft<unknown>; stale?: boolean };

async function paymentPage(c: Context<Env>, id: string, { draft, stale }: Shown = {}) {
  const payment = await getPayment(c.var.ctx, id);
  const reversal = draft ?? emptyDraft;
  return <PaymentPage payment={payment} reversal={reversal} stale={stale ?? false} />;
}
