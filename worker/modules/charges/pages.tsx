import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { ChargePage } from "#web/modules/charges/views/charge.tsx";
import { ManualChargePage, SalePage } from "#web/modules/charges/views/forms.tsx";
import { MoneyPage } from "#web/modules/charges/views/money.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { chargeByHand, repriceCharge, settleCharge, waiveCharge } from "./actions.ts";
import {
  ByCharge,
  ByPackage,
  ChargeSeen,
  ManualChargeForm,
  MoneyList,
  Sale,
  WaiverForm,
} from "./input.ts";
import { readCharge, readMoney, readOffer } from "./money_queries.ts";
import { endPackage, sellPackage } from "./packages/actions.ts";

const one = valid("param", ById);
const charge = valid("param", ByCharge);
const read = can("charges:read");
const write = can("charges:write");
const at = (id: string) => `/students/${id}/money`;

/** A student's money: `/students/:id/money`. */
export const moneyPages = new Hono<Env>()
  .get("/:id/money", read, one, valid("query", MoneyList), async (c) => {
    const list = c.req.valid("query");
    const money = await readMoney(c.var.ctx, c.req.valid("param").id, list);
    return page(c, <MoneyPage money={money} list={list} />);
  })
  .get("/:id/money/charges/new", write, one, async (c) =>
    page(c, await manualPage(c, c.req.valid("param").id, { ...emptyDraft, values: usual })),
  )
  .post("/:id/money/charges", write, one, form(ManualChargeForm), (c) => {
    const studentId = c.req.valid("param").id;
    return submit(c, c.req.valid("form"), {
      save: async ({ unit, ...input }, id = uuidv7()) => {
        await chargeByHand(c.var.ctx, { id, studentId }, { ...input, unitOre: unit });
        return `${at(studentId)}/charges/${id}`;
      },
      again: (id) => `${at(studentId)}/charges/${id}`,
      flash: "charges.made",
      retry: (draft) => manualPage(c, studentId, draft),
    });
  })
  .get("/:id/money/charges/:chargeId", read, charge, async (c) =>
    page(c, await chargePage(c, c.req.valid("param"))),
  )
  .post(
    "/:id/money/charges/:chargeId/waiver",
    can("charges:waive"),
    charge,
    form(WaiverForm),
    (c) => {
      const of = c.req.valid("param");
      return submit(c, c.req.valid("form"), {
        save: async ({ version, reason }) => {
          await waiveCharge(c.var.ctx, await seenOf(c, of, version), reason);
          return `${at(of.id)}/charges/${of.chargeId}`;
        },
        flash: "charges.waived",
        retry: (draft) => chargePage(c, of, { draft }),
        stale: (draft) => chargePage(c, of, { draft, stale: true }),
      });
    },
  )
  .post("/:id/money/charges/:chargeId/settlement", write, charge, form(ChargeSeen), (c) => {
    const of = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await settleCharge(c.var.ctx, await seenOf(c, of, version));
        return `${at(of.id)}/charges/${of.chargeId}`;
      },
      flash: "charges.settled",
      retry: () => chargePage(c, of, { stale: true }),
      stale: () => chargePage(c, of, { stale: true }),
    });
  })
  .post("/:id/money/charges/:chargeId/price", write, charge, form(ChargeSeen), (c) => {
    const of = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await repriceCharge(c.var.ctx, await seenOf(c, of, version));
        return `${at(of.id)}/charges/${of.chargeId}`;
      },
      flash: "charges.repriced",
      retry: () => chargePage(c, of, { stale: true }),
      stale: () => chargePage(c, of, { stale: true }),
    });
  })
  .get("/:id/money/packages/new", write, one, async (c) =>
    page(c, await salePage(c, c.req.valid("param").id, emptyDraft)),
  )
  .post("/:id/money/packages", write, one, form(Sale), (c) => {
    const studentId = c.req.valid("param").id;
    return submit(c, c.req.valid("form"), {
      save: async ({ packageId }, id = uuidv7()) => {
        await sellPackage(c.var.ctx, { id, studentId, packageId });
        return at(studentId);
      },
      again: () => at(studentId),
      flash: "charges.package_sold",
      retry: (draft) => salePage(c, studentId, draft),
    });
  })
  .post(
    "/:id/money/packages/:packageId/ending",
    write,
    valid("param", ByPackage),
    form(WaiverForm),
    (c) => {
      const { id: studentId, packageId: id } = c.req.valid("param");
      const shown = async (draft: Draft<unknown>, stale = false) => {
        const list = MoneyList.parse({});
        const money = await readMoney(c.var.ctx, studentId, list);
        return <MoneyPage {...{ money, list, stale }} ending={{ id, draft }} />;
      };
      return submit(c, c.req.valid("form"), {
        save: async ({ version, reason }) => {
          await endPackage(c.var.ctx, { id, studentId, version }, reason);
          return at(studentId);
        },
        flash: "charges.package_ended",
        retry: (draft) => shown(draft),
        stale: (draft) => shown(draft, true),
      });
    },
  );

const usual = { quantity: "1" };

async function manualPage(c: Context<Env>, id: string, draft: Draft<unknown>) {
  const { student, products } = await readOffer(c.var.ctx, id);
  return <ManualChargePage {...{ student, draft, products }} />;
}

async function salePage(c: Context<Env>, id: string, draft: Draft<unknown>) {
  const { student, packages } = await readOffer(c.var.ctx, id);
  return <SalePage {...{ student, draft, packages }} />;
}

type Of = { id: string; chargeId: string };
type Shown = { draft?: Draft<unknown>; stale?: boolean };

async function chargePage(
  c: Context<Env>,
  of: Of,
  { draft = emptyDraft, stale = false }: Shown = {},
) {
  return <ChargePage explained={await readCharge(c.var.ctx, of)} {...{ draft, stale }} />;
}

/** The charge of that student: another student's does not exist at this address. */
async function seenOf(c: Context<Env>, of: Of, version: number) {
  await readCharge(c.var.ctx, of);
  return { id: of.chargeId, version };
}
