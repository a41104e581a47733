import { expect, test } from "vitest";
import { problemText, sourceText } from "#web/words.ts";
import type { Done, Facts, Occasion, Paper } from "../input/why.ts";
import { refusals, whyNotStep } from "./step.ts";

const on = "2027-05-04"; // a light month

const done = (
  step: string,
  minutes: number,
  day = "2027-04-01",
  more: Partial<Done> = {},
): Done => ({
  step,
  minutes,
  on: day,
  source: "lesson",
  themes: [],
  recommendation: null,
  ...more,
});
const paper = (kind: Paper["kind"], more: Partial<Paper> = {}): Paper => ({
  kind,
  classCode: null,
  on: "2027-01-10",
  until: null,
  passed: null,
  ...more,
});

const credit = { source: "credit" } as const;
const basics = (code: string) => [
  done(`${code}.1.tgk`, 450, "2026-12-01", credit),
  done(`${code}.1.first_aid`, 180, "2026-12-01", credit),
  done(`${code}.1.dark`, 135, "2026-12-02", credit),
];
const stage2 = [...basics("B"), done("B.2.lesson", 450), done("B.2.assessment", 45)];
const stage3 = [
  ...stage2,
  done("B.3.lesson", 450),
  done("B.3.track", 180),
  done("B.3.assessment", 60),
];
const stage4 = [
  ...stage3,
  done("B.4.risk", 90),
  done("B.4.rural", 225),
  done("B.4.varied", 180),
  done("B.4.summary", 90),
];
const applied = paper("application", { classCode: "B" });
const theory = paper("theory_test", { classCode: "B", passed: true, on: "2027-04-20" });

/** Eighteen in 2027, in training for class B, and nothing done yet. */
const girl = (more: Partial<Facts> = {}): Facts => ({
  birthDate: "2009-02-01",
  left: false,
  classes: ["B"],
  automaticOnly: [],
  offered: ["B", "BE", "A1", "A2", "A", "AM146", "T"],
  plans: [],
  records: [],
  papers: [],
  overrides: [],
  ...more,
});
const man = (code: "BE" | "A" | "A1" | "A2" | "AM146" | "C", more: Partial<Facts> = {}) =>
  girl({ birthDate: "1990-01-01", classes: [code], ...more });

type Planted = [name: string, rule: string, facts: Facts, step: string, at?: Partial<Occasion>];
const approvedFor = (classCode: "A" | "B", approvedTo: string | null = null) => ({
  approvals: [{ classCode, approvedFrom: "2020-01-01", approvedTo }],
});

