import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import { Cursor } from "#worker/lib/list.ts";
import { as, auditRows, cost, db, type Person, school } from "#worker/test/harness.ts";
import { Vehicle, VehicleList, Vehicles } from "./input.ts";
import { getVehicle, listVehicles, readVehicles } from "./queries.ts";
import { vehicles } from "./schema.ts";

const url = "/api/v1/vehicles";
const car = {
  plate: "EB12345",
  kind: "car",
  gearbox: "automatic",
  classes: ["B"],
  dualControls: true,
};
const eqId = (id: string) => eq(vehicles.id, id);
const today = dayOf(new Date().toISOString());
const never = "01890a5d-ac96-774b-bcce-b302099a8057";

let office: Person;
let owner2: Person;
let instructor: Person;
beforeAll(async () => {
  office = await as("office");
  owner2 = await as("owner", "s2");
  instructor = await as("instructor");
});

async function make(who: Person, plate: string, more: object = {}): Promise<Vehicle> {
  const response = await who.post(url, { ...car, plate, ...more });
  expect(response.status).toBe(201);
  return Vehicle.parse(await response.json());
}

async function plates(who: Person, query: string): Promise<string[]> {
  const response = await who.get(`${url}?${query}`);
  expect(response.status).toBe(200);
  return Vehicles.parse(await response.json()).items.map((v) => v.plate);
}

const audited = async (id: string) =>
  (await auditRows()).filter((row) => row.entityId === id).map((row) => row.action);

describe("the API", () => {
  test("POST normalises the plate, answers named columns and records it once", async () => {
    const vehicle = await make(office, " eb 12-345 ");
    expect(vehicle).toMatchObject({ ...car, inspectBy: null, retiredOn: null, version: 1 });
    expect(await audited(vehicle.id)).toEqual(["vehicles.registered"]);
  });

  test("POST refuses a taken plate, a bad plate and a key nobody knows; nothing is recorded", async () => {
    const before = (await auditRows()).length;
    const errors = async (body: object) => {
      const response = await office.post(url, { ...car, ...body });
      expect(response.status).toBe(422);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      return (await response.json<{ errors: object }>()).errors;
    };
    expect(await errors({ plate: "EB 12345" })).toEqual({ plate: "vehicles.plate_taken" });
    expect(await errors({ plate: "E!" })).toEqual({ plate: "vehicles.plate_format" });
    expect(await errors({ plate: "EB1", schoolId: "s2" })).toEqual({ schoolId: "unknown" });
    expect(await errors({ plate: "EB1", inspectBy: "2026-02-30" })).toEqual({
      inspectBy: "not_a_date",
    });
    expect(await errors({ plate: "EB1", branchId: never })).toEqual({
      branchId: "vehicles.no_branch",
    });
    expect((await auditRows()).length).toBe(before);
  });

  test("the same plate may be in two schools, and KJØR is a plate", async () => {
    expect((await make(owner2, "EB12345")).plate).toBe("EB12345");
    expect((await make(office, "kjør")).plate).toBe("KJØR");
  });

  test("another school's vehicle is the same 404 as one that never was", async () => {
    const { id } = await make(owner2, "EB22222");
    const masked = async (which: string) => {
      const response = await office.get(`${url}/${which}`);
      const { instance, ...body } = await response.json<{ instance: string }>();
      return { status: response.status, body };
    };
    expect(await masked(id)).toEqual(await masked(never));
    expect((await masked(id)).status).toBe(404);
    expect((await office.put(`${url}/${id}`, car, `"${id}-1"`)).status).toBe(404);
    expect((await office.put(`${url}/${id}/retirement`, {}, `"${id}-1"`)).status).toBe(404);
  });

  test("an instructor reads and does not write", async () => {
    const { id } = await make(office, "EB33333");
    expect((await instructor.get(`${url}/${id}`)).status).toBe(200);
    expect((await instructor.post(url, car)).status).toBe(403);
    expect((await instructor.put(`${url}/${id}`, car, `"${id}-1"`)).status).toBe(403);
    expect((await instructor.put(`${url}/${id}/retirement`, {}, `"${id}-1"`)).status).toBe(403);
    expect((await instructor.delete(`${url}/${id}/retirement`, `"${id}-1"`)).status).toBe(403);
    expect((await instructor.get(`${url}/register/EB12345`)).status).toBe(403);
    expect((await (await as("student")).get(url)).status).toBe(403);
  });

  test("PUT wants If-Match with the newest version, and moves the search along", async () => {
    const { id } = await make(office, "EB30000");
    const change = (tag?: string) => office.put(`${url}/${id}`, { ...car, plate: "EB30001" }, tag);
    expect((await change()).status).toBe(428);
    const saved = await change(`"${id}-1"`);
    expect(saved.status).toBe(200);
    expect(saved.headers.get("etag")).toBe(`"${id}-2"`);
    expect((await change(`"${id}-1"`)).status).toBe(412);
    expect(await plates(office, "q=EB30000")).toEqual([]);
    expect(await plates(office, "q=EB30001")).toEqual(["EB30001"]);
    expect(await audited(id)).toEqual(["vehicles.registered", "vehicles.changed"]);
  });

  test("a vehicle goes out of use and comes back; twice is refused with its reason", async () => {
    const { id } = await make(office, "EB40000", { inspectBy: addDays(today, 3) });
    const retire = (version: number) =>
      office.put(`${url}/${id}/retirement`, {}, `"${id}-${version}"`);
    const retired = Vehicle.parse(await (await retire(1)).json());
    expect(retired).toMatchObject({ retiredOn: today, inspectionDue: null });
    const again = await retire(2);
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({
      reasons: [{ code: "vehicles.retired", params: { on: today } }],
    });
    expect((await office.put(`${url}/${id}`, car, `"${id}-2"`)).status).toBe(409);
    const back = await office.delete(`${url}/${id}/retirement`, `"${id}-2"`);
    expect(Vehicle.parse(await back.json())).toMatchObject({ retiredOn: null, version: 3 });
    expect((await office.delete(`${url}/${id}/retirement`, `"${id}-3"`)).status).toBe(409);
    expect(await audited(id)).toEqual([
      "vehicles.registered",
      "vehicles.retired",
      "vehicles.unretired",
    ]);
  });
});

