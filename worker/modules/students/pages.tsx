import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { StudentForm } from "#web/modules/students/views/form.tsx";
import { StudentPage } from "#web/modules/students/views/student.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { fieldProblem } from "#worker/lib/problem.ts";
import { townOf } from "#worker/modules/postal/mod.ts";
import { inviteStudent } from "./access/actions.ts";
import { NoInput } from "./access/input.ts";
import { activateStudent, changeStudent, deactivateStudent, registerStudent } from "./actions.ts";
import { findDoubles, readCard, readOptions } from "./card/queries.ts";
import {
  ActivationForm,
  DeactivationForm,
  NewStudentForm,
  type Student,
  StudentForm as StudentFormInput,
} from "./input.ts";
import { getStudent } from "./queries.ts";
import { classRules, whyGuardian } from "./rules.ts";

const write = can("students:write");
const one = valid("param", ById);

export const studentsPages = new Hono<Env>()
  .get("/new", write, async (c) =>
    page(c, await newForm(c, { ...emptyDraft, values: { status: "active" } })),
  )
  .post("/", write, form(NewStudentForm), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ sure, ...input }, once = uuidv7()) => {
        const doubles = sure ? [] : await findDoubles(c.var.ctx, input);
        // The same form twice is no double of itself.
        if (doubles.some((double) => double.id !== once))
          throw fieldProblem("sure", "students.maybe_double");
        await registerStudent(c.var.ctx, once, input);
        return `/students/${once}`;
      },
      again: (id) => `/students/${id}`,
      flash: "students.registered",
      retry: (draft) => newForm(c, draft),
    }),
  )
  .get("/:id", can("students:read"), one, async (c) =>
    page(c, await studentPage(c, c.req.valid("param").id)),
  )
  .get("/:id/edit", write, one, async (c) => {
    const { id } = c.req.valid("param");
    const student = await getStudent(c.var.ctx, id);
    return page(c, await editForm(c, { student, draft: draftOf(student, StudentFormInput) }));
  })
  .post("/:id", write, one, form(StudentFormInput), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changeStudent(c.var.ctx, { id, version }, input);
        return `/students/${id}`;
      },
      flash: "students.changed",
      retry: async (draft) => editForm(c, { student: await getStudent(c.var.ctx, id), draft }),
      row: {
        form: StudentFormInput,
        now: () => getStudent(c.var.ctx, id),
        at: `/students/${id}`,
      },
    });
  })
  .post("/:id/invitation", write, one, form(NoInput), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async (_, once) => {
        await inviteStudent(c.var.ctx, id, once);
        return `/students/${id}`;
      },
      again: () => `/students/${id}`,
      flash: "students.invited",
      retry: (inviting) => studentPage(c, id, { inviting }),
    });
  })
  .post("/:id/deactivation", write, one, form(DeactivationForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...how }) => {
        await deactivateStudent(c.var.ctx, { id, version }, how);
        return `/students/${id}`;
      },
      flash: "students.deactivated",
      retry: (draft) => studentPage(c, id, { draft }),
      stale: () => studentPage(c, id, { stale: true }),
    });
  })
  .post("/:id/activation", write, one, form(ActivationForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...to }) => {
        await activateStudent(c.var.ctx, { id, version }, to);
        return `/students/${id}`;
      },
      flash: "students.activated",
      retry: (draft) => studentPage(c, id, { draft }),
      stale: () => studentPage(c, id, { stale: true }),
    });
  });

async function newForm(c: Context<Env>, draft: Draft<unknown>) {
  const { ctx } = c.var;
  const options = await readOptions(ctx);
  const typed = NewStudentForm.safeParse(draft.value ?? {});
  const doubles = draft.errors.sure && typed.success ? await findDoubles(ctx, typed.data) : [];
  return <StudentForm draft={draft} options={options} doubles={doubles} />;
}

type Editing = { student: Student; draft: Draft<unknown> };

async function editForm(c: Context<Env>, { student, draft }: Editing) {
  const options = await readOptions(c.var.ctx);
  return <StudentForm draft={draft} options={options} student={student} />;
}

type Shown = { draft?: Draft<unknown>; inviting?: Draft<unknown>; stale?: boolean };

async function studentPage(c: Context<Env>, id: string, { draft, inviting, stale }: Shown = {}) {
  const card = await readCard(c.var.ctx, id);
  const { student, today, contacts } = card;
  const { birthDate } = student;
  const guardians = contacts.filter((contact) => contact.roles.includes("guardian")).length;
  return (
    <StudentPage
      card={card}
      town={townOf(student.postalCode)}
      classes={classRules(student, today)}
      minor={whyGuardian(birthDate, guardians, today)}
      draft={draft}
      inviting={inviting}
      stale={stale ?? false}
    />
  );
}
