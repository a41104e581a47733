import type { ClassCode } from "#worker/lib/fields.ts";
import { after, lessons, type Part, part, unchecked } from "./build.ts";
import { basicTraffic, driving, practicalTest, practice, theoryTest } from "./parts.ts";

// Hours that nobody has found in the law, or on one school's page only. None of it is verified,
// and a class of lorries or buses is switched off until somebody has read the regulation.

const source = "law.training_heavy";
const held = { age: null, holding: ["C1", "C", "D1", "D"] satisfies ClassCode[] };
const talk = { kind: "course", exempt: held, source } as const;
const basic = part({ ...talk, stage: 1, name: "basic", minutes: lessons(3) });
const stages = driving(60);
const tests = [theoryTest, practicalTest];
const ended = after("stage", "3.assessment");

const track = (hours: number | null) =>
  part({
    stage: 3,
    name: "track",
    kind: "track",
    minutes: hours && lessons(hours),
    before: after("stage", "2.assessment"),
    source,
  });
const road = (hours: number | null) =>
  part({
    stage: 4,
    name: "road",
    kind: "driving",
    minutes: hours && lessons(hours),
    before: ended,
    source,
  });
const load = part({ stage: 4, name: "load", kind: "course", minutes: lessons(9), source });
const accident = part({ ...talk, stage: 4, name: "accident", minutes: lessons(9) });

const unknown = (stage: number, name: string, from: string) =>
  part({ stage, name, kind: "driving", minutes: null, source: from });

export const heavy: readonly [ClassCode, Part[]][] = (
  [
    ["AM147", [...basicTraffic, ...driving(60), unknown(4, "road", "law.training_13"), theoryTest]],
    [
      "S",
      [
        ...basicTraffic,
        practice,
        part({
          stage: 2,
          name: "basic",
          kind: "course",
          minutes: null,
          source: "law.training_14",
        }),
        unknown(3, "mandatory", "law.training_14"),
        theoryTest,
      ],
    ],
    ["C1", [basic, ...stages, track(null), road(null), ...tests]],
    ["C1E", [...stages, track(null), road(null), practicalTest]],
    ["C", [basic, ...stages, track(null), road(6), load, accident, ...tests]],
    ["CE", [...stages, track(9), road(10), ...tests]],
    ["D1", [basic, ...stages, track(null), road(null), ...tests]],
    ["D1E", [...stages, track(null), road(null), practicalTest]],
    ["D", [basic, ...stages, track(null), accident, road(6), ...tests]],
    ["DE", [...stages, track(null), road(null), practicalTest]],
  ] satisfies [ClassCode, Part[]][]
).map(([code, parts]) => [code, unchecked(parts)]);
