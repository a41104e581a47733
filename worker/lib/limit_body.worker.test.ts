import { expect, test } from "vitest";
import { Browser } from "#worker/test/browser.ts";
import { as, send } from "#worker/test/harness.ts";

const KB = 1024;
const fields = (kilobytes: number) => "a&".repeat((kilobytes * KB) / 2);
const form = "application/x-www-form-urlencoded";

test("only a file of whoever has a session may be large: millions of fields are never read", async () => {
  const office = await as("office", "bodies");
  const post = (path: string, type: string, body: BodyInit, headers = office.headers) =>
    send("POST", path, { headers: { ...headers, "content-type": type }, body });
  expect((await post("/imports", form, fields(300))).status).toBe(413);
  const file = new FormData();
  file.set("_token", office.token());
  file.set("file", new Blob(["Etternavn;Fornavn\n", "x".repeat(300 * KB)]), "elever.csv");
  const read = await send("POST", "/imports", { headers: office.headers, body: file });
  expect(read.status).toBe(422); // read, and found to be no register

  const nobody = new Browser().headers();
  const turned = await send("POST", "/imports", { headers: nobody, body: file });
  expect([turned.status, turned.headers.get("location")]).toEqual([303, "/sign-in?next=%2F"]);
  const json = { headers: { ...nobody, "content-type": "application/json" } };
  const api = await send("POST", "/api/v1/imports", { ...json, body: `"${"A".repeat(300 * KB)}"` });
  expect(api.status).toBe(401);
  // A cookie that is not of our making is none.
  const forged = {
    ...nobody,
    cookie: `__Host-sid=v1.${"A".repeat(22)}.${"A".repeat(11)}.${"A".repeat(43)}`,
  };
  expect((await send("POST", "/imports", { headers: forged, body: file })).status).toBe(303);
});

test("of many fields that nobody knows, some are named", async () => {
  const office = await as("office", "bodies");
  const unknown = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`x${n}`, 1]));
  const answer = await office.post("/api/v1/vehicles", unknown);
  expect(answer.status).toBe(422);
  const { errors } = await answer.json<{ errors: object }>();
  expect(Object.values(errors).filter((code) => code === "unknown")).toHaveLength(20);
});