describe("the list", () => {
  test("pages through every vehicle once, either way, also where nothing is to be inspected", async () => {
    const who = await as("office", "s3");
    const dates = { AA1: "2027-03-01", AA2: null, AA3: "2027-01-01", ÅÅ4: "2027-03-01", ÅÅ5: null };
    for (const [plate, inspectBy] of Object.entries(dates)) await make(who, plate, { inspectBy });
    const walk = async (sort: string) => {
      const seen: string[] = [];
      for (let after: string | null = ""; after !== null; ) {
        const query = new URLSearchParams({ sort, per: "2", ...(after && { after }) });
        const list = Vehicles.parse(await (await who.get(`${url}?${query}`)).json());
        seen.push(...list.items.map((v) => v.plate));
        after = list.after;
      }
      return seen;
    };
    expect(await walk("plate")).toEqual(["AA1", "AA2", "AA3", "ÅÅ4", "ÅÅ5"]);
    expect(await walk("-plate")).toEqual(["ÅÅ5", "ÅÅ4", "AA3", "AA2", "AA1"]);
    expect(await walk("inspectBy")).toEqual(["AA3", "AA1", "ÅÅ4", "AA2", "ÅÅ5"]);
    expect(await walk("-inspectBy")).toEqual(["ÅÅ5", "AA2", "ÅÅ4", "AA1", "AA3"]);
  });

  test("filters by class, gearbox, warnings and use, with and without a search", async () => {
    const who = await as("office", "s4");
    await make(who, "MC1", { kind: "motorcycle", gearbox: "manual", classes: ["A1", "A2"] });
    await make(who, "EB1", { insuredUntil: addDays(today, 60) });
    await make(who, "EB2", { inspectBy: addDays(today, 61) });
    const old = await make(who, "EB3", { inspectBy: addDays(today, -400) });
    await who.put(`${url}/${old.id}/retirement`, {}, `"${old.id}-1"`);
    expect(await plates(who, "")).toEqual(["EB1", "EB2", "MC1"]);
    expect(await plates(who, "class=A2")).toEqual(["MC1"]);
    expect(await plates(who, "gearbox=automatic")).toEqual(["EB1", "EB2"]);
    expect(await plates(who, "due=yes")).toEqual(["EB1"]);
    expect(await plates(who, "state=retired")).toEqual(["EB3"]);
    expect(await plates(who, "state=all&class=B")).toEqual(["EB1", "EB2", "EB3"]);
    expect(await plates(who, "q=eb")).toEqual(["EB1", "EB2"]);
    expect(await plates(who, "q=eb&due=yes")).toEqual(["EB1"]);
    expect(await plates(who, "q=eb&state=retired")).toEqual(["EB3"]);
  });

  test("finds by plate, by number, by make and model; stray signs find nothing", async () => {
    const who = await as("office", "s5");
    await make(who, "ÆØ77712", { make: "Škoda", model: "Enyaq iV" });
    expect(await plates(who, "q=777")).toEqual(["ÆØ77712"]);
    expect(await plates(who, "q=skoda%20eny")).toEqual(["ÆØ77712"]);
    expect(await plates(who, "q=aeo77")).toEqual(["ÆØ77712"]);
    expect(await plates(office, "q=skoda")).toEqual([]);
    for (const q of ["%", "_", "ø".repeat(60), "' or 1=1 --"])
      expect(await plates(who, new URLSearchParams({ q }).toString())).toEqual([]);
  });

  test("warns on the exact day, at 60, 30 and 7 days and after", async () => {
    const level = async (days: number) => {
      const { id } = await make(office, `WW${days + 100}`, { inspectBy: addDays(today, days) });
      return (await getVehicle(office.ctx, id)).inspectionDue?.level ?? null;
    };
    expect(await level(61)).toBe(null);
    expect(await level(60)).toBe("soon");
    expect(await level(30)).toBe("near");
    expect(await level(7)).toBe("urgent");
    expect(await level(0)).toBe("urgent");
    expect(await level(-1)).toBe("overdue");
  });

  test("reads the rows it shows, in two trips, however many vehicles there are", async () => {
    const schoolId = await school("s6");
    await school("s7");
    const numbers =
      "with recursive n(i) as (select 1000 union all select i + 1 from n where i < 1999)";
    const columns = "school_id, id, plate, kind, classes, gearbox, dual_controls, inspect_by";
    await env.DB.batch([
      env.DB.prepare(`insert into vehicles (${columns}) ${numbers}
        select '${schoolId}', 'v' || i, 'EB' || i, 'car', '["B"]', 'manual', 1,
          date('2040-01-01', '+' || i || ' days') from n`),
      env.DB.prepare(`insert into search_terms (school_id, kind, term, id) ${numbers}
        select '${schoolId}', 'vehicle', 'eb' || i, 'v' || i from n`),
    ]);
    const who = await as("office", "s6");
    const read = (query: object) =>
      cost(who.ctx, (ctx) => listVehicles(ctx, VehicleList.parse(query)));
    const deep = { after: z.encode(Cursor, ["EB1900", "v1900"]) };
    const common = [{}, { sort: "-plate" }, { sort: "inspectBy" }, { sort: "-inspectBy" }, deep];
    for (const query of [...common, { class: "B" }, { q: "eb1998" }, { q: "eb199 eb1998" }]) {
      const { rowsRead, queries } = await read(query);
      expect([query, rowsRead <= 160, queries <= 2]).toEqual([query, true, true]);
      const whole = await cost(who.ctx, (ctx) => readVehicles(ctx, VehicleList.parse(query)));
      expect([query, whole.rowsRead <= 500, whole.trips <= 2]).toEqual([query, true, true]);
    }
    const { rowsRead } = await cost(who.ctx, (ctx) => getVehicle(ctx, "v1500"));
    expect(rowsRead).toBeLessThanOrEqual(2);
  });
});