const planted: Planted[] = [
  ["a step that is not in her curriculum", "no_such_step", girl(), "B.3.precise"],
  ["a class that is switched off", "unverified", man("C", { offered: [] }), "C.2.lesson"],
  ["a class the school does not offer", "not_offered", girl({ offered: ["A1"] }), "B.1.tgk"],
  ["a class she is not registered for", "not_her_class", girl({ classes: ["A1"] }), "B.1.tgk"],
  ["training for somebody who has quit", "has_left", girl({ left: true }), "B.1.tgk"],
  ["the basic course at fourteen", "too_young_tgk", girl({ birthDate: "2012-05-05" }), "B.1.tgk"],
  [
    "driving at fifteen",
    "too_young_practice",
    girl({ birthDate: "2011-05-05", records: basics("B") }),
    "B.2.lesson",
  ],
  [
    "the theory test more than half a year before the age",
    "too_young_theory",
    girl({ birthDate: "2009-11-05", papers: [applied] }),
    "B.5.theory",
  ],
  [
    "the practical test the day before the birthday",
    "too_young_test",
    girl({ birthDate: "2009-05-05", records: stage4, papers: [theory] }),
    "B.5.practical",
  ],
  ["trailer training without class B", "licence_missing", man("BE"), "BE.2.lesson"],
  [
    "the short way to A after one year of A2",
    "upgrade_too_early",
    man("A", {
      plans: [{ classCode: "A", version: "2024-06-20", route: "upgrade", startedOn: on }],
      papers: [paper("licence", { classCode: "A2", on: "2026-05-01" })],
    }),
    "A.4.upgrade",
  ],
  ["driving without the basic course", "tgk_missing", girl(), "B.2.lesson"],
  [
    "driving without first aid",
    "first_aid_missing",
    girl({ records: [done("B.1.tgk", 450, "2026-12-01", credit)] }),
    "B.2.lesson",
  ],
  [
    "driving in January without the part in the dark",
    "dark_missing",
    girl({ records: basics("B").slice(0, 2) }),
    "B.2.practice",
    { on: "2027-01-15" },
  ],
  ["the course in the dark in May", "not_dark", girl(), "B.1.dark"],
  [
    "driving a motorcycle before its basic course",
    "basic_first",
    man("A1", { records: basics("A1") }),
    "A1.2.lesson",
  ],
  [
    "stage 3 before the assessment of stage 2",
    "stage",
    girl({ records: basics("B") }),
    "B.3.lesson",
  ],
  [
    "stage 4 before the track",
    "track_first",
    girl({ records: [...stage2, done("B.3.assessment", 60)] }),
    "B.4.risk",
  ],
  ["country roads before the risks of driving", "order", girl({ records: stage3 }), "B.4.rural"],
  [
    "an assessment of half its time",
    "too_short",
    girl({ records: stage2 }),
    "B.3.assessment",
    { minutes: 30 },
  ],
  ["the whole basic course in a day", "too_few_days", girl(), "B.1.tgk", { minutes: 450 }],
  ["nineteen in the room", "group_too_big", girl(), "B.1.tgk", { group: 19 }],
  [
    "two in one assessment",
    "group_too_big",
    girl({ records: basics("B") }),
    "B.2.assessment",
    { group: 2 },
  ],
  [
    "three in the car",
    "group_too_big",
    girl({ records: [...stage3, done("B.4.risk", 90)] }),
    "B.4.rural",
    { group: 3 },
  ],
  [
    "an instructor without the class",
    "not_approved",
    girl({ records: basics("B") }),
    "B.2.lesson",
    approvedFor("A"),
  ],
  [
    "an instructor whose approval has ended",
    "not_approved",
    girl({ records: basics("B") }),
    "B.2.lesson",
    approvedFor("B", "2027-05-03"),
  ],
  ["theory without an approved application", "no_application", girl(), "B.5.theory"],
  [
    "theory again after thirteen days",
    "theory_wait",
    girl({
      papers: [applied, paper("theory_test", { classCode: "B", passed: false, on: "2027-04-21" })],
    }),
    "B.5.theory",
  ],
  ["the test without theory", "theory_missing", girl({ records: stage4 }), "B.5.practical"],
  [
    "the test on a theory test of three years ago",
    "theory_expired",
    girl({
      birthDate: "2001-01-01",
      records: stage4,
      papers: [paper("theory_test", { classCode: "B", passed: true, on: "2024-05-03" })],
    }),
    "B.5.practical",
  ],
  [
    "the test again after three weeks",
    "practical_wait",
    girl({
      records: stage4,
      papers: [
        theory,
        paper("practical_test", { classCode: "B", passed: false, on: "2027-04-21" }),
      ],
    }),
    "B.5.practical",
  ],
  [
    "the test with a part missing",
    "mandatory_missing",
    girl({ records: stage4.slice(0, -1), papers: [theory] }),
    "B.5.practical",
  ],
  [
    "a moped's last test before all training is done",
    "mandatory_missing",
    man("AM146", { papers: [paper("application", { classCode: "AM146" })] }),
    "AM146.5.theory",
  ],
];

test.each(planted)("refuses %s: %s", (_, rule, facts, step, at = {}) => {
  const reasons = refusals(whyNotStep(facts, step, { on, ...at }));
  expect(reasons.map((why) => why.rule)).toContain(rule);
  for (const { code, source, help } of reasons) {
    for (const locale of ["nb", "en"] as const) {
      expect(problemText(locale, code), code).not.toBe(problemText(locale, "unexpected"));
      expect(problemText(locale, help), help).not.toBe(problemText(locale, "unexpected"));
      expect(sourceText(locale, source)).not.toBe(source);
    }
  }
});

test("there are at least 25 planted violations, of 25 different rules", () => {
  expect(planted.length).toBeGreaterThanOrEqual(25);
  expect(new Set(planted.map(([, rule]) => rule)).size).toBeGreaterThanOrEqual(25);
});

