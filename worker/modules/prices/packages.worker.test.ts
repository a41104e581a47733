import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import { as, auditRows, cost, type Person } from "#worker/test/harness.ts";
import { Package, Packages, Product, Surcharges } from "./input.ts";
import { packagesQuery } from "./packages/queries.ts";
import { listSurcharges } from "./surcharges/queries.ts";

const url = "/api/v1/packages";
const today = dayOf(new Date().toISOString());
let owner: Person;
let productId: string;
beforeAll(async () => {
  owner = await as("owner", "pk1");
  const made = await owner.post("/api/v1/products", {
    ...{ name: "Kjøretime", kind: "lesson", classCode: "B", vatCode: "exempt_education" },
  });
  productId = Product.parse(await made.json()).id;
});

async function make(name: string): Promise<Package> {
  const response = await owner.post(url, { name, validMonths: 12 });
  expect(response.status).toBe(201);
  return Package.parse(await response.json());
}

const fill = (id: string, item: object, version: number, product = productId) =>
  owner.put(`${url}/${id}/items/${product}`, item, `"${id}-${version}"`);

test("a package costs what is in it, and each change counts its version", async () => {
  const { id } = await make("Ti timer");
  const filled = await fill(id, { quantity: 10, unitOre: 85_000 }, 1);
  expect(filled.status).toBe(200);
  expect(Package.parse(await filled.json())).toMatchObject({ priceOre: 850_000, version: 2 });
  expect((await auditRows()).at(-1)).toMatchObject({ action: "prices.package_filled" });
  expect((await fill(id, { quantity: 12, unitOre: 85_000 }, 1)).status).toBe(412);
  const more = await fill(id, { quantity: 12, unitOre: 85_000 }, 2);
  expect(Package.parse(await more.json()).items).toEqual([
    { productId, product: "Kjøretime", quantity: 12, unitOre: 85_000 },
  ]);
  const out = await owner.delete(`${url}/${id}/items/${productId}`, `"${id}-3"`);
  expect(Package.parse(await out.json())).toMatchObject({ priceOre: 0, items: [] });
  expect((await owner.delete(`${url}/${id}/items/${productId}`, `"${id}-4"`)).status).toBe(404);
});

test("what a package cannot be is refused, and nothing is written", async () => {
  const { id } = await make("Fem timer");
  const before = (await auditRows()).length;
  const unknown = await fill(id, { quantity: 1, unitOre: 1 }, 1, uuidv7());
  expect(await unknown.json()).toMatchObject({ errors: { productId: "prices.no_product" } });
  const odd = await fill(id, { quantity: 0, unitOre: 1.5 }, 1);
  expect(await odd.json()).toMatchObject({
    errors: { quantity: "out_of_range", unitOre: "money.decimals" },
  });
  const taken = await owner.post(url, { name: "Fem timer", validMonths: 12 });
  expect(await taken.json()).toMatchObject({ errors: { name: "prices.name_taken" } });
  expect((await auditRows()).length).toBe(before);
});

test("others see no package of this school, and instructors change none", async () => {
  const { id } = await make("Tre timer");
  const other = await as("owner", "pk2");
  expect((await other.get(`${url}/${id}`)).status).toBe(404);
  const instructor = await as("instructor", "pk1");
  expect((await instructor.get(`${url}/${id}`)).status).toBe(200);
  expect((await instructor.put(`${url}/${id}`, {}, `"${id}-1"`)).status).toBe(403);
  const all = Packages.parse(await (await instructor.get(url)).json());
  expect(all.items.map(({ name }) => name)).toContain("Tre timer");
});

test("pages: a package by a form, filled in kroner, taken off sale", async () => {
  const once = uuidv7();
  const fields = { name: "Sidepakke", validMonths: "12", _once: once };
  for (let click = 0; click < 2; click++)
    expect((await owner.submit("/prices/packages", fields)).status).toBe(303);
  const at = `/prices/packages/${once}`;
  const item = { productId, quantity: "10", unit: "850,50", version: "1" };
  const odd = await owner.submit(`${at}/items`, { ...item, unit: "8,505" });
  expect(odd.status).toBe(422);
  expect((await owner.submit(`${at}/items`, item)).status).toBe(303);
  expect(await (await owner.get(at)).text()).toMatch(/8\s505,00\skr/);
  expect((await owner.submit(`${at}/items`, item)).status).toBe(409);
  const gone = await owner.submit(`${at}/items/${productId}/removal`, { version: "2" });
  expect(gone.status).toBe(303);
  expect((await owner.submit(`${at}/closure`, { version: "3" })).status).toBe(303);
  expect(await (await owner.get("/prices/packages")).text()).toContain("Sidepakke");
  const late = await owner.submit(at, { name: "Ny", validMonths: "6", version: "1" });
  expect(late.status).toBe(409);
});

const more = "/api/v1/surcharges";

test("surcharges are planned ahead, say when evening begins, and are taken back in time", async () => {
  const evening = { kind: "evening", fromTime: "16:00", validFrom: today, amountOre: 10_000 };
  expect((await owner.post(more, evening)).status).toBe(201);
  const refused = async (body: object) =>
    ((await (await owner.post(more, { ...evening, ...body })).json()) as { errors: object }).errors;
  expect(await refused({ fromTime: null })).toEqual({ fromTime: "prices.evening_time" });
  expect(await refused({ kind: "weekend" })).toEqual({ fromTime: "prices.no_time" });
  expect(await refused({})).toEqual({ validFrom: "prices.day_taken" });
  expect(await refused({ validFrom: addDays(today, -1) })).toEqual({ validFrom: "prices.begun" });
  expect(await refused({ branchId: uuidv7() })).toEqual({ branchId: "prices.no_branch" });
  const next = { ...evening, validFrom: addDays(today, 30), amountOre: 0 };
  const { items } = Surcharges.parse(await (await owner.post(more, next)).json());
  expect(items.map(({ amountOre }) => amountOre)).toEqual([0, 10_000]);
  expect((await owner.delete(`${more}/${items[0]?.id}`)).status).toBe(200);
  const begun = await owner.delete(`${more}/${items[1]?.id}`);
  expect(await begun.json()).toMatchObject({ reasons: [{ code: "prices.has_begun" }] });
  const other = await as("owner", "pk2");
  expect((await other.delete(`${more}/${items[1]?.id}`)).status).toBe(404);
});

test("pages: a surcharge by a form, below nought as a discount", async () => {
  const fields = { kind: "double", validFrom: today, amount: "-40", _once: uuidv7() };
  for (let click = 0; click < 2; click++)
    expect((await owner.submit("/prices/surcharges", fields)).status).toBe(303);
  expect(await (await owner.get("/prices/surcharges")).text()).toMatch(/[-−]40,00\skr/);
  const odd = await owner.submit("/prices/surcharges", { ...fields, amount: "x", _once: uuidv7() });
  expect(odd.status).toBe(422);
});

test("packages and surcharges cost one trip each", async () => {
  const packs = await cost(owner.ctx, (ctx) => packagesQuery(ctx));
  const extras = await cost(owner.ctx, (ctx) => listSurcharges(ctx));
  for (const spent of [packs, extras]) {
    expect(spent.trips).toBe(1);
    expect(spent.rowsRead).toBeLessThan(100);
  }
});