describe("the pages", () => {
  const fields = { plate: "EB60000", kind: "car", gearbox: "manual", classes: ["B", "BE"] };
  const html = async (response: Response) => ({
    status: response.status,
    text: await response.text(),
  });

  test("GET shows the list, the form, the vehicle; an instructor gets no buttons to write", async () => {
    const { id } = await make(office, "EB61000", { inspectBy: addDays(today, -2) });
    for (const path of ["/vehicles", "/vehicles/new", `/vehicles/${id}`, `/vehicles/${id}/edit`])
      expect((await office.get(path)).status).toBe(200);
    const page = await html(await instructor.get(`/vehicles/${id}`));
    expect(page.text).toContain("gikk ut for 2 dager siden");
    expect(page.text).toContain("Fristen for EU-kontroll gikk ut");
    expect(page.text).not.toContain(`/vehicles/${id}/edit`);
    expect((await instructor.get(`/vehicles/${id}/edit`)).status).toBe(403);
    expect((await instructor.submit("/vehicles", fields)).status).toBe(403);
  });

  test("POST makes one vehicle however often the form is sent", async () => {
    const _once = "0190aaaa-0000-7000-8000-000000000001";
    const first = await office.submit("/vehicles", { ...fields, _once });
    expect([first.status, first.headers.get("location")]).toEqual([303, `/vehicles/${_once}`]);
    for (const plate of [fields.plate, "EB60001"]) {
      const again = await office.submit("/vehicles", { ...fields, plate, _once });
      expect([again.status, again.headers.get("location")]).toEqual([303, `/vehicles/${_once}`]);
    }
    expect(await getVehicle(office.ctx, _once)).toMatchObject({
      plate: "EB60000",
      classes: ["B", "BE"],
    });
    expect(await audited(_once)).toEqual(["vehicles.registered"]);
  });

  test("POST shows a refused form again with what was typed and why", async () => {
    const answer = await html(await office.submit("/vehicles", { ...fields, plate: "nope!" }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="nope!"');
    expect(answer.text).toContain("Et skilt har 2 til 9 bokstaver");
    expect(answer.text).toMatch(/value="BE"[^>]*checked/);
  });

  test("POST over a newer version shows both, and saves over it knowingly", async () => {
    const { id } = await make(office, "EB50000");
    const change = (plate: string, version: string) =>
      office.submit(`/vehicles/${id}`, { ...fields, plate, version });
    expect((await change("EB50001", "1")).status).toBe(303);
    const conflict = await html(await change("EB50002", "1"));
    expect(conflict.status).toBe(409);
    expect(conflict.text).toContain(">EB50001</strong>");
    expect(conflict.text).toContain('value="EB50002"');
    expect(conflict.text).toContain('name="version" value="2"');
    expect((await change("EB50002", "2")).status).toBe(303);
  });

  test("POST retirement over an older version shows how it is now", async () => {
    const { id } = await make(office, "EB51000");
    await office.put(`${url}/${id}`, { ...car, plate: "EB51001" }, `"${id}-1"`);
    const old = await html(await office.submit(`/vehicles/${id}/retirement`, { version: "1" }));
    expect(old.status).toBe(409);
    expect(old.text).toContain("EB51001");
    expect((await office.submit(`/vehicles/${id}/retirement`, { version: "2" })).status).toBe(303);
    expect((await office.submit(`/vehicles/${id}/return`, { version: "3" })).status).toBe(303);
    const [row] = await db.select().from(vehicles).where(eqId(id));
    expect(row).toMatchObject({ retiredOn: null, version: 4 });
  });
});
