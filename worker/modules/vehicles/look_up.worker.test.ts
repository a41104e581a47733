import { beforeAll, expect, test, vi } from "vitest";
import { classCodes } from "#worker/lib/fields.ts";
import { as, auditRows, type Person } from "#worker/test/harness.ts";
import { lookUpPlate } from "./autosys.ts";

let office: Person;
beforeAll(async () => {
  office = await as("office");
});

const press = async (fields: Record<string, string | string[]>, path = "/vehicles/look-up") => {
  const response = await office.submit(path, fields);
  return { status: response.status, text: await response.text() };
};
const shown = (text: string, name: string) =>
  new RegExp(`<input [^>]*name="${name}"[^>]*?value="([^"]*)"`).exec(text)?.[1];
const selected = (text: string, name: string) =>
  /<option value="([^"]*)" selected/.exec(
    new RegExp(`<select name="${name}".*?</select>`, "s").exec(text)?.[0] ?? "",
  )?.[1];

test("the button fills the form from the register and saves nothing", async () => {
  const _once = "0190aaaa-0000-7000-8000-000000000002";
  const typed = { plate: "ab 12345", model: "typed", note: "kept", classes: ["BE"], _once };
  const { status, text } = await press(typed);
  expect(status).toBe(200);
  expect(text).toContain("Hentet fra kjøretøyregisteret");
  expect(shown(text, "plate")).toBe("AB12345");
  expect(shown(text, "make")).toBe("Volkswagen");
  expect(shown(text, "inspectBy")).toBe("2027-05-04");
  expect(selected(text, "gearbox")).toBe("manual");
  expect(selected(text, "fuel")).toBe("petrol");
  expect(text).toContain(">kept</textarea>");
  expect(text).toMatch(/value="BE"[^>]*checked/);
  expect(shown(text, "_once")).toBe(_once);
  expect(await auditRows()).toEqual([]);
});

test("what the register does not know stays as it was typed", async () => {
  const { text } = await press({ plate: "TH4321", kind: "trailer", make: "Brenderup" });
  expect(selected(text, "kind")).toBe("trailer");
  expect(shown(text, "make")).toBe("Brenderup");
  expect(shown(text, "inspectBy")).toBe(undefined);
});

test("a vehicle that may not be on the road is said to be so", async () => {
  expect((await press({ plate: "EL98765" })).text).toContain("ikke er registrert for bruk på vei");
});

test("a plate nobody has, a used quota and a broken register each say so, and the form works on", async () => {
  const says: Record<string, string> = {
    ZZ99999: "kjenner ikke skiltet",
    KV42900: "kvote",
    FE50000: "svarer ikke",
  };
  for (const [plate, words] of Object.entries(says)) {
    const { status, text } = await press({ plate, make: "Typed" });
    expect([plate, status]).toEqual([plate, 200]);
    expect(text).toContain(words);
    expect(shown(text, "make")).toBe("Typed");
    expect(text).toContain('formaction="/vehicles/look-up"');
  }
  const wrong = await press({ plate: "!" });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("Et skilt har 2 til 9");
});

test("the form of a vehicle that exists keeps its version", async () => {
  const made = await office.post("/api/v1/vehicles", {
    plate: "EB54321",
    kind: "car",
    gearbox: "manual",
  });
  const { id } = await made.json<{ id: string }>();
  const { text } = await press({ plate: "EB54321", version: "1" }, `/vehicles/${id}/look-up`);
  expect(text).toContain(`action="/vehicles/${id}"`);
  expect(shown(text, "version")).toBe("1");
  expect(selected(text, "gearbox")).toBe("automatic");
});

test("the API answers what is known, 404 for nobody's plate and 503 when there is no answer", async () => {
  const ask = (plate: string) => office.get(`/api/v1/vehicles/register/${plate}`);
  expect(await (await ask("EB54321")).json()).toMatchObject({ make: "Nissan", fuel: "electric" });
  expect((await ask("ZZ99999")).status).toBe(404);
  expect((await ask("KV42900")).status).toBe(503);
});

