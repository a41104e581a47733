import type { LicenceClass } from "#worker/modules/curriculum/mod.ts";

// What is practised on the way to a licence, in words that a phone has room for. The grouping is
// ours; the goals are those of the curricula to the training regulation (FOR-2004-10-01-1339, ch.
// 9-15), stage by stage. A goal that is renamed keeps its code: old lessons speak of it.

type Kind = LicenceClass["kind"];
type ByStage = Readonly<Partial<Record<number, readonly string[]>>>;

const traffic = [
  "observation",
  "positioning",
  "speed",
  "junctions",
  "roundabouts",
  "lane_change",
  "pedestrians",
] as const;

const car: ByStage = {
  2: [
    "preparation",
    "start_stop",
    "gears",
    "steering",
    "braking",
    "reversing",
    "hill_start",
    "turning_around",
    "parking",
    "assistance",
  ],
  3: [...traffic, "rural_road", "motorway", "overtaking", "eco", "assistance"],
  4: ["risk", "planning", "rural_road", "darkness", "cooperation", "self_insight"],
};
const twoWheels: ByStage = {
  2: [
    "protection",
    "preparation",
    "start_stop",
    "gears",
    "slow_riding",
    "steering",
    "braking",
    "evading",
  ],
  3: [...traffic, "bends", "rural_road", "overtaking"],
  4: ["risk", "planning", "bends", "rural_road", "self_insight"],
};
const trailer: ByStage = {
  2: ["preparation", "coupling", "start_stop", "braking", "reversing", "turning_around"],
  3: ["observation", "positioning", "speed", "junctions", "lane_change", "rural_road", "eco"],
  4: ["load", "planning", "rural_road", "self_insight"],
};
const heavy: ByStage = {
  2: [...(trailer[2] ?? []), "gears", "parking"],
  3: [...traffic, "rural_road", "motorway", "overtaking", "eco", "assistance"],
  4: ["load", "risk", "planning", "rural_road", "self_insight"],
};

/** The goals of each kind of vehicle, by stage. */
export const goalsByKind: Record<Kind, ByStage> = {
  car,
  motorcycle: twoWheels,
  moped: twoWheels,
  snowmobile: twoWheels,
  trailer,
  tractor: trailer,
  lorry: heavy,
  bus: heavy,
};

/** Every goal there is, each once. */
export const goalCodes: readonly string[] = [
  ...new Set(
    Object.values(goalsByKind).flatMap((byStage) => Object.values(byStage).flatMap((g) => g ?? [])),
  ),
];
