import { commit } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { addDays, birthday } from "#worker/lib/dates.ts";
import type { ClassCode } from "#worker/lib/fields.ts";
import {
  classOn,
  curriculumOn,
  type Facts,
  type Paper,
  type Requirement,
  refusals,
  stepsOf,
  whyNotStep,
} from "#worker/modules/curriculum/mod.ts";
import type { NewStudent } from "#worker/modules/students/mod.ts";
import { type NewRecord, recordStep } from "#worker/modules/training/mod.ts";
import { trainingPapers } from "#worker/modules/training/schema.ts";
import type { Random } from "./random.ts";

type Trained = {
  id: string;
  row: NewStudent;
  /** The day it is now; training started on the day of the context. */
  today: string;
  /** How much of the way is behind her, of one. */
  far: number;
};

/** What a student has done since she started, lawful by the product's own rules. */
export async function makeTraining(ctx: Ctx, random: Random, who: Trained): Promise<void> {
  if (who.row.status === "waiting") return;
  for (const code of who.row.classes) await trainFor(ctx, random, { ...who, code });
}

async function trainFor(ctx: Ctx, random: Random, who: Trained & { code: ClassCode }) {
  const { id: studentId, row, code, today, far } = who;
  const started = row.startedOn ?? today;
  const curriculum = curriculumOn(code, started);
  if (!curriculum) return;
  const papers = papersOf(row, code, started);
  const records: NewRecord[] = [];
  const facts = (): Facts => ({
    birthDate: row.birthDate,
    left: false,
    classes: row.classes,
    automaticOnly: row.automaticOnly,
    offered: [],
    plans: [],
    overrides: [],
    papers,
    records: records.map(({ onDate, step, minutes, source, themes = [] }) => ({
      ...{ on: onDate, step, minutes, source, themes },
      recommendation: null,
    })),
  });
  const way = inOrder(stepsOf(curriculum, "full"));
  let on = started;
  for (const step of way.slice(0, Math.ceil(way.length * far))) {
    const credit = step.stage === 1;
    on = credit ? started : addDays(on, 2 + random.below(5));
    const at = { on, minutes: step.minutes || 90 };
    if (on > today || (!credit && refusals(whyNotStep(facts(), step.step, at)).length > 0)) break;
    records.push({
      ...{ id: random.id(ctx.now), studentId, step: step.step, minutes: at.minutes, onDate: on },
      source: credit ? "credit" : "manual",
      themes: step.themes,
      employeeId: credit ? null : row.instructorId,
      recommendation: step.kind === "assessment" ? "ready" : null,
      note: credit ? "Kursbevis er vist fram." : null,
    });
  }
  if (records.length === 0) return;
  const by = { schoolId: ctx.actor.schoolId, studentId, by: ctx.actor.id, at: ctx.now };
  await commit(ctx, {
    action: "training.started",
    entity: "student",
    entityId: studentId,
    diff: { classCode: [null, code], startedOn: [null, started] },
    write: [
      ...records.flatMap((record) => recordStep(ctx, record)),
      ...papers.map(({ on: onDate, ...paper }) =>
        ctx.db.insert(trainingPapers).values({ ...by, ...paper, onDate, id: random.id(ctx.now) }),
      ),
    ],
  });
}

/** Lessons between the mandatory parts of their stage, as they come. */
function inOrder(steps: readonly Requirement[]): Requirement[] {
  return [1, 2, 3, 4].flatMap((stage) => {
    const own = steps.filter((step) => step.stage === stage && step.kind !== "practice");
    const lesson = own.filter((step) => step.kind === "lesson");
    const rest = own.filter((step) => step.kind !== "lesson" && step.kind !== "assessment");
    const last = own.filter((step) => step.kind === "assessment");
    return [...rest.filter((s) => s.name === "basic"), ...lesson, ...lesson, ...lesson].concat(
      rest.filter((step) => step.name !== "basic"),
      last,
    );
  });
}

function papersOf(row: NewStudent, code: ClassCode, started: string): Paper[] {
  const needs = classOn(code, started)?.needs ?? [];
  const none = { until: null, passed: null };
  const licence = birthday(row.birthDate, 18);
  return [
    ...(needs.includes("B") && licence <= started
      ? [{ ...none, kind: "licence" as const, classCode: "B" as const, on: licence }]
      : []),
    { ...none, kind: "application", classCode: code, on: started },
  ];
}
