import { Hono } from "hono";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { answersTable } from "#worker/lib/table_file.ts";
import { exportContacts } from "./actions.ts";
import { ContactExport, ContactList, ContactPage } from "./input.ts";
import { listContacts } from "./queries.ts";

/** The contacts of the school as a list and as a file. */
export const contactRegisterApi = new Hono<Env>()
  .get("/", can("students:read"), valid("query", ContactList), answers(ContactPage), async (c) =>
    c.json(await listContacts(c.var.ctx, c.req.valid("query"))),
  )
  .get(
    "/export",
    can("students:export"),
    stepUp(),
    valid("query", ContactExport),
    answersTable(),
    (c) => exportContacts(c.var.ctx, c.req.valid("query")),
  );
