import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import type { Shown } from "#web/modules/training/views/frame.tsx";
import {
  CreditForm,
  OverrideForm,
  WithdrawForm,
} from "#web/modules/training/views/leader_forms.tsx";
import { PaperForm } from "#web/modules/training/views/paper_form.tsx";
import { RecordForm } from "#web/modules/training/views/record_form.tsx";
import { TrainingPage } from "#web/modules/training/views/training.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { creditStep, overrideRule, recordTraining, registerPaper, withdraw } from "./actions.ts";
import { orRefused } from "./forms.tsx";
import {
  ByRow,
  CreditInput,
  OverrideInput,
  PaperInput,
  Prefill,
  RecordInput,
  type RowKind,
  WithdrawalForm,
} from "./input.ts";
import { readForRecord, readTraining } from "./queries/reads.ts";
import { stepIn } from "./rules.ts";

const record = can("training:record");
const plan = can("training:plan");
const override = can("training:override");
const one = valid("param", ById);
const prefill = valid("query", Prefill);
const home = (id: string) => `/students/${id}/training`;
const about = (draft: Draft<unknown>) => String(draft.values.step ?? "");

/** A student's training, and the forms that write it. */
export const trainingPages = new Hono<Env>()
  .get("/:id/training", can("training:read"), one, async (c) => {
    const { training } = await readTraining(c.var.ctx, c.req.valid("param").id);
    return page(c, <TrainingPage training={training} />);
  })
  .get("/:id/training/records/new", record, one, prefill, async (c) => {
    const { id } = c.req.valid("param");
    const { step } = c.req.valid("query");
    if (!step) return noStep(c, id);
    return page(c, await recordForm(c, id, { draft: { ...emptyDraft, values: { step } } }));
  })
  .post("/:id/training/records", record, one, form(RecordInput), (c) => {
    const { id } = c.req.valid("param");
    const draft = c.req.valid("form");
    return submit(c, draft, {
      save: (input, once = uuidv7()) =>
        orRefused(c, () => recordTraining(c.var.ctx, { id: once, studentId: id }, input), {
          to: home(id),
          show: (refused) => recordForm(c, id, { draft, refused }),
        }),
      again: () => home(id),
      flash: "training.recorded",
      retry: (typed) => recordForm(c, id, { draft: typed }),
    });
  })
  .get("/:id/training/credits/new", override, one, prefill, async (c) => {
    const { id } = c.req.valid("param");
    const { step } = c.req.valid("query");
    if (!step) return noStep(c, id);
    const draft = { ...emptyDraft, values: { step, onDate: today(c) } };
    return page(c, await creditForm(c, id, { draft }));
  })
  .post("/:id/training/credits", override, stepUp(), one, form(CreditInput), (c) => {
    const { id } = c.req.valid("param");
    const draft = c.req.valid("form");
    return submit(c, draft, {
      save: (input, once = uuidv7()) =>
        orRefused(c, () => creditStep(c.var.ctx, { id: once, studentId: id }, input), {
          to: home(id),
          show: (refused) => creditForm(c, id, { draft, refused }),
        }),
      again: () => home(id),
      flash: "training.credited",
      retry: (typed) => creditForm(c, id, { draft: typed }),
    });
  })
  .get("/:id/training/papers/new", plan, one, prefill, async (c) => {
    const { kind = "", class: classCode = "" } = c.req.valid("query");
    const draft = { ...emptyDraft, values: { kind, classCode, onDate: today(c) } };
    return page(c, await paperForm(c, c.req.valid("param").id, draft));
  })
  .post("/:id/training/papers", plan, one, form(PaperInput), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async (input, once = uuidv7()) => {
        await registerPaper(c.var.ctx, { id: once, studentId: id }, input);
        return home(id);
      },
      again: () => home(id),
      flash: "training.paper_registered",
      retry: (draft) => paperForm(c, id, draft),
    });
  })
  .get("/:id/training/overrides/new", override, one, prefill, async (c) => {
    const { id } = c.req.valid("param");
    const { step, rule } = c.req.valid("query");
    if (!step || !rule) return noStep(c, id);
    return page(c, await overrideForm(c, id, { draft: { ...emptyDraft, values: { step, rule } } }));
  })
  .post("/:id/training/overrides", override, stepUp(), one, form(OverrideInput), (c) => {
    const { id } = c.req.valid("param");
    const draft = c.req.valid("form");
    return submit(c, draft, {
      save: (input, once = uuidv7()) =>
        orRefused(c, () => overrideRule(c.var.ctx, { id: once, studentId: id }, input), {
          to: home(id),
          show: (refused) => overrideForm(c, id, { draft, refused }),
        }),
      again: () => home(id),
      flash: "training.overridden",
      retry: (typed) => overrideForm(c, id, { draft: typed }),
    });
  })
  .get("/:id/training/:kind/:rowId/withdrawal", override, valid("param", ByRow), async (c) =>
    page(c, await withdrawForm(c, c.req.valid("param"), emptyDraft)),
  )
  .post(
    "/:id/training/:kind/:rowId/withdrawal",
    override,
    valid("param", ByRow),
    form(WithdrawalForm),
    (c) => {
      const { id, kind, rowId } = c.req.valid("param");
      return submit(c, c.req.valid("form"), {
        save: async ({ version, reason }) => {
          await withdraw(c.var.ctx, { id, version }, { kind, rowId, reason });
          return home(id);
        },
        flash: "training.withdrawn",
        retry: (draft) => withdrawForm(c, { id, kind, rowId }, draft),
        stale: async () => {
          const { training } = await readTraining(c.var.ctx, id);
          return <TrainingPage training={training} stale />;
        },
      });
    },
  );

