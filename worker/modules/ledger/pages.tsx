import { Hono } from "hono";
import { BalancePage } from "#web/modules/ledger/views/balance.tsx";
import { JournalPage } from "#web/modules/ledger/views/journal.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { stepUp } from "#worker/lib/step_up.ts";
import { exportBalance, exportJournal } from "./exports/actions.ts";
import { BalanceExport, JournalExport, JournalList, Period } from "./input.ts";
import { readBalance, readJournal } from "./journal.ts";

const read = can("ledger:read");

/** The books, as the office reads them. */
export const ledgerPages = new Hono<Env>()
  .get("/", read, valid("query", JournalList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <JournalPage page={await readJournal(c.var.ctx, list)} list={list} />);
  })
  .get("/export", read, stepUp(), valid("query", JournalExport), (c) =>
    exportJournal(c.var.ctx, c.req.valid("query")),
  )
  .get("/balance", read, valid("query", Period), async (c) =>
    page(c, <BalancePage balance={await readBalance(c.var.ctx, c.req.valid("query"))} />),
  )
  .get("/balance/export", read, stepUp(), valid("query", BalanceExport), (c) =>
    exportBalance(c.var.ctx, c.req.valid("query")),
  );
