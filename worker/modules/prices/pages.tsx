import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { ProductForm } from "#web/modules/prices/views/form.tsx";
import { ProductPage } from "#web/modules/prices/views/product.tsx";
import { ProductsPage } from "#web/modules/prices/views/products.tsx";
import { can } from "#worker/lib/can.ts";
import { dayOf } from "#worker/lib/dates.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { branchesOf } from "#worker/modules/schools/mod.ts";
import { addProduct, changeProduct, closeProduct, dropPrice, planPrice } from "./actions.ts";
import {
  ByPrice,
  NoFields,
  PriceForm,
  PriceSeen,
  ProductChange,
  ProductInput,
  ProductList,
} from "./input.ts";
import { getProduct, listProducts } from "./queries.ts";

const one = valid("param", ById);
const read = can("prices:read");
const write = can("prices:write");
const usual = { unitMinutes: "45", vatCode: "exempt_education" };

export const pricesPages = new Hono<Env>()
  .get("/", read, valid("query", ProductList), async (c) => {
    const list = c.req.valid("query");
    return page(c, <ProductsPage products={await listProducts(c.var.ctx, list)} list={list} />);
  })
  .get("/new", write, (c) => page(c, <ProductForm draft={{ ...emptyDraft, values: usual }} />))
  .post("/", write, form(ProductInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once = uuidv7()) => {
        await addProduct(c.var.ctx, once, input);
        return `/prices/${once}`;
      },
      again: (id) => `/prices/${id}`,
      flash: "prices.product_added",
      retry: (draft) => <ProductForm draft={draft} />,
    }),
  )
  .get("/:id", read, one, async (c) => page(c, await productPage(c, c.req.valid("param").id)))
  .get("/:id/edit", write, one, async (c) => {
    const { id } = c.req.valid("param");
    const draft = draftOf(await getProduct(c.var.ctx, id), ProductChange);
    return page(c, <ProductForm id={id} draft={draft} />);
  })
  .post("/:id", write, one, form(ProductChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changeProduct(c.var.ctx, { id, version }, input);
        return `/prices/${id}`;
      },
      flash: "prices.product_changed",
      retry: (draft) => <ProductForm id={id} draft={draft} />,
      row: { form: ProductChange, now: () => getProduct(c.var.ctx, id), at: `/prices/${id}` },
    });
  })
  .post("/:id/closure", write, one, form(PriceSeen), (c) => close(c, true))
  .post("/:id/reopening", write, one, form(PriceSeen), (c) => close(c, false))
  .post("/:id/prices", write, one, form(PriceForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ price, ...when }, once) => {
        await planPrice(c.var.ctx, { id, once }, { ...when, priceOre: price });
        return `/prices/${id}`;
      },
      again: () => `/prices/${id}`,
      flash: "prices.price_planned",
      retry: (draft) => productPage(c, id, { draft }),
    });
  })
  .post("/:id/prices/:priceId/removal", write, valid("param", ByPrice), form(NoFields), (c) => {
    const { id, priceId } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async () => {
        await dropPrice(c.var.ctx, id, priceId);
        return `/prices/${id}`;
      },
      flash: "prices.price_dropped",
      retry: () => productPage(c, id),
    });
  });

type Shown = { draft?: Draft<unknown>; stale?: boolean };

async function productPage(c: Context<Env>, id: string, { draft, stale = false }: Shown = {}) {
  const [product, branches] = await Promise.all([getProduct(c.var.ctx, id), branchesOf(c.var.ctx)]);
  const fresh = { ...emptyDraft, values: { validFrom: dayOf(c.var.now) } };
  return <ProductPage product={product} branches={branches} draft={draft ?? fresh} stale={stale} />;
}

type Seen = { version: number };

function close(
  c: Context<Env, string, { in: object; out: { form: Draft<Seen>; param: { id: string } } }>,
  closed: boolean,
) {
  const { id } = c.req.valid("param");
  return submit(c, c.req.valid("form"), {
    save: async ({ version }) => {
      await closeProduct(c.var.ctx, { id, version }, closed);
      return `/prices/${id}`;
    },
    flash: closed ? "prices.product_closed" : "prices.product_reopened",
    retry: () => productPage(c, id, { stale: true }),
    stale: () => productPage(c, id, { stale: true }),
  });
}
