import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import {
  approveFor,
  changeEmployee,
  endEmployment,
  planWeek,
  registerEmployee,
  removeApproval,
  resumeEmployment,
} from "./actions.ts";
import {
  ApprovalInput,
  ByClass,
  DepartureInput,
  Employee,
  EmployeeInput,
  EmployeeList,
  Employees,
  HoursInput,
} from "./input.ts";
import { getEmployee, listEmployees } from "./queries/employees.ts";

const one = valid("param", ById);
const oneClass = valid("param", ByClass);
const read = can("employees:read");
const write = can("employees:write");

export const employeesApi = new Hono<Env>()
  .get("/", read, valid("query", EmployeeList), answers(Employees), async (c) =>
    c.json(await listEmployees(c.var.ctx, c.req.valid("query"))),
  )
  .post("/", write, valid("json", EmployeeInput), answers(Employee, 201), async (c) => {
    const id = uuidv7();
    await registerEmployee(c.var.ctx, id, c.req.valid("json"));
    return send(c, id, 201);
  })
  .get("/:id", read, one, answers(Employee), (c) => send(c, c.req.valid("param").id))
  .put(
    "/:id",
    write,
    one,
    ifMatch(),
    valid("json", EmployeeInput),
    answers(Employee),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await changeEmployee(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .put(
    "/:id/departure",
    write,
    one,
    ifMatch(),
    valid("json", DepartureInput),
    answers(Employee),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await endEmployment(c.var.ctx, seen, c.req.valid("json").leftOn);
      return send(c, seen.id);
    },
  )
  .delete("/:id/departure", write, one, ifMatch(), answers(Employee), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await resumeEmployment(c.var.ctx, seen);
    return send(c, seen.id);
  })
  .put(
    "/:id/approvals/:classCode",
    write,
    oneClass,
    ifMatch(),
    valid("json", ApprovalInput),
    answers(Employee),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await approveFor(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .delete("/:id/approvals/:classCode", write, oneClass, ifMatch(), answers(Employee), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await removeApproval(c.var.ctx, seen);
    return send(c, seen.id);
  })
  .put(
    "/:id/hours",
    write,
    one,
    ifMatch(),
    valid("json", HoursInput),
    answers(Employee),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await planWeek(c.var.ctx, seen, c.req.valid("json").hours);
      return send(c, seen.id);
    },
  );

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const employee = await getEmployee(c.var.ctx, id);
  return c.json(employee, status, { ETag: etag(employee) });
}
