import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { answersTable } from "#worker/lib/table_file.ts";
import { exportBalance, exportJournal } from "./exports/actions.ts";
import {
  BalanceExport,
  Journal,
  JournalExport,
  JournalList,
  Period,
  TrialBalance,
} from "./input.ts";
import { readBalance, readJournal } from "./journal.ts";

const read = can("ledger:read");

/** The journal and the trial balance, and both as files. */
export const ledgerApi = new Hono<Env>()
  .get("/entries", read, valid("query", JournalList), answers(Journal), async (c) =>
    c.json(await readJournal(c.var.ctx, c.req.valid("query"))),
  )
  .get("/entries/export", read, stepUp(), valid("query", JournalExport), answersTable(), (c) =>
    exportJournal(c.var.ctx, c.req.valid("query")),
  )
  .get("/balance", read, valid("query", Period), answers(TrialBalance), async (c) =>
    c.json(await readBalance(c.var.ctx, c.req.valid("query"))),
  )
  .get("/balance/export", read, stepUp(), valid("query", BalanceExport), answersTable(), (c) =>
    exportBalance(c.var.ctx, c.req.valid("query")),
  );
