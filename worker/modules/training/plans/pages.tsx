import { type Context, Hono } from "hono";
import { PlanForm as PlanFormView } from "#web/modules/training/views/plan_form.tsx";
import { TrainingPage } from "#web/modules/training/views/training.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import { type Draft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { previewMove, putOnPlan } from "../actions.ts";
import { ByClass, type Move, MoveQuery, PlanForm } from "../input.ts";
import { readTraining } from "../queries/reads.ts";

const plan = can("training:plan");
const one = valid("param", ByClass);

/** A student's plan of a class: seen, weighed against another, and changed. */
export const plansPages = new Hono<Env>()
  .get("/:id/training/plans/:classCode", plan, one, valid("query", MoveQuery), async (c) =>
    page(c, await planForm(c, { ...c.req.valid("param"), to: c.req.valid("query") })),
  )
  .post("/:id/training/plans/:classCode", plan, one, form(PlanForm), (c) => {
    const { id, classCode } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ students: version, ...onto }) => {
        await putOnPlan(c.var.ctx, { id, version }, { ...onto, classCode });
        return `/students/${id}/training`;
      },
      flash: "training.moved",
      retry: (draft) => {
        const to = MoveQuery.parse({ version: draft.values.version, route: draft.values.route });
        return planForm(c, { id, classCode, to, draft });
      },
      stale: async () => {
        const { training } = await readTraining(c.var.ctx, id);
        return <TrainingPage training={training} stale />;
      },
    });
  });

type Wanted = {
  id: string;
  classCode: ClassCode;
  to: { version?: string | undefined; route?: Move["route"] | undefined };
  draft?: Draft<unknown>;
};

async function planForm(c: Context<Env>, { id, classCode, to, draft }: Wanted) {
  const found = await readTraining(c.var.ctx, id);
  const progress = found.training.classes.find((one) => one.classCode === classCode);
  if (!progress) throw new Problem(404, "training.not_found");
  const known = progress.versions.includes(to.version ?? "");
  const move = previewMove(found, classCode, known ? to : { route: to.route });
  const startedOn = progress.startedOn ?? found.training.on;
  const values = { version: move.version, route: move.route, startedOn };
  return (
    <PlanFormView
      training={found.training}
      draft={draft ? { ...draft, values: { ...values, ...draft.values } } : { values, errors: {} }}
      progress={progress}
      move={move}
    />
  );
}
