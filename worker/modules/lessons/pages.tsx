import { type Context, Hono } from "hono";
import { AttestPage, type AttestProps } from "#web/modules/lessons/views/attest.tsx";
import { InboxPage } from "#web/modules/lessons/views/inbox.tsx";
import { LessonPage } from "#web/modules/lessons/views/lesson.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import type { Reason } from "#worker/lib/problem.ts";
import { attest } from "./actions.ts";
import { readInbox } from "./inbox.ts";
import { AttestationForm, attestationIn, goalField, InboxQuery, type Lesson } from "./input.ts";
import { getLesson } from "./queries.ts";
import { isAssessment, minutesOf, whyNotAttest, whyNotYours } from "./rules.ts";

const one = valid("param", ById);
const read = can("lessons:read");
const write = can("lessons:attest");

export const lessonsPages = new Hono<Env>()
  .get("/", read, valid("query", InboxQuery), async (c) =>
    page(c, <InboxPage inbox={await readInbox(c.var.ctx, c.req.valid("query"))} />),
  )
  .get("/:id", read, one, async (c) => {
    const lesson = await getLesson(c.var.ctx, c.req.valid("param").id);
    const reasons = whyNot(c, lesson);
    return page(c, <LessonPage lesson={lesson} reasons={reasons} advises={isAssessment(lesson)} />);
  })
  .get("/:id/attestation", write, one, async (c) =>
    page(c, await formOf(c, c.req.valid("param").id)),
  )
  .post("/:id/attestation", write, one, form(AttestationForm), (c) => {
    const { id } = c.req.valid("param");
    const draft = c.req.valid("form");
    const corrects = draft.values.reason !== undefined;
    return submit(c, draft, {
      save: async (said, once) => {
        await attest(c.var.ctx, { id, version: said.version }, attestationIn(said), once);
        return corrects ? `/lessons/${id}` : "/lessons";
      },
      again: () => (corrects ? `/lessons/${id}` : "/lessons"),
      flash: corrects ? "lessons.corrected" : "lessons.attested",
      retry: (refused) => formOf(c, id, { draft: refused }),
      stale: (late) => formOf(c, id, { draft: late, stale: true }),
    });
  });

/** Why whoever asks cannot attest it now. */
function whyNot(c: Context<Env>, lesson: Lesson): Reason[] {
  const { ctx } = c.var;
  const any = ctx.actor.grants.includes("lessons:attest_any");
  const yours = whyNotYours({ own: lesson.own, any }, lesson.instructor);
  return [...whyNotAttest(lesson, ctx.now), ...yours];
}

async function formOf(
  c: Context<Env>,
  id: string,
  more: Partial<Pick<AttestProps, "draft" | "stale">> = {},
) {
  const lesson = await getLesson(c.var.ctx, id);
  const shown = { lesson, reasons: whyNot(c, lesson), advises: isAssessment(lesson) };
  // What comes too late is shown beside what holds now, and may be sent over it.
  const draft: Draft<unknown> = more.draft ?? asDraft(lesson);
  const seen = more.stale ? { ...draft.values, version: String(lesson.version) } : draft.values;
  return <AttestPage {...shown} {...more} draft={{ ...draft, values: seen }} />;
}

/** What the form starts from: a lesson as it was booked, or what was attested of it. */
function asDraft(lesson: Lesson): Draft<never> {
  const { version, attested } = lesson;
  const minutes = minutesOf(lesson);
  if (!attested) return draftOf({ version, outcome: "delivered", minutes });
  const { outcome, themes, levels, note, cancelReason, recommendation } = attested;
  const goals = Object.entries(levels).map(([goal, level]) => [goalField(goal), level]);
  return draftOf({
    ...{ version, outcome, themes, note, cancelReason, recommendation },
    ...Object.fromEntries(goals),
    minutes: attested.minutes || minutes,
    step: lesson.step === null ? attested.step : null,
  });
}
