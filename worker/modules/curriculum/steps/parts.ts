import { classCodes } from "#worker/lib/fields.ts";
import { after, LESSON, lessons, type Part, part } from "./build.ts";

// The parts that several classes share. Numbers are teaching lessons of 45 minutes unless a line
// says minutes; docs and tests hold them against the regulation.

const course = { source: "law.training_8_1", stage: 1, kind: "course", minAge: 15 } as const;
// Sixteen, and two more who only catch up on what they missed.
const room = { max: 16, extra: 2 };
/** Whoever has been trained for any class has had the course. */
const trained = { age: null, holding: [...classCodes] };

/** The basic traffic course: 17 lessons over at least five days, every theme attended. */
export const basicTraffic: readonly Part[] = [
  part({
    ...course,
    name: "tgk",
    minutes: lessons(10),
    sessions: 3,
    themes: ["1.1", "1.2", "1.3", "1.4"],
    exempt: { ...trained, age: 25 }, // but not from first aid and the dark
    group: room,
  }),
  part({
    ...course,
    name: "first_aid",
    minutes: lessons(4),
    themes: ["1.5", "1.6"],
    exempt: trained,
    group: room,
  }),
  part({
    ...course,
    name: "dark",
    minutes: lessons(3),
    themes: ["1.7"],
    dark: true,
    exempt: trained,
    group: room,
  }),
];

const assessment = {
  name: "assessment",
  kind: "assessment",
  whole: true,
  driving: LESSON,
  group: { max: 1, extra: 0 },
  source: "law.training_7_5",
} as const;

/** Ordinary driving on stages 2 and 3, and the assessments that end them. */
export function driving(lastAssessment: number, first: readonly string[] = []): Part[] {
  const lesson = { name: "lesson", kind: "lesson", minutes: 0 } as const;
  const basics = after("basic_first", ...first);
  return [
    part({ ...lesson, stage: 2, before: basics, source: "law.training_7" }),
    part({ ...assessment, stage: 2, minutes: LESSON, before: basics }),
    part({ ...lesson, stage: 3, before: after("stage", "2.assessment"), source: "law.training_7" }),
    part({
      ...assessment,
      stage: 3,
      minutes: lastAssessment,
      before: after("stage", "2.assessment"),
    }),
  ];
}

/** Practice driving with a companion. */
export const practice: Part = part({
  stage: 2,
  name: "practice",
  kind: "practice",
  minutes: 0,
  source: "law.training_practice",
});

export const theoryTest: Part = part({
  stage: 5,
  name: "theory",
  kind: "theory_test",
  minutes: 0,
  source: "law.theory_test",
});

export const practicalTest: Part = part({
  stage: 5,
  name: "practical",
  kind: "practical_test",
  minutes: 0,
  source: "law.practical_test",
});

/** Securing a load: two lessons, one of them practical, four at once at most. */
export const loadSecuring = (source: string): Part =>
  part({
    stage: 4,
    name: "load",
    kind: "course",
    minutes: lessons(2),
    driving: LESSON,
    before: after("stage", "3.assessment"),
    exempt: { age: null, holding: ["C1", "C"] },
    group: { max: 4, extra: 0 },
    source,
  });
