import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { NewInvoice } from "#web/modules/invoices/views/draft.tsx";
import { ToInvoice } from "#web/modules/invoices/views/to_invoice.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById, Id } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { DraftChange, DraftInput, ForStudent, InvoiceSeen, IssueForm } from "../input.ts";
import { issueInvoice } from "../issue/actions.ts";
import { invoicePage } from "../shown.tsx";
import { changeDraft, draftInvoice, removeDraft } from "./actions.ts";
import { readDue, readStudentOpen } from "./queries.ts";

const write = can("invoices:write");
const one = valid("param", ById);

/** From what was delivered to a draft, and from a draft to an invoice. */
export const draftsPages = new Hono<Env>()
  .get("/new", write, valid("query", ForStudent), async (c) => {
    const { student } = c.req.valid("query");
    if (student) return page(c, await newInvoice(c, student));
    return page(c, <ToInvoice students={await readDue(c.var.ctx)} />);
  })
  .post("/", write, form(DraftInput), (c) => {
    const draft = c.req.valid("form");
    return submit(c, draft, {
      save: async (input, once = uuidv7()) => {
        await draftInvoice(c.var.ctx, once, input);
        return `/invoices/${once}`;
      },
      again: (id) => `/invoices/${id}`,
      flash: "invoices.drafted",
      retry: async (again) => {
        const student = Id.safeParse(again.values.studentId);
        if (!student.success) throw new Problem(404, "students.not_found");
        return newInvoice(c, student.data, again);
      },
    });
  })
  .post("/:id", write, one, form(DraftChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changeDraft(c.var.ctx, { id, version }, input);
        return `/invoices/${id}`;
      },
      flash: "invoices.draft_changed",
      retry: (lines) => invoicePage(c, id, { lines }),
      stale: () => invoicePage(c, id, { stale: true }),
    });
  })
  .post("/:id/removal", write, one, form(InvoiceSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await removeDraft(c.var.ctx, { id, version });
        return "/invoices?state=draft";
      },
      flash: "invoices.draft_removed",
      retry: () => invoicePage(c, id),
      stale: () => invoicePage(c, id, { stale: true }),
    });
  })
  .post("/:id/issue", write, one, form(IssueForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...how }) => {
        await issueInvoice(c.var.ctx, { id, version }, how);
        return `/invoices/${id}`;
      },
      flash: "invoices.issued",
      retry: (issue) => invoicePage(c, id, { issue }),
      stale: () => invoicePage(c, id, { stale: true }),
    });
  });

async function newInvoice(c: Context<Env>, studentId: string, draft?: Draft<unknown>) {
  const facts = await readStudentOpen(c.var.ctx, studentId);
  const all = { ids: facts.open.map(({ id }) => id) };
  return <NewInvoice facts={facts} draft={draft ?? { ...emptyDraft, values: all }} />;
}
