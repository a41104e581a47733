import { type Context, Hono } from "hono";
import { ApprovalsPage, type ApprovalsProps } from "#web/modules/employees/views/approvals.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { approveFor, removeApproval } from "../actions.ts";
import { ApprovalFormInput, ByClass, EmployeeSeen } from "../input.ts";
import { getEmployee } from "../queries/employees.ts";

const one = valid("param", ById);
const write = can("employees:write");

/** The classes somebody may teach: `/employees/:id/approvals`. */
export const approvalsPages = new Hono<Env>()
  .get("/:id/approvals", write, one, async (c) => {
    const values = { approvedFrom: dayOf(c.var.now) };
    return page(c, await view(c, c.req.valid("param").id, { draft: { ...emptyDraft, values } }));
  })
  .post("/:id/approvals", write, one, form(ApprovalFormInput), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, classCode, ...days }) => {
        await approveFor(c.var.ctx, { id, version, classCode }, days);
        return `/employees/${id}/approvals`;
      },
      flash: "employees.approved",
      retry: (draft) => view(c, id, { draft }),
      stale: (draft) => view(c, id, { draft, stale: true }),
    });
  })
  .post(
    "/:id/approvals/:classCode/removal",
    write,
    valid("param", ByClass),
    form(EmployeeSeen),
    (c) => {
      const { id, classCode } = c.req.valid("param");
      return submit(c, c.req.valid("form"), {
        save: async ({ version }) => {
          await removeApproval(c.var.ctx, { id, version, classCode });
          return `/employees/${id}/approvals`;
        },
        flash: "employees.approval_removed",
        retry: () => view(c, id, { draft: emptyDraft }),
        stale: () => view(c, id, { draft: emptyDraft, stale: true }),
      });
    },
  );

async function view(c: Context<Env>, id: string, props: Omit<ApprovalsProps, "employee">) {
  return <ApprovalsPage employee={await getEmployee(c.var.ctx, id)} {...props} />;
}
