import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { AbsencePage } from "#web/modules/absences/views/absence.tsx";
import { AbsenceFormPage } from "#web/modules/absences/views/form.tsx";
import { AbsencesPage } from "#web/modules/absences/views/list.tsx";
import { MovedPage } from "#web/modules/absences/views/moved.tsx";
import { can } from "#worker/lib/can.ts";
import { addDays, dayOf, instantAt, timeOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { addAbsence, callOffAbsence, changeAbsence, readAbsence, shareOut } from "./actions.ts";
import {
  type Absence,
  AbsenceChange,
  AbsenceForm,
  AbsenceQuery,
  AbsenceSeen,
  MovesForm,
} from "./input.ts";
import { getAbsence, readAbsences, staffRows } from "./page_queries.ts";

const one = valid("param", ById);
const read = can("absences:read");
const write = can("absences:write");
const at = (id: string) => `/absences/${id}`;

export const absencesPages = new Hono<Env>()
  .get("/", read, valid("query", AbsenceQuery), async (c) => {
    const query = c.req.valid("query");
    return page(c, <AbsencesPage {...(await readAbsences(c.var.ctx, query))} query={query} />);
  })
  .get("/new", write, valid("query", AbsenceQuery), async (c) => {
    const { employee } = c.req.valid("query");
    const draft = employee ? draftOf({ employeeId: employee }) : emptyDraft;
    return page(c, await newForm(c, draft));
  })
  .post("/", write, form(AbsenceForm), (c) =>
    submit(c, c.req.valid("form"), {
      save: async ({ employeeId, ...typed }, once) => {
        const id = once ?? uuidv7();
        await addAbsence(c.var.ctx, id, { employeeId, ...toTimes(typed) });
        return at(id);
      },
      again: at,
      flash: "absences.registered",
      retry: (draft) => newForm(c, draft),
    }),
  )
  .get("/:id", read, one, async (c) => page(c, await view(c, c.req.valid("param").id)))
  .get("/:id/edit", write, one, async (c) => {
    const { id } = c.req.valid("param");
    return page(
      c,
      changeForm(id, draftOf(typedOf(await getAbsence(c.var.ctx, id)), AbsenceChange)),
    );
  })
  .post("/:id", write, one, form(AbsenceChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...typed }) => {
        await changeAbsence(c.var.ctx, { id, version }, toTimes(typed));
        return at(id);
      },
      flash: "absences.changed",
      retry: (draft) => changeForm(id, draft),
      row: {
        form: AbsenceChange,
        now: async () => typedOf(await getAbsence(c.var.ctx, id)),
        at: at(id),
      },
    });
  })
  .post("/:id/cancellation", write, one, form(AbsenceSeen), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await callOffAbsence(c.var.ctx, { id, version });
        return "/absences";
      },
      flash: "absences.called_off",
      retry: () => view(c, id),
      stale: () => view(c, id),
    });
  })
  .post("/:id/reassignment", write, one, form(MovesForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ moves }) =>
        page(c, <MovedPage {...(await shareOut(c.var.ctx, id, moves))} back={at(id)} />),
      retry: (draft) => view(c, id, draft),
    });
  });

/** Who may not register absences sees when somebody is away, and not the lessons that it hits. */
async function view(c: Context<Env>, id: string, draft?: Draft<unknown>) {
  const { ctx } = c.var;
  if (!ctx.actor.grants.includes("absences:write"))
    return <AbsencePage absence={await getAbsence(ctx, id)} hit={[]} />;
  return <AbsencePage {...(await readAbsence(ctx, id))} {...(draft && { draft })} />;
}

async function newForm(c: Context<Env>, draft: Draft<unknown>) {
  return <AbsenceFormPage draft={named(draft)} staff={await staffRows(c.var.ctx)} />;
}

const changeForm = (id: string, draft: Draft<unknown>) => (
  <AbsenceFormPage id={id} draft={named(draft)} />
);

/** The form knows days and times of the day, and no instants. */
function named(draft: Draft<unknown>): Draft<unknown> {
  const { startsAt, endsAt, ...errors } = draft.errors;
  const times = { ...(startsAt && { from: startsAt }), ...(endsAt && { to: endsAt }) };
  return { ...draft, errors: { ...errors, ...times } };
}

type Typed = Omit<AbsenceForm, "employeeId">;

/** Days and times of the day as two instants; without a time it is whole days. */
function toTimes({ from, fromAt, to, toAt, kind, note }: Typed) {
  const last = to ?? from;
  const startsAt = instantAt(from, fromAt ?? "00:00");
  const endsAt = toAt === null ? instantAt(addDays(last, 1)) : instantAt(last, toAt);
  return { kind: kind, note, startsAt, endsAt };
}

function typedOf({ startsAt, endsAt, kind, note, version }: Absence) {
  const [fromAt, toAt] = [timeOf(startsAt), timeOf(endsAt)];
  const midnight = toAt === "00:00";
  return {
    ...{ kind, note, version, from: dayOf(startsAt), fromAt: fromAt === "00:00" ? "" : fromAt },
    ...{ to: midnight ? addDays(dayOf(endsAt), -1) : dayOf(endsAt), toAt: midnight ? "" : toAt },
  };
}
