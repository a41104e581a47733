import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { approvals, employees } from "#worker/modules/employees/schema.ts";
import { schoolClasses } from "#worker/modules/schools/schema.ts";
import { as, auditRows, cost, db, type Person, school, send } from "#worker/test/harness.ts";
import { Move, Reasons, Training } from "./input.ts";
import { readTraining } from "./queries/reads.ts";

/** A student registered through the API, as the office does it. */
async function register(office: Person, more: object = {}): Promise<string> {
  const body = { firstName: "Nora", lastName: "Vik", birthDate: "2008-05-01", classes: ["B"] };
  const answer = await office.post("/api/v1/students", {
    ...body,
    startedOn: "2026-01-05",
    ...more,
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** An instructor with an account and approvals. */
async function instructor(schoolName: string, classes: readonly string[] = ["B"]) {
  const who = await as("instructor", schoolName);
  const id = uuidv7();
  const row = { schoolId: who.schoolId, id, userId: who.userId };
  await db
    .insert(employees)
    .values({ ...row, firstName: "Per", lastName: "Li", sortName: "li per" });
  for (const classCode of classes)
    await db.insert(approvals).values({
      ...{ schoolId: who.schoolId, employeeId: id, classCode, approvedFrom: "2020-01-01" },
    });
  return { ...who, employeeId: id };
}

const at = (id: string, rest = "") => `/api/v1/students/${id}/training${rest}`;
const tag = (id: string, version: number) => `"${id}-${version}"`;
const read = async (who: Person, id: string) =>
  Training.parse(await (await who.get(at(id))).json());
type Refused = { code: string; reasons: { rule: string; help: string; source: string }[] };
const refused = async (answer: Response) => ((await answer.json()) as Refused).reasons ?? [];

const path: [step: string, onDate: string, minutes: number, more?: object][] = [
  ["B.1.tgk", "2026-01-12", 135, { themes: ["1.1"] }],
  ["B.1.tgk", "2026-01-14", 135, { themes: ["1.2", "1.3"] }],
  ["B.1.tgk", "2026-01-16", 180, { themes: ["1.4"] }],
  ["B.1.first_aid", "2026-01-19", 180, { themes: ["1.5", "1.6"], groupSize: 12 }],
  ["B.1.dark", "2026-01-21", 135, { themes: ["1.7"] }],
  ["B.2.lesson", "2026-02-02", 90],
  ["B.2.assessment", "2026-03-02", 45, { recommendation: "ready" }],
  ["B.3.lesson", "2026-03-09", 90],
  ["B.3.track", "2026-04-07", 180],
  ["B.3.assessment", "2026-04-14", 60, { recommendation: "ready" }],
  ["B.4.risk", "2026-05-04", 90, { groupSize: 9 }],
  ["B.4.rural", "2026-05-06", 225, { groupSize: 2 }],
  ["B.4.varied", "2026-05-08", 180, { groupSize: 2 }],
  ["B.4.summary", "2026-05-11", 90],
];

test("a class B student goes from registration to readiness for the practical test by the API", async () => {
  const office = await as("office", "s1");
  const leader = await as("academic_leader", "s1");
  const teacher = await instructor("s1");
  const id = await register(office);
  const before = await read(office, id);
  expect(before.classes[0]).toMatchObject({ classCode: "B", done: 0, of: 10, startedOn: null });
  for (const [step, onDate, minutes, more] of path) {
    const who = step.startsWith("B.1") ? leader : teacher;
    const body = { step, onDate, minutes, employeeId: teacher.employeeId, ...more };
    const answer = await who.post(at(id, "/records"), body);
    expect([step, answer.status, await answer.clone().text()]).toMatchObject([step, 201, {}]);
  }
  const trained = await read(office, id);
  expect(trained.classes[0]).toMatchObject({
    ...{ done: 10, of: 10, missing: [], ready: false, startedOn: "2026-01-12" },
    version: "2024-06-20",
  });
  const theory = await office.get(at(id, "/steps/B.5.practical/reasons"));
  expect(Reasons.parse(await theory.json()).items.map((why) => why.rule)).toEqual([
    "theory_missing",
  ]);
  for (const paper of [
    { kind: "application", classCode: "B", onDate: "2026-02-01" },
    { kind: "theory_test", classCode: "B", onDate: "2026-06-01", result: "passed" },
  ])
    expect((await office.post(at(id, "/papers"), paper)).status).toBe(201);
  expect((await read(office, id)).classes[0]?.ready).toBe(true);
  const free = await office.get(at(id, "/steps/B.5.practical/reasons"));
  expect(Reasons.parse(await free.json()).items).toEqual([]);
  await office.post(at(id, "/papers"), {
    ...{ kind: "practical_test", classCode: "B", onDate: "2026-06-15", result: "passed" },
  });
  expect((await read(office, id)).classes[0]).toMatchObject({ finished: true });
  const entries = (await auditRows()).filter((row) => row.entityId === id);
  expect(entries.filter((row) => row.action === "training.recorded")).toHaveLength(path.length);
  expect(entries.filter((row) => row.action === "training.paper_registered")).toHaveLength(3);
});

test("POST a record the law refuses: 409, every reason with its source and what helps, no row", async () => {
  const office = await as("office", "s2");
  const teacher = await instructor("s2", ["A1"]);
  const id = await register(office);
  const answer = await teacher.post(at(id, "/records"), {
    ...{ step: "B.4.rural", onDate: "2026-11-02", minutes: 225, groupSize: 3 },
  });
  expect(answer.status).toBe(409);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  const reasons = await refused(answer);
  expect(reasons.map((why) => why.rule).sort()).toEqual([
    "dark_missing",
    "first_aid_missing",
    "group_too_big",
    "not_approved",
    "order",
    "tgk_missing",
  ]);
  expect(reasons.every((why) => why.source && why.help.endsWith("_help"))).toBe(true);
  expect((await read(office, id)).records).toEqual([]);
  expect(
    (await auditRows()).filter((row) => row.action === "training.recorded" && row.entityId === id),
  ).toEqual([]);
});

test("POST a record: what is wrong with it is said by field", async () => {
  const office = await as("office", "s3");
  const teacher = await instructor("s3");
  const leader = await as("academic_leader", "s3");
  const id = await register(office);
  const errors = async (who: Person, body: object) => {
    const answer = await who.post(at(id, "/records"), body);
    expect(answer.status).toBe(422);
    return ((await answer.json()) as { errors: object }).errors;
  };
  const lesson = { step: "B.2.lesson", onDate: "2026-06-01", minutes: 90 };
  expect(await errors(teacher, { ...lesson, onDate: "2031-01-01" })).toEqual({
    onDate: "training.in_future",
  });
  expect(await errors(teacher, { ...lesson, minutes: 0 })).toEqual({ minutes: "out_of_range" });
  expect(await errors(teacher, { ...lesson, minutes: 45.5 })).toHaveProperty("minutes");
  expect(await errors(teacher, { ...lesson, step: "drive" })).toEqual({
    step: "curriculum.not_a_step",
  });
  expect(await errors(teacher, { ...lesson, employeeId: uuidv7() })).toEqual({
    employeeId: "training.no_such_instructor",
  });
  expect(await errors(leader, lesson)).toEqual({ employeeId: "training.instructor_wanted" });
  expect(await errors(teacher, { ...lesson, step: "B.5.theory" })).toEqual({
    step: "training.test_is_a_paper",
  });
  expect(await errors(teacher, { ...lesson, step: "B.1.tgk" })).toEqual({
    themes: "training.themes_wanted",
  });
  expect(await errors(teacher, { ...lesson, step: "B.1.tgk", themes: ["1.7"] })).toEqual({
    themes: "training.no_such_theme",
  });
  expect(await errors(teacher, { ...lesson, step: "B.2.assessment" })).toEqual({
    recommendation: "training.recommendation_wanted",
  });
  expect(await errors(teacher, { ...lesson, extra: 1 })).toEqual({ extra: "unknown" });
});

test("the academic leader sets a rule aside with a reason, and only what may be set aside", async () => {
  const office = await as("office", "s4");
  const leader = await as("academic_leader", "s4");
  const teacher = await instructor("s4");
  const id = await register(office);
  for (const step of ["B.1.tgk", "B.1.first_aid", "B.1.dark", "B.2.assessment"]) {
    const body = { step, onDate: "2026-03-01", reason: "Attest fra annen skole" };
    expect((await leader.post(at(id, "/credits"), body)).status).toBe(201);
  }
  await teacher.post(at(id, "/records"), {
    ...{ step: "B.3.assessment", onDate: "2026-06-01", minutes: 60, recommendation: "ready" },
  });
  const risk = { step: "B.4.risk", onDate: "2026-06-08", minutes: 90 };
  const no = await teacher.post(at(id, "/records"), risk);
  expect((await refused(no)).map((why) => why.rule)).toEqual(["track_first"]);
  const override = { step: "B.4.risk", rule: "track_first", reason: "Banen er stengt til høsten" };
  expect((await office.post(at(id, "/overrides"), override)).status).toBe(403);
  expect((await teacher.post(at(id, "/overrides"), override)).status).toBe(403);
  const early = await leader.post(at(id, "/overrides"), { ...override, rule: "order" });
  expect([early.status, ((await early.json()) as Refused).code]).toEqual([
    409,
    "training.nothing_to_override",
  ]);
  const never = await leader.post(at(id, "/overrides"), {
    ...override,
    rule: "too_young_practice",
  });
  expect(never.status).toBe(422);
  expect((await leader.post(at(id, "/overrides"), { ...override, reason: " " })).status).toBe(422);
  expect((await leader.post(at(id, "/overrides"), override)).status).toBe(201);
  const [entry] = (await auditRows()).filter((row) => row.action === "training.overridden");
  expect(entry).toMatchObject({ entityId: id, actor: leader.userId, reason: override.reason });
  expect((await teacher.post(at(id, "/records"), risk)).status).toBe(201);
  const { overrides, version } = await read(office, id);
  const gone = await leader.put(
    at(id, `/overrides/${overrides[0]?.id}/withdrawal`),
    { reason: "Banen er åpen igjen" },
    tag(id, version),
  );
  expect(gone.status).toBe(200);
  expect(
    (await refused(await teacher.post(at(id, "/records"), risk))).map((why) => why.rule),
  ).toContain("track_first");
});

test("a record is withdrawn with a reason and stays to be read; it is never rewritten", async () => {
  const office = await as("office", "s5");
  const leader = await as("academic_leader", "s5");
  const id = await register(office);
  await leader.post(at(id, "/credits"), {
    step: "B.1.tgk",
    onDate: "2026-03-01",
    reason: "Attest",
  });
  const { records, version } = await read(office, id);
  const url = at(id, `/records/${records[0]?.id}/withdrawal`);
  expect((await leader.put(url, { reason: "Feil elev" })).status).toBe(428);
  expect((await leader.put(url, { reason: "Feil elev" }, tag(id, version - 1))).status).toBe(412);
  expect((await leader.put(url, { reason: "Feil elev" }, tag(id, version))).status).toBe(200);
  const after = await read(office, id);
  expect(after.records[0]).toMatchObject({ withdrawnWhy: "Feil elev", step: "B.1.tgk" });
  expect(after.classes[0]?.missing).toContain("B.1.tgk");
  expect((await leader.put(url, { reason: "Igjen" }, tag(id, version + 1))).status).toBe(409);
  await expect(db.run("update training_records set minutes = 1")).rejects.toThrow();
  await expect(db.run("delete from training_records")).rejects.toThrow();
});

test("she keeps the curriculum she started on, and is moved with a preview", async () => {
  const office = await as("office", "s6");
  const id = await register(office);
  const { version } = await read(office, id);
  const plan = { version: "2017-01-01", startedOn: "2024-03-01" };
  const put = (body: object, v: number) => office.put(at(id, "/plans/B"), body, tag(id, v));
  expect((await put(plan, version)).status).toBe(200);
  const begun = await read(office, id);
  expect(begun.classes[0]).toMatchObject({ version: "2017-01-01", startedOn: "2024-03-01" });
  const preview = await office.get(at(id, "/plans/B?version=2024-06-20"));
  const { changes } = Move.parse(await preview.json());
  expect(changes).toEqual([{ step: "B.3.assessment", minutes: [45, 60], state: ["open", "open"] }]);
  expect((await read(office, id)).version).toBe(begun.version); // looking changes nothing
  expect((await put({ ...plan, version: "2020-01-01" }, begun.version)).status).toBe(422);
  expect((await put({ ...plan, route: "upgrade" }, begun.version)).status).toBe(422);
  expect((await put({ ...plan, version: "2024-06-20" }, version)).status).toBe(412);
  expect((await put({ ...plan, version: "2024-06-20" }, begun.version)).status).toBe(200);
  const log = (await auditRows()).filter((row) => row.entityId === id).map((row) => row.action);
  expect(log.slice(-2)).toEqual(["training.started", "training.moved"]);
});

test("the same key makes one record; another school's student is as unknown as none", async () => {
  const office = await as("office", "s7");
  const leader = await as("academic_leader", "s7");
  const id = await register(office);
  const body = { step: "B.1.tgk", onDate: "2026-03-01", reason: "Attest" };
  const once = uuidv7();
  const post = () => postOnce(leader, at(id, "/credits"), { body, once });
  expect([(await post()).status, (await post()).status]).toEqual([201, 201]);
  expect((await read(office, id)).records).toHaveLength(1);
  const stranger = await as(["owner", "academic_leader", "office", "instructor"], "s8");
  const masked = async (answer: Response) => {
    const { instance: _, ...problem } = (await answer.json()) as Record<string, unknown>;
    return [answer.status, problem];
  };
  for (const rest of ["", "/steps/B.2.lesson/reasons", "/plans/B"])
    expect(await masked(await stranger.get(at(id, rest)))).toEqual(
      await masked(await stranger.get(at(uuidv7(), rest))),
    );
  expect((await stranger.post(at(id, "/credits"), body)).status).toBe(404);
  expect((await read(office, id)).records).toHaveLength(1);
});

type Once = { body: object; once: string };

async function postOnce(who: Person, path: string, { body, once }: Once) {
  const headers = { ...who.headers, "content-type": "application/json", "idempotency-key": once };
  return send("POST", path, { headers, body: JSON.stringify(body) });
}

test("a class the school does not offer is refused, an offered one is not", async () => {
  const office = await as("office", "s9");
  const id = await register(office);
  const rules = async () => {
    const answer = await office.get(at(id, "/steps/B.1.tgk/reasons?on=2026-06-01"));
    return Reasons.parse(await answer.json()).items.map((why) => why.rule);
  };
  expect(await rules()).toEqual([]);
  await db
    .insert(schoolClasses)
    .values({ schoolId: await school("s9"), code: "A1", since: "2026-01-01" });
  expect(await rules()).toEqual(["not_offered"]);
});

test("a student's training costs one trip, whatever the school has", async () => {
  const office = await as("office", "s1");
  const id = await register(office);
  const spent = await cost(office.ctx, (ctx) => readTraining(ctx, id));
  expect(spent).toMatchObject({ trips: 1 });
  expect(spent.rowsRead).toBeLessThanOrEqual(20);
});
