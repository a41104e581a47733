import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { addProduct, changeProduct, closeProduct, dropPrice, planPrice } from "./actions.ts";
import {
  ByPrice,
  PriceInput,
  Product,
  ProductInput,
  ProductList,
  ProductRows,
  Quoted,
  QuoteQuery,
} from "./input.ts";
import { quoteFor } from "./list_queries.ts";
import { getProduct, listProducts } from "./queries.ts";

const one = valid("param", ById);
const read = can("prices:read");
const write = can("prices:write");

export const productsApi = new Hono<Env>()
  .get("/", read, valid("query", ProductList), answers(ProductRows), async (c) =>
    c.json({ items: await listProducts(c.var.ctx, c.req.valid("query")) }),
  )
  .post(
    "/",
    write,
    idempotencyKey(),
    valid("json", ProductInput),
    answers(Product, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      await makeOnce(once, () => addProduct(c.var.ctx, id, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .get("/quote", read, valid("query", QuoteQuery), answers(Quoted), async (c) =>
    c.json(await quoteFor(c.var.ctx, c.req.valid("query"))),
  )
  .get("/:id", read, one, answers(Product), (c) => send(c, c.req.valid("param").id))
  .put("/:id", write, one, ifMatch(), valid("json", ProductInput), answers(Product), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await changeProduct(c.var.ctx, seen, c.req.valid("json"));
    return send(c, seen.id);
  })
  .put("/:id/closure", write, one, ifMatch(), answers(Product), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await closeProduct(c.var.ctx, seen, true);
    return send(c, seen.id);
  })
  .delete("/:id/closure", write, one, ifMatch(), answers(Product), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await closeProduct(c.var.ctx, seen, false);
    return send(c, seen.id);
  })
  .post("/:id/prices", write, one, valid("json", PriceInput), answers(Product, 201), async (c) => {
    const { id } = c.req.valid("param");
    await planPrice(c.var.ctx, { id }, c.req.valid("json"));
    return send(c, id, 201);
  })
  .delete("/:id/prices/:priceId", write, valid("param", ByPrice), answers(Product), async (c) => {
    const { id, priceId } = c.req.valid("param");
    await dropPrice(c.var.ctx, id, priceId);
    return send(c, id);
  });

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const product = await getProduct(c.var.ctx, id);
  return c.json(product, status, { ETag: etag(product) });
}
