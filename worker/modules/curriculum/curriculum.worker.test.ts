import { expect, test } from "vitest";
import { as, send } from "#worker/test/harness.ts";
import { LicenceClasses } from "./input.ts";

const url = "/api/v1/licence-classes";

test("GET answers every class as the law has it today, to everybody signed in", async () => {
  const student = await as("student");
  const response = await student.get(url);
  expect(response.status).toBe(200);
  const { items } = LicenceClasses.parse(await response.json());
  expect(items.find((row) => row.code === "B")).toMatchObject({ minAge: 18, available: true });
  expect((await send("GET", url)).status).toBe(401);
});

test("GET ?on= answers for that day, and refuses what is none", async () => {
  const owner = await as("owner");
  const before = LicenceClasses.parse(await (await owner.get(`${url}?on=2001-01-01`)).json());
  expect(before).toEqual({ on: "2001-01-01", items: [] });
  const wrong = await owner.get(`${url}?on=2026-02-30`);
  expect(wrong.status).toBe(422);
  expect(await wrong.json()).toMatchObject({ errors: { on: "not_a_date" } });
});
