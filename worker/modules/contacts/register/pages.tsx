import { Hono } from "hono";
import { ContactTable } from "#web/modules/contacts/views/list.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { valid } from "#worker/lib/input.ts";
import { page } from "#worker/lib/page.tsx";
import { stepUp } from "#worker/lib/step_up.ts";
import { exportContacts } from "./actions.ts";
import { ContactExport, ContactList } from "./input.ts";
import { listContacts } from "./queries.ts";

/** Guardians and payers as a list of their own. */
export const contactRegisterPages = new Hono<Env>()
  .get("/", can("students:read"), valid("query", ContactList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <ContactTable page={await listContacts(c.var.ctx, list)} list={list} />);
  })
  .get("/export", can("students:export"), stepUp(), valid("query", ContactExport), (c) =>
    exportContacts(c.var.ctx, c.req.valid("query")),
  );
