import { uuidv7 } from "uuidv7";
import { expect, test } from "vitest";
import { as, cost } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { Cards, TrainingCard } from "./input.ts";
import { getCard, readOwnCards } from "./queries.ts";

const delivered = { outcome: "delivered" };

/** A student with a course, a lesson that was corrected, one that was not held, and a credit. */
async function trained(schoolName: string) {
  const us = await pair(schoolName);
  const attest = (id: string, body: object, version = 1) =>
    us.instructor.put(`/api/v1/lessons/${id}/attestation`, body, `"${id}-${version}"`);
  const lesson = await us.held();
  await attest(lesson, delivered);
  await attest(lesson, { ...delivered, minutes: 90, reason: "Dobbelttime" }, 2);
  await us.student.put(`/api/v1/me/lessons/${lesson}/signature`, {}, `"${lesson}-2"`);
  const stage = await us.held({ kind: "assessment", step: "B.2.assessment" });
  await attest(stage, { ...delivered, recommendation: "ready" });
  await attest(await us.held(), { outcome: "no_show" });
  const leader = await as("academic_leader", schoolName);
  const credit = { step: "B.1.tgk", onDate: "2025-05-05", reason: "Kursbevis" };
  const credited = await leader.post(`/api/v1/students/${us.studentId}/training/credits`, credit);
  expect(credited.status).toBe(201);
  return { ...us, leader, lesson, stage };
}

test("the card has every lesson that was held, as it holds now, and what was credited", async () => {
  const us = await trained("k1");
  const answer = await us.leader.get(`/api/v1/students/${us.studentId}/training-card`);
  expect(answer.status).toBe(200);
  const card = TrainingCard.parse(await answer.json());
  expect(card.school.name).toBe("k1");
  expect(card.student).toMatchObject({ id: us.studentId, firstName: "Emma" });
  expect(card.lessons.map(({ id }) => id)).toEqual([us.stage, us.lesson]); // oldest first
  expect(card.lessons[1]).toMatchObject({
    ...{ minutes: 90, step: "B.2.lesson", version: 2, reason: "Dobbelttime" },
    ...{ attestedBy: "instructor k1" },
  });
  expect(card.lessons[1]?.signedAt).toMatch(/Z$/);
  expect(card.lessons[0]).toMatchObject({ recommendation: "ready", signedAt: null });
  expect(card.earlier).toMatchObject([{ step: "B.1.tgk", source: "credit", note: "Kursbevis" }]);
  const [own] = card.classes;
  expect(own).toMatchObject({ classCode: "B", lessons: 2, minutes: 135 });
  expect(own?.steps.find(({ step }) => step === "B.1.tgk")?.state).toBe("credited");
});

test("the card as a page says the same in words, for the staff and for her", async () => {
  const us = await trained("k2");
  const pages = [
    await us.leader.get(`/students/${us.studentId}/card`),
    await us.student.get("/me/card"),
  ];
  for (const answer of pages) {
    expect(answer.status).toBe(200);
    const text = (await answer.text()).replaceAll(/<[^>]*>/g, " ");
    for (const words of ["Opplæringskort", "Dobbelttime", "klar for neste trinn", "Godskrevet"])
      expect(text).toContain(words);
    expect(text).not.toMatch(/B\.\d\.[a-z]|lessons\.|\{\w+\}/); // no codes, nothing left to fill
  }
  const own = Cards.parse(await (await us.student.get("/api/v1/me/training-cards")).json());
  expect(own.items).toMatchObject([{ student: { id: us.studentId } }]);
  const classmate = await pair("k2");
  const theirs = Cards.parse(
    await (await classmate.student.get("/api/v1/me/training-cards")).json(),
  );
  expect(theirs.items.map(({ student }) => student.id)).toEqual([classmate.studentId]);
});

test("another school's card and a random one are equally unknown; students have no staff's page", async () => {
  const [us, far] = [await pair("k3"), await pair("k4")];
  const bodies: unknown[] = [];
  for (const id of [far.studentId, uuidv7()]) {
    const answer = await us.instructor.get(`/api/v1/students/${id}/training-card`);
    expect(answer.status).toBe(404);
    bodies.push({ ...(await answer.json<object>()), instance: "" });
  }
  expect(bodies[0]).toEqual(bodies[1]);
  expect((await us.student.get(`/api/v1/students/${us.studentId}/training-card`)).status).toBe(403);
});

test("a card costs one trip, one's own two, and rows by the lessons on it", async () => {
  const us = await pair("k5");
  for (let n = 0; n < 20; n++) {
    const id = await us.held();
    await us.instructor.put(`/api/v1/lessons/${id}/attestation`, delivered, `"${id}-1"`);
  }
  const one = await cost(us.instructor.ctx, (ctx) => getCard(ctx, us.studentId));
  expect(one.trips).toBe(1);
  expect(one.rowsRead).toBeLessThanOrEqual(20 * 8 + 30);
  expect((await cost(us.student.ctx, readOwnCards)).trips).toBe(2);
});
