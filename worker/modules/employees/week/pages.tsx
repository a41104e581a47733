import { type Context, Hono } from "hono";
import { WeekPage, type WeekProps, weekOf } from "#web/modules/employees/views/week.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { draftOf, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { planWeek } from "../actions.ts";
import { WeekForm } from "../input.ts";
import { getEmployee } from "../queries/employees.ts";

const one = valid("param", ById);
const write = can("employees:write");

/** When somebody works, the whole week in one form: `/employees/:id/hours`. */
export const weekPages = new Hono<Env>()
  .get("/:id/hours", write, one, async (c) => {
    const employee = await getEmployee(c.var.ctx, c.req.valid("param").id);
    return page(c, <WeekPage employee={employee} draft={draftOf(weekOf(employee), WeekForm)} />);
  })
  .post("/:id/hours", write, one, form(WeekForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...days }) => {
        await planWeek(c.var.ctx, { id, version }, Object.values(days).flat());
        return `/employees/${id}`;
      },
      flash: "employees.week_planned",
      retry: (draft) => view(c, id, { draft }),
      row: {
        form: WeekForm,
        now: async () => weekOf(await getEmployee(c.var.ctx, id)),
        at: `/employees/${id}`,
      },
    });
  });

async function view(c: Context<Env>, id: string, props: Omit<WeekProps, "employee">) {
  return <WeekPage employee={await getEmployee(c.var.ctx, id)} {...props} />;
}