test("only the planted rule speaks where everything else is in order", () => {
  const only = (facts: Facts, step: string, at: Partial<Occasion> = {}) =>
    refusals(whyNotStep(facts, step, { on, ...at })).map((why) => why.rule);
  expect(only(girl({ records: stage3 }), "B.4.rural")).toEqual(["order"]);
  expect(only(girl({ records: stage4, papers: [theory] }), "B.5.practical")).toEqual([]);
  expect(only(girl({ records: basics("B") }), "B.2.lesson", approvedFor("B"))).toEqual([]);
  expect(
    only(girl({ birthDate: "2009-05-04", records: stage4, papers: [theory] }), "B.5.practical"),
  ).toEqual([]);
});

test("without the dark part driving is open until 31 October and closed from 1 November", () => {
  const facts = girl({ records: basics("B").slice(0, 2) });
  const rules = (day: string) => whyNotStep(facts, "B.2.practice", { on: day }).map((w) => w.rule);
  for (const day of ["2027-03-16", "2027-10-31"]) {
    expect(rules(day)).toContain("dark_later");
    expect(rules(day)).not.toContain("dark_missing");
  }
  for (const day of ["2027-03-15", "2027-11-01", "2028-02-29"])
    expect(rules(day)).toContain("dark_missing");
  const why = whyNotStep(facts, "B.2.practice", { on: "2027-11-01" })[0];
  expect(why?.params).toEqual({ step: "B.1.dark", on: "2028-03-16" });
});

test("whoever is 25 drives without the course, but takes first aid and the dark before the test", () => {
  const facts = girl({ birthDate: "2002-05-04" });
  expect(refusals(whyNotStep(facts, "B.2.lesson", { on }))).toEqual([]);
  const missing = whyNotStep(facts, "B.5.practical", { on })
    .filter((why) => why.rule === "mandatory_missing")
    .map((why) => why.params.step);
  expect(missing).toEqual(expect.arrayContaining(["B.1.first_aid", "B.1.dark"]));
  expect(missing).not.toContain("B.1.tgk");
});

test("a course taken for one class counts for the next, and a licence lets her off it", () => {
  const rules = (facts: Facts) => whyNotStep(facts, "A1.2.basic", { on }).map((why) => why.rule);
  expect(rules(girl({ classes: ["A1"], records: basics("B") }))).toEqual([]);
  const facts = girl({ classes: ["A1"], papers: [paper("licence", { classCode: "AM146" })] });
  expect(
    refusals(whyNotStep({ ...facts, records: [done("A1.2.basic", 135)] }, "A1.2.lesson", { on })),
  ).toEqual([]);
});

test("what is booked before lets later steps be booked, with a word about it", () => {
  const facts = girl({
    records: stage3,
    planned: [done("B.4.risk", 90, "2027-05-01", { source: "planned" })],
  });
  const [why] = whyNotStep(facts, "B.4.rural", { on });
  expect(why).toMatchObject({ rule: "planned_first", weight: "warn" });
  expect(whyNotStep(facts, "B.4.rural", { on: "2027-04-30" })[0]?.rule).toBe("order");
});

test("the academic leader's word turns a refusal into a warning, where the law leaves room", () => {
  const reason = "Banen er stengt av snø";
  const set = (step: string, rule: string, facts: Facts) =>
    whyNotStep({ ...facts, overrides: [{ step, rule, reason }] }, step, { on });
  const facts = girl({ records: [...stage2, done("B.3.assessment", 60)] });
  expect(set("B.4.risk", "track_first", facts)).toMatchObject([
    { rule: "track_first", weight: "warn", overridden: reason },
  ]);
  expect(refusals(set("B.2.lesson", "tgk_missing", girl()))).not.toEqual([]);
});

test("an assessment's advice warns and stops nothing", () => {
  const records = [
    ...basics("B"),
    done("B.2.assessment", 45, "2027-04-01", { recommendation: "not_yet" }),
  ];
  expect(whyNotStep(girl({ records }), "B.3.lesson", { on })).toMatchObject([
    { rule: "not_recommended", weight: "warn" },
  ]);
});

test("an automatic at the test means code 78, which somebody should know", () => {
  const facts = girl({ records: stage4, papers: [theory] });
  const rules = (f: Facts, gearbox: "manual" | "automatic") =>
    whyNotStep(f, "B.5.practical", { on, gearbox }).map((why) => why.rule);
  expect(rules(facts, "automatic")).toContain("code_78");
  expect(rules(facts, "manual")).not.toContain("code_78");
  expect(rules({ ...facts, automaticOnly: ["B"] }, "automatic")).not.toContain("code_78");
});
