import { eq } from "drizzle-orm";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { charges } from "#worker/modules/charges/schema.ts";
import { invoiceLines, invoices } from "#worker/modules/invoices/schema.ts";
import { payments } from "#worker/modules/payments/schema.ts";
import { db } from "../harness.ts";
import { type Call, proveAgain } from "./town.ts";
import { at, type Command, inTown, nth } from "./wishes.ts";

export const sell = nth.map(
  (n): Command => ({
    name: "sell a package",
    wish: async (town) => {
      const path = `/api/v1/students/${at(town.learners, n)}/packages`;
      const body = { packageId: town.packageId };
      return { who: town.owner, call: { method: "POST", path, body, once: uuidv7() } };
    },
  }),
);

export const waive = nth.map(
  (n): Command => ({
    name: "waive",
    wish: async (town) => {
      const charge = at(await inTown(charges, town), n) as typeof charges.$inferSelect | undefined;
      if (!charge) return undefined;
      const path = `/api/v1/charges/${charge.id}/waiver`;
      const body = { reason: "Læreren kom for sent" };
      return { who: town.owner, call: { method: "PUT", path, body, seen: charge } };
    },
  }),
);

export const pay = fc.record({ n: nth, ore: fc.integer({ min: 1, max: 300_000 }) }).map(
  ({ n, ore }): Command => ({
    name: "pay",
    wish: async (town) => {
      const studentId = at(town.learners, n);
      const body = { studentId, receivedOn: town.now.slice(0, 10), method: "bank", amountOre: ore };
      const call: Call = { method: "POST", path: "/api/v1/payments", body, once: uuidv7() };
      return { who: town.owner, call };
    },
  }),
);

export const takeBack = nth.map(
  (n): Command => ({
    name: "reverse a payment",
    wish: async (town) => {
      const row = at(await inTown(payments, town), n) as typeof payments.$inferSelect | undefined;
      if (!row) return undefined;
      await proveAgain(town, town.owner);
      const path = `/api/v1/payments/${row.id}/reversal`;
      const body = { reason: "Feil elev" };
      return { who: town.owner, call: { method: "PUT", path, body, seen: row } };
    },
  }),
);

export const draft = nth.map(
  (n): Command => ({
    name: "draft an invoice",
    wish: async (town) => {
      const studentId = at(town.learners, n) ?? "";
      const rows = (await inTown(charges, town)) as (typeof charges.$inferSelect)[];
      const due = rows.filter((one) => one.studentId === studentId && one.status === "due");
      if (due.length === 0) return undefined;
      const body = { studentId, ids: due.map(({ id }) => id) };
      const call: Call = { method: "POST", path: "/api/v1/invoices", body, once: uuidv7() };
      return { who: town.owner, call };
    },
  }),
);

export const issue = nth.map(
  (n): Command => ({
    name: "issue an invoice",
    wish: async (town) => {
      const rows = (await inTown(invoices, town)) as (typeof invoices.$inferSelect)[];
      const row = at(
        rows.filter(({ state }) => state === "draft"),
        n,
      );
      if (!row) return undefined;
      const path = `/api/v1/invoices/${row.id}/issue`;
      return { who: town.owner, call: { method: "PUT", path, body: {}, seen: row } };
    },
  }),
);

export const credit = nth.map(
  (n): Command => ({
    name: "credit an invoice",
    wish: async (town) => {
      const rows = (await inTown(invoices, town)) as (typeof invoices.$inferSelect)[];
      const row = at(
        rows.filter(({ state }) => state !== "draft"),
        n,
      );
      if (!row) return undefined;
      const lines = await db
        .select({ id: invoiceLines.id })
        .from(invoiceLines)
        .where(eq(invoiceLines.invoiceId, row.id));
      const path = `/api/v1/invoices/${row.id}/credit-notes`;
      const body = { ids: lines.map(({ id }) => id), reason: "Feil pris" };
      const call: Call = { method: "POST", path, body, seen: row, once: uuidv7() };
      return { who: town.owner, call };
    },
  }),
);
