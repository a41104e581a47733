import { beforeAll, beforeEach, expect, test } from "vitest";
import { learner, teacher } from "#worker/test/booking_places.ts";
import { as, type Person } from "#worker/test/harness.ts";
import { Reasons } from "./input.ts";

// What the pages and bookings ask as well, here over HTTP: each planted mistake is refused, and for
// what it is. A student has what she is credited with, and the papers that are named.

const everything = ["owner", "academic_leader", "office", "instructor"] as const;
let who: Person;
let riders: string;
// Somebody new each time: the API takes 60 at once from one person.
beforeEach(async () => {
  who = await as(everything, "v1");
});
beforeAll(async () => {
  riders = await teacher("v1", { classes: ["A"] });
});

type Had = {
  born?: string;
  classes?: ("A1" | "AM146" | "B" | "BE" | "C")[];
  status?: "finished";
  credits?: readonly string[];
  papers?: readonly object[];
};

const basics = ["1.tgk", "1.first_aid", "1.dark"];
const stage2 = [...basics, "2.assessment"];
const stage3 = [...stage2, "3.track", "3.assessment"];
const stage4 = [...stage3, "4.risk", "4.rural", "4.varied", "4.summary"];
const of = (names: readonly string[], code = "B") => names.map((name) => `${code}.${name}`);
const applied = { kind: "application", classCode: "B", onDate: "2026-01-02" };
const theory = (onDate: string, result: string) => ({
  ...{ kind: "theory_test", classCode: "B", onDate, result },
});

async function make({ born = "2007-05-05", classes = ["B"], ...had }: Had): Promise<string> {
  const id = await learner("v1", {
    ...{ birthDate: born, classes },
    ...(had.status ? { status: had.status } : {}),
  });
  const here = `/api/v1/students/${id}/training`;
  for (const step of had.credits ?? []) {
    const body = { step, onDate: "2026-01-10", reason: "Kursbevis" };
    expect((await who.post(`${here}/credits`, body)).status).toBe(201);
  }
  for (const paper of had.papers ?? [])
    expect((await who.post(`${here}/papers`, paper)).status).toBe(201);
  return here;
}

type Planted = [name: string, rule: string, had: Had, ask: string];
const on = "on=2026-06-01"; // a light day

const planted: Planted[] = [
  ["a step of another class's curriculum", "no_such_step", {}, `B.3.precise?${on}`],
  ["a class that is switched off", "unverified", { classes: ["C"] }, `C.2.lesson?${on}`],
  ["a class she has not chosen", "not_her_class", { classes: ["A1"] }, `B.1.tgk?${on}`],
  ["somebody who has finished", "has_left", { status: "finished" }, `B.1.tgk?${on}`],
  ["the basic course at fourteen", "too_young_tgk", { born: "2011-06-02" }, `B.1.tgk?${on}`],
  ["driving at fifteen", "too_young_practice", { born: "2010-06-02" }, `B.2.lesson?${on}`],
  ["theory too early", "too_young_theory", { born: "2008-12-02" }, `B.5.theory?${on}`],
  ["the test at seventeen", "too_young_test", { born: "2008-06-02" }, `B.5.practical?${on}`],
  ["a trailer without class B", "licence_missing", { classes: ["BE"] }, `BE.2.lesson?${on}`],
  [
    "a lorry without a health certificate",
    "health_missing",
    { classes: ["C"] },
    `C.2.lesson?${on}`,
  ],
  ["driving without the basic course", "tgk_missing", {}, `B.2.lesson?${on}`],
  ["driving without first aid", "first_aid_missing", {}, `B.2.lesson?${on}`],
  ["driving in January without the dark", "dark_missing", {}, "B.2.lesson?on=2026-01-20"],
  ["the course in the dark in June", "not_dark", {}, `B.1.dark?${on}`],
  [
    "a motorcycle before its basic course",
    "basic_first",
    { classes: ["A1"], credits: of(basics, "A1") },
    `A1.2.lesson?${on}`,
  ],
  ["stage 3 before the assessment", "stage", { credits: of(basics) }, `B.3.lesson?${on}`],
  [
    "stage 4 before the track",
    "track_first",
    { credits: of([...stage2, "3.assessment"]) },
    `B.4.risk?${on}`,
  ],
  ["the road before the risks", "order", { credits: of(stage3) }, `B.4.rural?${on}`],
  ["half an assessment", "too_short", { credits: of(stage2) }, `B.3.assessment?${on}&minutes=30`],
  ["the whole course in a day", "too_few_days", {}, `B.1.tgk?${on}&minutes=450`],
  ["nineteen in the room", "group_too_big", {}, `B.1.tgk?${on}&group=19`],
  ["an instructor of motorcycles", "not_approved", {}, `B.2.lesson?${on}&instructorId=:riders`],
  ["theory without an application", "no_application", {}, `B.5.theory?${on}`],
  [
    "theory again after thirteen days",
    "theory_wait",
    { papers: [applied, theory("2026-05-19", "failed")] },
    `B.5.theory?${on}`,
  ],
  ["the test without theory", "theory_missing", { credits: of(stage4) }, `B.5.practical?${on}`],
  [
    "the test on an old theory test",
    "theory_expired",
    { born: "2000-01-01", papers: [theory("2023-05-31", "passed")] },
    `B.5.practical?${on}`,
  ],
  [
    "the test again after three weeks",
    "practical_wait",
    { papers: [{ ...theory("2026-05-11", "failed"), kind: "practical_test" }] },
    `B.5.practical?${on}`,
  ],
  [
    "the test with a part missing",
    "mandatory_missing",
    { credits: of(stage4.slice(0, -1)), papers: [theory("2026-05-11", "passed")] },
    `B.5.practical?${on}`,
  ],
  [
    "a moped's last test before its training",
    "mandatory_missing",
    { classes: ["AM146"] },
    "AM146.5.theory",
  ],
];

test.each(planted)("refuses %s: %s", async (_, rule, had, ask) => {
  const here = await make(had);
  const [step, query = ""] = ask.replace(":riders", riders).split("?");
  const answer = await who.get(`${here}/steps/${step}/reasons?${query}`);
  expect(answer.status).toBe(200);
  const refused = Reasons.parse(await answer.json()).items.filter((why) => why.weight === "refuse");
  expect(refused.map((why) => why.rule)).toContain(rule);
  expect(refused.every(({ source, help }) => source !== "" && help.endsWith("_help"))).toBe(true);
});

test("they are at least 25, of 25 different rules", () => {
  expect(new Set(planted.map(([, rule]) => rule)).size).toBeGreaterThanOrEqual(25);
});