test("without a key, with a refused key or out of reach the look-up says which", async () => {
  const code = async (change: Partial<typeof office.ctx.env>) => {
    const env = { ...office.ctx.env, ...change };
    const answer = await lookUpPlate({ ...office.ctx, env }, "BV33333");
    return answer.found ? "found" : answer.code;
  };
  const { AUTOSYS_KEY, ...env } = office.ctx.env;
  expect(await lookUpPlate({ ...office.ctx, env }, "BV33333")).toEqual({
    found: false,
    code: "vehicles.register_off",
  });
  expect(await code({ AUTOSYS_KEY: "wrong" })).toBe("vehicles.register_key");
  expect(await code({ AUTOSYS_URL: "http://127.0.0.1:1" })).toBe("vehicles.register_unreachable");
  expect(await code({})).toBe("found");
  // The answer is kept for a day: the same question needs no quota, nor even the register's yes.
  expect(await code({ AUTOSYS_KEY: "wrong" })).toBe("found");
});

test("a register that breaks again and again is let be, and the form is typed by hand", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const clerk = await as("office", "patient");
  // An address of its own: the rest of these tests go on asking.
  const env = { ...clerk.ctx.env, AUTOSYS_URL: `${clerk.ctx.env.AUTOSYS_URL}/./tired/..` };
  const asked = vi.spyOn(globalThis, "fetch");
  for (let n = 0; n < 8; n++)
    expect(await lookUpPlate({ ...clerk.ctx, env }, "FE50000")).toEqual({
      found: false,
      code: "vehicles.register_unreachable",
    });
  expect(asked).toHaveBeenCalledTimes(5);
  vi.restoreAllMocks();
});

test("a person looks up twenty at once, then is told to wait or to type, and nothing typed is lost", async () => {
  const eager = await as("office", "eager");
  const look = (plate: string) => eager.submit("/vehicles/look-up", { plate, make: "Typed" });
  const answers = [];
  for (let n = 0; n < 20; n++) answers.push((await look(`ZY${10_000 + n}`)).status);
  expect(new Set(answers)).toEqual(new Set([200]));
  const refused = await look("ZY20000");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  const text = await refused.text();
  expect(text).toContain("slått opp mange ganger");
  expect(shown(text, "make")).toBe("Typed");
  const api = await eager.get("/api/v1/vehicles/register/ZY20000");
  expect(api.status).toBe(429);
  expect(api.headers.get("content-type")).toBe("application/problem+json");
  expect(await api.json()).toMatchObject({ code: "vehicles.register_limit" });
  // What the register has told already needs no asking.
  expect((await office.get("/api/v1/vehicles/register/EB54321")).status).toBe(200);
  expect((await eager.get("/api/v1/vehicles/register/EB54321")).status).toBe(200);
  // A colleague and another school have their own.
  expect(
    (await (await as("office", "eager")).submit("/vehicles/look-up", { plate: "ZY20001" })).status,
  ).toBe(200);
  expect((await office.submit("/vehicles/look-up", { plate: "ZY20002" })).status).toBe(200);
});

test("the form offers the classes that are taught, and those that the vehicle has", async () => {
  const owner = await as("owner", "taught");
  const offered = async (path: string) =>
    [...(await (await owner.get(path)).text()).matchAll(/name="classes" value="(\w+)"/g)].map(
      ([, code]) => code,
    );
  expect(await offered("/vehicles/new")).toEqual(classCodes);
  const tag = `"${owner.schoolId}-1"`;
  expect((await owner.put("/api/v1/school/classes", { codes: ["B", "A1"] }, tag)).status).toBe(200);
  expect(await offered("/vehicles/new")).toEqual(["A1", "B"]);
  const trailer = { plate: "HX1234", kind: "trailer", gearbox: "none", classes: ["BE"] };
  const made = await owner.post("/api/v1/vehicles", trailer);
  expect(made.status).toBe(201);
  const { id } = await made.json<{ id: string }>();
  expect(await offered(`/vehicles/${id}/edit`)).toEqual(["A1", "B", "BE"]);
});
