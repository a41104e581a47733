import { Hono } from "hono";
import { ReadsPage } from "#web/modules/privacy/reads/views.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { stepUp } from "#worker/lib/step_up.ts";
import { exportReads } from "./actions.ts";
import { ReadExport, ReadList } from "./input.ts";
import { listReads } from "./queries.ts";

const read = can("audit:read");

/** Who has looked at what is most sensitive: for those who lead the school. */
export const readsPages = new Hono<Env>()
  .get("/", read, valid("query", ReadList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <ReadsPage page={await listReads(c.var.ctx, list)} list={list} />);
  })
  .get("/export", read, stepUp(), valid("query", ReadExport), (c) =>
    exportReads(c.var.ctx, c.req.valid("query")),
  );
