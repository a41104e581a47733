import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openDiff } from "#worker/lib/audit.ts";
import { HOUR, shift } from "#worker/lib/clock.ts";
import { students } from "#worker/modules/students/schema.ts";
import { as, auditRows, db, idOf } from "#worker/test/harness.ts";
import { pair } from "#worker/test/lesson_places.ts";
import { fill, isSafe, paramsOf, routes } from "#worker/test/routes.ts";
import { asked, company, emailOf, started } from "#worker/test/visits.ts";
import { noteLook } from "./actions.ts";
import { supportVisits } from "./schema.ts";

// What a visit leaves behind for the owners, and that nobody can keep it from them.

type Us = Awaited<ReturnType<typeof company>>;

/** The addresses that a visit's looks are written down with. */
async function lookedAt({ owner }: Us, visitId: string) {
  const { env } = owner.ctx;
  return (await auditRows())
    .filter(({ action, entityId }) => action === "visits.looked" && entityId === visitId)
    .map((row) => openDiff(env.KEYS, row).page?.[1]);
}

test("an address that is itself a secret is written down by its template", async () => {
  const us = await company();
  const visitor = await started(us);
  const token = "t".repeat(43);
  const secret = routes.filter(
    (route) => isSafe(route) && route.note.grant === "open" && paramsOf(route).includes("token"),
  );
  expect(secret.length).toBeGreaterThanOrEqual(6);
  for (const route of secret) await visitor.get(fill(route, { token }));
  const pages = await lookedAt(us, visitor.id);
  expect(pages).toEqual(["/calendar/feed/:token"]); // the others answer something else than 404
});

test("what was looked for in vain is written down; what machines ask, and what is nothing, is not", async () => {
  const us = await company();
  const visitor = await started(us);
  const foreign = `/students/${idOf("s2")}`;
  for (const path of [foreign, "/healthz", "/readyz", "/.well-known/security.txt", "/nowhere"])
    await visitor.get(path);
  expect(await lookedAt(us, visitor.id)).toEqual([foreign]);
});

test("no number of looks pushes the steps of a visit, or the first look, off the owner's page", async () => {
  const us = await company();
  const { id } = await started(us);
  const { ctx } = us.person;
  const visiting = { ...ctx, actor: { ...ctx.actor, by: us.support.userId } };
  for (let n = 0; n <= 100; n++) await noteLook(visiting, id, `/seen/${n}`);
  const first = await (await us.owner.get(`/visits/${id}`)).text();
  for (const said of ["/seen/100<", "/seen/1<", "Startet støttebesøket", "Ba om et støttebesøk"])
    expect(first).toContain(said);
  expect(first).not.toContain("/seen/0<");
  const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const second = await (await us.owner.get(next)).text();
  expect(second).toContain("/seen/0<");
  expect(second).not.toContain("/seen/1<");
  expect(second).toContain("Startet støttebesøket");
});

test("a visit that is on its way stands first, however many came after it and are over", async () => {
  const us = await company();
  const visitor = await started(us);
  const at = shift(new Date().toISOString(), HOUR);
  const over = { state: "ended", askedAt: at, until: at, reason: "Sak" } as const;
  const between = { schoolId: us.owner.schoolId, personId: us.person.userId };
  const insert = (n: number) =>
    db.insert(supportVisits).values({
      ...{ ...over, ...between, askedBy: us.support.userId, id: idOf(`old visit ${n}`) },
    });
  await db.batch([insert(0), ...Array.from({ length: 100 }, (_, n) => insert(n + 1))]);
  for (const [person, side] of [
    [us.owner, "/visits"],
    [await as("owner"), "/visits"],
  ] as const) {
    const html = await (await person.get(side)).text();
    const [first] = /\/visits\/[0-9a-f-]{36}/.exec(html.slice(html.indexOf("<tbody"))) ?? [];
    expect(first).toBe(`/visits/${visitor.id}`);
  }
});

test("who works at a school is not found out by asking and asking: five times an hour, then no more", async () => {
  const us = await company();
  const at = `/platform/schools/${us.owner.schoolId}/visits`;
  const ask = (email: string) => us.support.submit(at, { email, reason: "Sak" });
  for (let n = 0; n < 5; n++) expect((await ask(`ingen${n}@example.no`)).status).toBe(422);
  expect((await ask(emailOf(us.person))).status).toBe(429);
  // Another school is asked all the same.
  const other = await company("office", "annen");
  await asked({ ...other, support: us.support });
});

test("whoever signs out as the first thing after a visit is signed out", async () => {
  const us = await company();
  const { id } = await started(us);
  await us.owner.submit(`/visits/${id}/end`, {});
  expect((await us.support.submit("/sign-out", {})).headers.get("location")).toBe("/sign-in");
  expect((await us.support.get("/platform/visits")).headers.get("location")).toContain("/sign-in");
});

test("the first page of a visit names nobody who wrote to the other", async () => {
  const two = await pair("s1");
  const { instructorId } = two;
  await db.update(students).set({ instructorId }).where(eq(students.id, two.studentId));
  const sent = await two.student.post(`/api/v1/me/messages/${instructorId}`, { text: "Hei" });
  expect(sent.status).toBe(201);
  const at = `href="/messages/${two.studentId}"`;
  expect(await (await two.instructor.get("/")).text()).toContain(at);
  const visitor = await started({ ...(await company()), person: two.instructor });
  expect(await (await visitor.get("/")).text()).not.toContain(at);
});

test("neither the ledger, nor who has read what, nor a file to keep is shown on a visit", async () => {
  const visitor = await started(await company("owner"));
  const { studentId } = await pair("s1");
  for (const path of ["/ledger", "/privacy/reads", `/students/${studentId}/training-card/pdf`]) {
    const answer = await visitor.get(path);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("Dette vises ikke på et støttebesøk");
  }
});
