import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, test } from "vitest";
import { addDays, dayOf } from "#worker/lib/dates.ts";
import { as, auditRows, cost, db, type Person } from "#worker/test/harness.ts";
import { world } from "#worker/test/world.ts";
import { Product, ProductList, ProductRows, Quoted } from "./input.ts";
import { getProduct, listProducts } from "./queries.ts";
import { prices } from "./schema.ts";

const url = "/api/v1/products";
const lesson = {
  ...{ name: "Kjøretime B", kind: "lesson", classCode: "B", unitMinutes: 45 },
  vatCode: "exempt_education",
};
const today = dayOf(new Date().toISOString());
const later = (days: number) => addDays(today, days);
let office: Person;
beforeAll(async () => {
  office = await as("office", "p1");
});

async function make(name: string, more: object = {}): Promise<Product> {
  const response = await office.post(url, { ...lesson, name, ...more });
  expect(response.status).toBe(201);
  return Product.parse(await response.json());
}

const plan = (id: string, price: object) => office.post(`${url}/${id}/prices`, price);

test("POST adds a product, once by each name and once by each key", async () => {
  const made = await make("Time 1");
  expect(made).toMatchObject({
    kind: "lesson",
    step: null,
    closedOn: null,
    prices: [],
    version: 1,
  });
  expect((await auditRows()).at(-1)).toMatchObject({
    ...{ action: "prices.product_added", entity: "product", entityId: made.id },
    changed: expect.arrayContaining(["name", "vatCode"]),
  });
  const again = await office.post(url, { ...lesson, name: "Time 1" });
  expect(again.status).toBe(422);
  expect(await again.json()).toMatchObject({ errors: { name: "prices.name_taken" } });
  const wrong = await office.post(url, { ...lesson, name: "", unitMinutes: 2, vatCode: "x" });
  expect(wrong.status).toBe(422);
  expect(await wrong.json()).toMatchObject({
    errors: { name: "required", unitMinutes: "out_of_range", vatCode: "not_a_choice" },
  });
});

test("PUT wants the newest version, and a change of nothing leaves no trace", async () => {
  const { id } = await make("Time 2");
  const put = (name: string, tag?: string) =>
    office.put(`${url}/${id}`, { ...lesson, name }, tag && `"${id}-${tag}"`);
  expect((await put("Time 2b")).status).toBe(428);
  const saved = await put("Time 2b", "1");
  expect(saved.status).toBe(200);
  expect(saved.headers.get("etag")).toBe(`"${id}-2"`);
  expect((await put("Time 2c", "1")).status).toBe(412);
  const before = (await auditRows()).length;
  expect((await put("Time 2b", "2")).status).toBe(200);
  expect((await auditRows()).length).toBe(before);
});

test("a price may begin in the past once; from then on what was asked stands", async () => {
  const { id } = await make("Time 3");
  expect((await plan(id, { validFrom: later(-100), priceOre: 80_000 })).status).toBe(201);
  const begun = await plan(id, { validFrom: later(-1), priceOre: 90_000 });
  expect(begun.status).toBe(422);
  expect(await begun.json()).toMatchObject({ errors: { validFrom: "prices.begun" } });
  expect((await plan(id, { validFrom: later(10), priceOre: 90_000 })).status).toBe(201);
  const twice = await plan(id, { validFrom: later(10), priceOre: 91_000 });
  expect(await twice.json()).toMatchObject({ errors: { validFrom: "prices.day_taken" } });
  expect((await auditRows()).at(-1)).toMatchObject({ action: "prices.price_planned" });
  const product = Product.parse(await (await office.get(`${url}/${id}`)).json());
  expect(product).toMatchObject({ priceOre: 80_000, nextOre: 90_000, nextFrom: later(10) });
  expect(product.prices.map(({ validFrom }) => validFrom)).toEqual([later(10), later(-100)]);
  expect(product.version).toBe(3);
});

