import { expect, test } from "vitest";
import { as } from "#worker/test/harness.ts";

test("the staff reads what the law asks of every class, and what is switched off", async () => {
  const instructor = await as("instructor", "cp1");
  const answer = await instructor.get("/curriculum");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/html");
  const html = await answer.text();
  for (const text of ["Læreplaner", 'href="/curriculum/B"', "Slått av", "1. november", "15. mars"])
    expect(html).toContain(text);
  expect((await (await as("student", "cp1")).get("/curriculum")).status).toBe(403);
});

test("a class is shown step by step, with hours, order, source and its versions", async () => {
  const leader = await as("academic_leader", "cp1");
  const html = await (await leader.get("/curriculum/B")).text();
  for (const text of [
    "Personbil",
    "Sikkerhetskurs på øvingsbane",
    "4 timer à 45 min",
    "høyst 2 elever",
    "bare i mørketiden",
    "§ 11-8",
    "/curriculum/B?version=2017-01-01",
    "Gjelder nå",
  ])
    expect(html).toContain(text);
  expect(html).toContain("60 min");
  const before = await (await leader.get("/curriculum/B?version=2017-01-01")).text();
  expect(before).toContain("Gjelder bare elever som begynte på den");
  expect(before).toContain("ikke kontrollert");
  expect(before).not.toContain("60 min");
  const heavy = await (await leader.get("/curriculum/CE")).text();
  expect(heavy).toContain("kan derfor verken bookes eller tilbys");
  expect((await leader.get("/curriculum/XX")).status).toBe(404);
});