type Typed = Pick<Shown, "draft" | "refused">;

const today = (c: Context<Env>) => dayOf(c.var.now);

/** A form about a step is found beside the step. */
async function noStep(c: Context<Env>, id: string) {
  await readTraining(c.var.ctx, id);
  return c.redirect(home(id), 303);
}

async function recordForm(c: Context<Env>, id: string, { draft, refused }: Typed) {
  const { training, instructors, own } = await readForRecord(c.var.ctx, id);
  const step = stepIn(training.classes, about(draft));
  if (!step || step.stage === 5) throw new Problem(404, "curriculum.no_such_step");
  const progress = training.classes.flatMap((one) => one.steps);
  const left = progress.find((one) => one.requirement.step === step.step)?.missing.minutes ?? 0;
  const first = { onDate: training.on, minutes: String(left || 45), employeeId: own ?? "" };
  const fresh = Object.keys(draft.values).length === 1;
  const shown = fresh ? { ...draft, values: { ...first, ...draft.values } } : draft;
  const frame = { training, draft: shown, refused };
  return <RecordForm {...frame} step={step} instructors={instructors} />;
}

async function creditForm(c: Context<Env>, id: string, typed: Typed) {
  const { training } = await readTraining(c.var.ctx, id);
  if (!stepIn(training.classes, about(typed.draft)))
    throw new Problem(404, "curriculum.no_such_step");
  return <CreditForm training={training} {...typed} step={about(typed.draft)} />;
}

async function overrideForm(c: Context<Env>, id: string, typed: Typed) {
  const { training } = await readTraining(c.var.ctx, id);
  if (!stepIn(training.classes, about(typed.draft)))
    throw new Problem(404, "curriculum.no_such_step");
  const rule = String(typed.draft.values.rule ?? "");
  return <OverrideForm training={training} {...typed} step={about(typed.draft)} rule={rule} />;
}

async function paperForm(c: Context<Env>, id: string, draft: Draft<unknown>) {
  const { training } = await readTraining(c.var.ctx, id);
  return <PaperForm training={training} draft={draft} />;
}

type Row = { id: string; kind: RowKind; rowId: string };

async function withdrawForm(c: Context<Env>, row: Row, draft: Draft<unknown>) {
  const { training } = await readTraining(c.var.ctx, row.id);
  return <WithdrawForm {...{ training, draft }} kind={row.kind} rowId={row.rowId} />;
}
