import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey } from "#worker/lib/once.ts";
import { Problem } from "#worker/lib/problem.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { activateStudent, changeStudent, deactivateStudent, registerStudent } from "./actions.ts";
import { Activation, Deactivation, Student, StudentDetails, StudentInput } from "./input.ts";
import { setNationalId } from "./national_ids/actions.ts";
import { NationalIdInput } from "./national_ids/input.ts";
import { getStudent } from "./queries.ts";
import { StudentList, Students } from "./register/input.ts";
import { listStudents } from "./register/queries.ts";
import { Happenings, TimelineQuery } from "./timeline/input.ts";
import { readTimeline } from "./timeline/queries.ts";

const read = can("students:read");
const write = can("students:write");
const one = valid("param", ById);

export const studentsApi = new Hono<Env>()
  .get("/", read, valid("query", StudentList), answers(Students), async (c) =>
    c.json(await listStudents(c.var.ctx, c.req.valid("query"))),
  )
  .post(
    "/",
    write,
    idempotencyKey(),
    valid("json", StudentInput),
    answers(Student, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      try {
        await registerStudent(c.var.ctx, id, c.req.valid("json"));
      } catch (error) {
        // The same key again, perhaps after a lost answer: the row is there, and is the answer.
        if (!(once && error instanceof Problem && error.code === "already_done")) throw error;
      }
      return send(c, id, 201);
    },
  )
  .get("/:id", read, one, answers(Student), (c) => send(c, c.req.valid("param").id))
  .put(
    "/:id",
    write,
    one,
    ifMatch(),
    valid("json", StudentDetails),
    answers(Student),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await changeStudent(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .put(
    "/:id/deactivation",
    write,
    one,
    ifMatch(),
    valid("json", Deactivation),
    answers(Student),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await deactivateStudent(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .put(
    "/:id/activation",
    write,
    one,
    ifMatch(),
    valid("json", Activation),
    answers(Student),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await activateStudent(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .put(
    "/:id/national-id",
    can("students:national_id"),
    one,
    ifMatch(),
    valid("json", NationalIdInput),
    answers(Student),
    async (c) => {
      const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
      await setNationalId(c.var.ctx, seen, c.req.valid("json"));
      return send(c, seen.id);
    },
  )
  .get(
    "/:id/timeline",
    write,
    one,
    valid("query", TimelineQuery),
    answers(Happenings),
    async (c) => {
      const { id } = c.req.valid("param");
      const { page } = await readTimeline(c.var.ctx, id, c.req.valid("query"));
      return c.json(page);
    },
  );

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const student = await getStudent(c.var.ctx, id);
  return c.json(student, status, { ETag: etag(student) });
}
