import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { stepUp } from "#worker/lib/step_up.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import {
  askWhyNot,
  creditStep,
  overrideRule,
  previewMove,
  putOnPlan,
  recordTraining,
  registerPaper,
  withdraw,
} from "./actions.ts";
import {
  ByClass,
  ByRow,
  ByStep,
  CreditInput,
  Move,
  MoveQuery,
  OverrideInput,
  PaperInput,
  PlanInput,
  Reasons,
  RecordInput,
  Training,
  WhyNotQuery,
  Withdrawal,
} from "./input.ts";
import { readTraining } from "./queries/reads.ts";

const read = can("training:read");
const plan = can("training:plan");
const override = can("training:override");
const one = valid("param", ById);

/** A student's training. The tags are the student's: her training is part of her. */
export const trainingApi = new Hono<Env>()
  .get("/:id/training", read, one, answers(Training), (c) => send(c, c.req.valid("param").id))
  .get(
    "/:id/training/steps/:step/reasons",
    read,
    valid("param", ByStep),
    valid("query", WhyNotQuery),
    answers(Reasons),
    async (c) => c.json(await askWhyNot(c.var.ctx, c.req.valid("param"), c.req.valid("query"))),
  )
  .get(
    "/:id/training/plans/:classCode",
    read,
    valid("param", ByClass),
    valid("query", MoveQuery),
    answers(Move),
    async (c) => {
      const { id, classCode } = c.req.valid("param");
      const found = await readTraining(c.var.ctx, id);
      return c.json(previewMove(found, classCode, c.req.valid("query")));
    },
  )
  .put(
    "/:id/training/plans/:classCode",
    plan,
    valid("param", ByClass),
    ifMatch(),
    valid("json", PlanInput),
    answers(Training),
    async (c) => {
      const { id, classCode } = c.req.valid("param");
      const seen = { id, ...c.req.valid("header") };
      await putOnPlan(c.var.ctx, seen, { ...c.req.valid("json"), classCode });
      return send(c, id);
    },
  )
  .post(
    "/:id/training/records",
    can("training:record"),
    one,
    idempotencyKey(),
    valid("json", RecordInput),
    answers(Training, 201),
    (c) => {
      const input = c.req.valid("json");
      return add(c, c.req.valid("param").id, c.req.valid("header").once, (whose) =>
        recordTraining(c.var.ctx, whose, input),
      );
    },
  )
  .post(
    "/:id/training/credits",
    override,
    stepUp(),
    one,
    idempotencyKey(),
    valid("json", CreditInput),
    answers(Training, 201),
    (c) => {
      const input = c.req.valid("json");
      return add(c, c.req.valid("param").id, c.req.valid("header").once, (whose) =>
        creditStep(c.var.ctx, whose, input),
      );
    },
  )
  .post(
    "/:id/training/papers",
    plan,
    one,
    idempotencyKey(),
    valid("json", PaperInput),
    answers(Training, 201),
    (c) => {
      const input = c.req.valid("json");
      return add(c, c.req.valid("param").id, c.req.valid("header").once, (whose) =>
        registerPaper(c.var.ctx, whose, input),
      );
    },
  )
  .post(
    "/:id/training/overrides",
    override,
    stepUp(),
    one,
    idempotencyKey(),
    valid("json", OverrideInput),
    answers(Training, 201),
    (c) => {
      const input = c.req.valid("json");
      return add(c, c.req.valid("param").id, c.req.valid("header").once, (whose) =>
        overrideRule(c.var.ctx, whose, input),
      );
    },
  )
  .put(
    "/:id/training/:kind/:rowId/withdrawal",
    override,
    valid("param", ByRow),
    ifMatch(),
    valid("json", Withdrawal),
    answers(Training),
    async (c) => {
      const { id, kind, rowId } = c.req.valid("param");
      const seen = { id, ...c.req.valid("header") };
      await withdraw(c.var.ctx, seen, { kind, rowId, ...c.req.valid("json") });
      return send(c, id);
    },
  );

type Whose = { id: string; studentId: string };

/** Makes a row of the student's, once, and answers all of her training. */
async function add(
  c: Context<Env>,
  studentId: string,
  once: string | undefined,
  make: (whose: Whose) => Promise<void>,
) {
  await makeOnce(once, () => make({ id: once ?? uuidv7(), studentId }));
  return send(c, studentId, 201);
}

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const { training } = await readTraining(c.var.ctx, id);
  return c.json(training, status, { ETag: etag(training) });
}
