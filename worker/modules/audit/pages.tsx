import { Hono } from "hono";
import { AuditPage } from "#web/modules/audit/views.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { form } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { startCheck } from "./actions.ts";
import { NoInput } from "./input.ts";
import { readLog } from "./queries.ts";

const here = "/operations/audit";
const all = can("platform:audit");

export const auditPages = new Hono<Env>()
  .get("/", all, async (c) => page(c, <AuditPage log={await readLog(c.var.ctx)} />))
  .post("/checks", all, form(NoInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (_, once) => {
        await startCheck(c.var.ctx, { all: true }, once);
        return here;
      },
      again: () => here,
      flash: "audit.check_started",
      retry: async () => <AuditPage log={await readLog(c.var.ctx)} />,
    }),
  );
