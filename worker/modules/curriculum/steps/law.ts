import type { ClassCode } from "#worker/lib/fields.ts";
import { after, lessons, type Part, part, unchecked } from "./build.ts";
import { heavy } from "./heavy.ts";
import type { Curriculum } from "./input.ts";
import {
  basicTraffic,
  driving,
  loadSecuring,
  practicalTest,
  practice,
  theoryTest,
} from "./parts.ts";

/** The amendments of 20 June 2024 (FOR-2024-06-20-1186) made the assessment of stage 3 longer. */
const SINCE_2024 = "2024-06-20";
const SINCE_2017 = "2017-01-01";

const twoWheels = { max: 1, extra: 1 }; // one more may ride as the teacher's passenger
const mcBasic = (source: string) =>
  part({ stage: 2, name: "basic", kind: "course", minutes: lessons(3), source });
const ended = after("stage", "3.assessment");

function moped(last: number): Part[] {
  const source = "law.training_10";
  return [
    ...basicTraffic,
    mcBasic(source),
    ...driving(last, ["2.basic"]),
    practice,
    part({
      stage: 3,
      name: "traffic",
      kind: "driving",
      minutes: lessons(4),
      driving: lessons(3),
      before: after("stage", "2.assessment"),
      source,
    }),
    part({
      stage: 4,
      name: "road",
      kind: "driving",
      minutes: lessons(4),
      before: [...after("order", "3.traffic"), ...ended],
      source,
    }),
    theoryTest,
  ];
}

type Motorcycle = { last: number; third: Part; road: number; driven: number };

function motorcycle({ last, third, road, driven }: Motorcycle): Part[] {
  return [
    ...basicTraffic,
    mcBasic("law.training_9"),
    ...driving(last, ["2.basic"]),
    practice,
    third,
    part({
      stage: 4,
      name: "road",
      kind: "driving",
      minutes: lessons(road),
      driving: lessons(driven),
      before: ended,
      group: twoWheels,
      source: "law.training_9",
    }),
    theoryTest,
    practicalTest,
  ];
}

const third = { stage: 3, minutes: lessons(4), before: after("stage", "2.assessment") } as const;
const mcTraffic = part({ ...third, name: "traffic", kind: "driving", source: "law.training_9" });
const mcPrecise = part({ ...third, name: "precise", kind: "track", source: "law.training_9" });

/** Seven lessons instead of everything, for whoever has held A2 for two years. */
const upgradeToA = part({
  stage: 4,
  name: "upgrade",
  kind: "driving",
  minutes: lessons(7),
  route: "upgrade",
  source: "law.training_9",
});
// The parts of the way from A1 to A2 were seen on one school's page only.
const upgradeToA2 = unchecked([
  part({
    stage: 2,
    name: "upgrade",
    kind: "course",
    minutes: lessons(2),
    route: "upgrade",
    source: "law.training_9",
  }),
  part({
    stage: 3,
    name: "upgrade_track",
    kind: "track",
    minutes: lessons(4),
    route: "upgrade",
    before: after("order", "2.upgrade"),
    source: "law.training_9",
  }),
  part({
    stage: 4,
    name: "upgrade_road",
    kind: "driving",
    minutes: lessons(5),
    route: "upgrade",
    before: after("order", "3.upgrade_track"),
    source: "law.training_9",
  }),
]);

function car(last: number): Part[] {
  const source = "law.training_11_8";
  const road = { stage: 4, source, kind: "driving", group: { max: 2, extra: 0 } } as const;
  const talk = { stage: 4, source, kind: "course", group: { max: 16, extra: 0 } } as const;
  return [
    ...basicTraffic,
    ...driving(last),
    practice,
    part({
      stage: 3,
      name: "track",
      kind: "track",
      minutes: lessons(4),
      before: after("stage", "2.assessment"),
      source: "law.training_11",
    }),
    part({
      ...talk,
      name: "risk",
      minutes: lessons(2),
      before: [...after("track_first", "3.track"), ...ended],
    }),
    part({ ...road, name: "rural", minutes: lessons(5), before: after("order", "4.risk") }),
    part({
      ...road,
      name: "varied",
      minutes: lessons(4),
      driving: lessons(3),
      before: after("order", "4.rural"),
    }),
    part({ ...talk, name: "summary", minutes: lessons(2), before: after("order", "4.varied") }),
    theoryTest,
    practicalTest,
  ];
}

const trailer = (last: number): Part[] => [
  ...driving(last),
  loadSecuring("law.training_12"),
  part({
    stage: 4,
    name: "road",
    kind: "driving",
    minutes: lessons(3),
    before: ended,
    group: { max: 2, extra: 0 },
    source: "law.training_12",
  }),
];

const classes = (last: number): [ClassCode, Part[]][] => [
  ["AM146", moped(last)],
  ["A1", motorcycle({ last, third: mcTraffic, road: 5, driven: 4 })],
  ["A2", [...motorcycle({ last, third: mcPrecise, road: 5, driven: 0 }), ...upgradeToA2]],
  ["A", [...motorcycle({ last, third: mcPrecise, road: 8, driven: 5 }), upgradeToA]],
  ["B", car(last)],
  ["B96", trailer(last)],
  ["BE", [...trailer(last), practicalTest]],
  [
    "T",
    [
      ...basicTraffic,
      ...driving(last),
      practice,
      loadSecuring("law.training_15"),
      theoryTest,
      practicalTest,
    ],
  ],
];

const curriculum = (validFrom: string, [classCode, parts]: [ClassCode, Part[]]): Curriculum => {
  const steps = parts.map((make) => make(classCode));
  return { classCode, validFrom, verified: steps.every((step) => step.verified), steps };
};

// What held before 2024 was read for the assessments only, so the rest says that it is unchecked.
const before2024 = classes(45).map(([code, parts]): [ClassCode, Part[]] => [
  code,
  parts.map((make) => (c) => {
    const step = make(c);
    return { ...step, verified: step.verified && step.kind === "assessment" };
  }),
]);

/** Every curriculum there has been: when the law changes, one is added and none is edited. */
export const curricula: readonly Curriculum[] = [
  ...before2024.map((one) => curriculum(SINCE_2017, one)),
  ...classes(60).map((one) => curriculum(SINCE_2024, one)),
  ...heavy.map((one) => curriculum(SINCE_2017, one)),
];
