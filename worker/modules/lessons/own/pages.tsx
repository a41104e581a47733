import { type Context, Hono } from "hono";
import { OwnCardsPage } from "#web/modules/lessons/views/card.tsx";
import { OwnLessonPage } from "#web/modules/lessons/views/own_lesson.tsx";
import { OwnLessonsPage } from "#web/modules/lessons/views/own_list.tsx";
import { SelfPage } from "#web/modules/lessons/views/own_self.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { Problem } from "#worker/lib/problem.ts";
import { OwnCard } from "../card/input.ts";
import { pdfOfCard } from "../card/paper.ts";
import { readOwnCards } from "../card/queries.ts";
import { goalField, ObjectionForm, SelfForm, SignatureForm, selfIn } from "../input.ts";
import { isAssessment, whyNotSelf } from "../rules.ts";
import { assessSelf, object, sign } from "./actions.ts";
import { readOwnLesson, readOwnLessons } from "./queries.ts";

const one = valid("param", ById);
const read = can("me:read");
const write = can("lessons:sign");

/** A student's own lessons, her signature, her view of herself, and her training card. */
export const ownLessonsPages = new Hono<Env>()
  .get("/lessons", read, async (c) =>
    page(c, <OwnLessonsPage {...(await readOwnLessons(c.var.ctx))} />),
  )
  .get("/card", read, async (c) => page(c, <OwnCardsPage cards={await readOwnCards(c.var.ctx)} />))
  .get("/card/pdf", read, valid("query", OwnCard), async (c) => {
    const { student } = c.req.valid("query");
    const cards = await readOwnCards(c.var.ctx);
    const card = cards.find((one) => !student || one.student.id === student);
    if (card) return pdfOfCard(c, card);
    if (student) throw new Problem(404, "students.not_found");
    return c.redirect("/me/card", 303); // which says that there is none
  })
  .get("/lessons/:id", read, one, async (c) => page(c, await lessonOf(c, c.req.valid("param").id)))
  .post("/lessons/:id/signature", write, one, form(SignatureForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await sign(c.var.ctx, { id, version });
        return "/me/lessons";
      },
      flash: "lessons.signed",
      retry: () => lessonOf(c, id),
      stale: () => lessonOf(c, id, { stale: true }),
    });
  })
  .post("/lessons/:id/objection", write, one, form(ObjectionForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, objection }) => {
        await object(c.var.ctx, { id, version }, objection);
        return `/me/lessons/${id}`;
      },
      flash: "lessons.objected",
      retry: (draft) => lessonOf(c, id, { draft }),
      stale: () => lessonOf(c, id, { stale: true }),
    });
  })
  .get("/lessons/:id/self-assessment", write, one, async (c) =>
    page(c, await selfOf(c, c.req.valid("param").id)),
  )
  .post("/lessons/:id/self-assessment", write, one, form(SelfForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async (said) => {
        await assessSelf(c.var.ctx, { id, version: said.version }, selfIn(said));
        return "/me/lessons";
      },
      flash: "lessons.self_assessed",
      retry: (draft) => selfOf(c, id, { draft }),
      stale: (draft) => selfOf(c, id, { draft, stale: true }),
    });
  });

type More = { draft?: Draft<unknown>; stale?: boolean };

async function lessonOf(c: Context<Env>, id: string, { draft = emptyDraft, stale }: More = {}) {
  const own = await readOwnLesson(c.var.ctx, id);
  const shown = { ...own, advises: isAssessment(own.lesson), draft };
  return <OwnLessonPage {...shown} stale={stale === true} />;
}

async function selfOf(c: Context<Env>, id: string, { draft, stale = false }: More = {}) {
  const { lesson, guarded } = await readOwnLesson(c.var.ctx, id);
  if (guarded) throw new Problem(403, "lessons.hers_to_sign");
  const { levels = {}, note = null, version = 0 } = lesson.selfAssessment ?? {};
  const goals = Object.entries(levels).map(([goal, level]) => [goalField(goal), level]);
  const now = draftOf({ note, version, ...Object.fromEntries(goals) });
  const shown = { lesson, reasons: whyNotSelf(lesson), stale };
  const late = draft && stale && { ...draft, values: { ...draft.values, version: `${version}` } };
  return <SelfPage {...shown} draft={late || draft || now} />;
}