test.each([
  [{ validFrom: "2026-02-30", priceOre: 1 }, { validFrom: "not_a_date" }],
  [{ validFrom: later(1), priceOre: -1 }, { priceOre: "money.negative" }],
  [{ validFrom: later(1), priceOre: 10.5 }, { priceOre: "money.decimals" }],
  [{ validFrom: later(1), priceOre: 100_000_001 }, { priceOre: "money.too_much" }],
  [{ validFrom: later(1), priceOre: 1, branchId: uuidv7() }, { branchId: "prices.no_branch" }],
])("a price of %o is refused", async (price, errors) => {
  const { id } = await make(`Time ${uuidv7()}`);
  const answer = await plan(id, price);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ errors });
});

test("a planned price is taken back until it begins", async () => {
  const { id } = await make("Time 4");
  await plan(id, { validFrom: today, priceOre: 80_000 });
  await plan(id, { validFrom: later(5), priceOre: 90_000 });
  const { prices } = Product.parse(await (await office.get(`${url}/${id}`)).json());
  const drop = (which: string | undefined) => office.delete(`${url}/${id}/prices/${which}`);
  expect((await drop(prices[0]?.id)).status).toBe(200);
  const kept = await drop(prices[1]?.id);
  expect(kept.status).toBe(409);
  expect(await kept.json()).toMatchObject({ reasons: [{ code: "prices.has_begun" }] });
  expect((await drop(prices[0]?.id)).status).toBe(404);
});

test("a quote takes the closest product, the branch's own price, evening and double lessons", async () => {
  const { ids } = await world("p2");
  const owner = await as("owner", "p2");
  const body = { ...lesson, name: "Bane", kind: "course", step: "B.3.track", unitMinutes: null };
  const course = Product.parse(await (await owner.post(url, body)).json());
  await owner.post(`${url}/${course.id}/prices`, { validFrom: "2026-01-01", priceOre: 490_000 });
  const own = { validFrom: "2026-01-01", priceOre: 520_000, branchId: ids.branch };
  expect((await owner.post(`${url}/${course.id}/prices`, own)).status).toBe(201);
  const extra = { kind: "evening", fromTime: "16:00", validFrom: "2026-01-01", amountOre: 10_000 };
  expect((await owner.post("/api/v1/surcharges", extra)).status).toBe(201);
  const ask = async (query: Record<string, string>) => {
    const at = { startsAt: "2026-03-03T15:30:00.000Z", minutes: "90" };
    const answer = await owner.get(
      `${url}/quote?${new URLSearchParams({ kind: "lesson", classCode: "B", ...at, ...query })}`,
    );
    expect(answer.status).toBe(200);
    return Quoted.parse(await answer.json()).quote;
  };
  const evening = await ask({});
  expect(evening).toMatchObject({ quantity: 2, grossOre: 210_000, vatOre: 0, netOre: 210_000 });
  expect(evening?.parts.map(({ code }) => code)).toEqual([
    "charges.part_base",
    "charges.part_evening",
  ]);
  const track = { kind: "course", step: "B.3.track" };
  expect(await ask(track)).toMatchObject({ grossOre: 490_000, quantity: 1 });
  expect(await ask({ ...track, branchId: ids.branch })).toMatchObject({ grossOre: 520_000 });
  expect(await ask({ classCode: "T" })).toBeNull();
  expect((await owner.get(`${url}/quote?minutes=2`)).status).toBe(422);
  // Before anybody knows the VAT there is no price, whatever the list says.
  const first = and(eq(prices.productId, course.id), isNull(prices.branchId));
  await db.update(prices).set({ validFrom: "1990-01-01" }).where(first);
  expect(await ask({ ...track, startsAt: "2019-03-01T09:00:00.000Z" })).not.toBeNull();
  expect(await ask({ ...track, startsAt: "1999-03-01T09:00:00.000Z" })).toBeNull();
});

