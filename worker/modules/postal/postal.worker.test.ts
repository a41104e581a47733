import { expect, test } from "vitest";
import { as, send } from "#worker/test/harness.ts";
import { PostalPlace } from "./input.ts";
import { register, townOf } from "./mod.ts";

const url = "/api/v1/postal-codes";

test("GET answers the town to everybody who is signed in", async () => {
  for (const role of ["owner", "student"] as const) {
    const response = await (await as(role)).get(`${url}/0150`);
    expect(response.status).toBe(200);
    expect(PostalPlace.parse(await response.json())).toEqual({ code: "0150", town: "Oslo" });
  }
  expect((await send("GET", `${url}/0150`)).status).toBe(401);
});

test("GET says which code the register does not have", async () => {
  const owner = await as("owner");
  const unknown = await owner.get(`${url}/0000`);
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({ code: "postal.not_found" });
  expect((await owner.get(`${url}/constructor`)).status).toBe(404);
});

test("townOf() knows leading zeros, small words and what is no code", () => {
  expect(townOf("2350")).toBe("Nes på Hedmarken");
  expect(townOf("9925")).toBe("Svanvik");
  for (const none of ["150", "", null, undefined, "__proto__", "toString"])
    expect(townOf(none)).toBeUndefined();
  expect(register.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});
