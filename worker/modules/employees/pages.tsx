import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { EmployeePage } from "#web/modules/employees/views/employee.tsx";
import { EmployeeForm, type EmployeeFormProps } from "#web/modules/employees/views/form.tsx";
import { EmployeeTable } from "#web/modules/employees/views/list.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { branchesOf } from "#worker/modules/schools/mod.ts";
import { changeEmployee, endEmployment, registerEmployee, resumeEmployment } from "./actions.ts";
import {
  DepartureForm,
  EmployeeChange,
  EmployeeInput,
  EmployeeList,
  EmployeeSeen,
} from "./input.ts";
import { getEmployee, readEmployees } from "./queries/employees.ts";

const one = valid("param", ById);
const read = can("employees:read");
const write = can("employees:write");

export const employeesPages = new Hono<Env>()
  .get("/", read, valid("query", EmployeeList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <EmployeeTable {...(await readEmployees(c.var.ctx, list))} list={list} />);
  })
  .get("/new", write, async (c) =>
    page(c, await formOf(c, { draft: { ...emptyDraft, values: { teaches: "true" } } })),
  )
  .post("/", write, form(EmployeeInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once) => {
        const id = once ?? uuidv7();
        await registerEmployee(c.var.ctx, id, input);
        return `/employees/${id}`;
      },
      again: (id) => `/employees/${id}`,
      flash: "employees.hired",
      retry: (draft) => formOf(c, { draft }),
    }),
  )
  .get("/:id", read, one, async (c) => page(c, await employeeNow(c, c.req.valid("param").id)))
  .get("/:id/edit", write, one, async (c) => {
    const { id } = c.req.valid("param");
    const draft = draftOf(await getEmployee(c.var.ctx, id), EmployeeChange);
    return page(c, await formOf(c, { id, draft }));
  })
  .post("/:id", write, one, form(EmployeeChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changeEmployee(c.var.ctx, { id, version }, input);
        return `/employees/${id}`;
      },
      flash: "employees.changed",
      retry: (draft) => formOf(c, { id, draft }),
      row: { form: EmployeeChange, now: () => getEmployee(c.var.ctx, id), at: `/employees/${id}` },
    });
  })
  .post("/:id/departure", write, one, form(DepartureForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, leftOn }) => {
        await endEmployment(c.var.ctx, { id, version }, leftOn);
        return `/employees/${id}`;
      },
      flash: "employees.left",
      retry: (draft) => employeeNow(c, id, { departure: draft }),
      stale: (draft) => employeeNow(c, id, { departure: draft, stale: true }),
    });
  })
  .post("/:id/return", write, one, form(EmployeeSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await resumeEmployment(c.var.ctx, { id, version });
        return `/employees/${id}`;
      },
      flash: "employees.returned",
      retry: () => employeeNow(c, id),
      stale: () => employeeNow(c, id, { stale: true }),
    });
  });

async function formOf(c: Context<Env>, props: Omit<EmployeeFormProps, "branches">) {
  return <EmployeeForm {...props} branches={await branchesOf(c.var.ctx)} />;
}

type Told = { departure?: Draft<unknown>; stale?: boolean };

/** The employee as she is now, also for whoever pressed a button on an older page. */
async function employeeNow(c: Context<Env>, id: string, told: Told = {}) {
  const employee = await getEmployee(c.var.ctx, id);
  return <EmployeePage employee={employee} today={dayOf(c.var.now)} {...told} />;
}