test("what is off sale leaves the list, and comes back", async () => {
  const { id } = await make("Gammel time");
  const names = async (query: string) =>
    ProductRows.parse(await (await office.get(url + query)).json()).items.map(({ name }) => name);
  expect((await office.put(`${url}/${id}/closure`, {}, `"${id}-1"`)).status).toBe(200);
  const twice = await office.put(`${url}/${id}/closure`, {}, `"${id}-2"`);
  expect(await twice.json()).toMatchObject({ reasons: [{ code: "prices.is_closed" }] });
  expect(await names("")).not.toContain("Gammel time");
  expect(await names("?state=closed")).toEqual(["Gammel time"]);
  expect((await office.delete(`${url}/${id}/closure`, `"${id}-2"`)).status).toBe(200);
  expect(await names("?class=B")).toContain("Gammel time");
  expect(await names("?class=A")).toEqual([]);
});

test("the staff read, the office writes, another school's do not exist", async () => {
  const { id } = await make("Time 5");
  const instructor = await as("instructor", "p1");
  expect((await instructor.get(`${url}/${id}`)).status).toBe(200);
  expect((await instructor.post(url, lesson)).status).toBe(403);
  expect((await instructor.post(`${url}/${id}/prices`, {})).status).toBe(403);
  expect((await instructor.get("/prices/new")).status).toBe(403);
  expect((await (await as("student", "p1")).get(url)).status).toBe(403);
  const other = await as("office", "p3");
  expect((await other.get(`${url}/${id}`)).status).toBe(404);
  const price = { validFrom: today, priceOre: 1 };
  expect((await other.post(`${url}/${id}/prices`, price)).status).toBe(404);
});

test("pages: a product by a form, twice pressed; its price in kroner; what is wrong; what is stale", async () => {
  const once = uuidv7();
  const fields = { ...lesson, unitMinutes: "45", name: "Side 1", _once: once };
  for (let click = 0; click < 2; click++)
    expect((await office.submit("/prices", fields)).status).toBe(303);
  const at = `/prices/${once}`;
  const price = (text: string, key = uuidv7()) =>
    office.submit(`${at}/prices`, { validFrom: later(1), price: text, _once: key });
  for (const [typed, said] of [
    ["12,345", "Bruk høyst to desimaler"],
    ["mye", "Skriv beløpet i kroner"],
    ["-5", "Beløpet kan ikke være mindre enn 0"],
  ] as const) {
    const refused = await price(typed);
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain(said);
    expect(html).toContain(`value="${typed}"`);
  }
  const key = uuidv7();
  expect((await price("1 250,50 kr", key)).status).toBe(303);
  expect((await price("1 250,50 kr", key)).status).toBe(303);
  const html = await (await office.get(at)).text();
  expect(html.match(/1\s250,50\skr/g)?.length).toBeGreaterThan(0);
  expect((await getProduct(office.ctx, once)).prices).toHaveLength(1);
  const empty = await office.submit("/prices", { ...fields, name: "", _once: uuidv7() });
  expect(empty.status).toBe(422);
  const stale = await office.submit(`${at}/closure`, { version: "1" });
  expect(stale.status).toBe(409);
  expect(await stale.text()).toContain("Noen andre har endret dette imens");
  expect((await office.submit(`${at}/closure`, { version: "2" })).status).toBe(303);
  expect(await (await office.get("/prices?state=closed")).text()).toContain("Side 1");
});

test("the list and a product cost one trip each", async () => {
  const { id } = await make("Time 6");
  const list = await cost(office.ctx, (ctx) => listProducts(ctx, ProductList.parse({})));
  expect(list.trips).toBe(1);
  expect(list.rowsRead).toBeLessThanOrEqual(300);
  const one = await cost(office.ctx, (ctx) => getProduct(ctx, id));
  expect(one.trips).toBe(1);
  expect(one.rowsRead).toBeLessThan(20);
});
