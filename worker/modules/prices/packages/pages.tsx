import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { PackagePage } from "#web/modules/prices/views/package.tsx";
import { NewPackagePage, PackagesPage } from "#web/modules/prices/views/packages.tsx";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { type Draft, draftOf, emptyDraft, form, valid } from "#worker/lib/input.ts";
import { page, submit } from "#worker/lib/page.tsx";
import { ByItem, PackageChange, PackageInput, PackageItemForm, PriceSeen } from "../input.ts";
import { productChoice } from "../queries.ts";
import {
  addPackage,
  changePackage,
  closePackage,
  dropPackageItem,
  putPackageItem,
} from "./actions.ts";
import { getPackage, packagesQuery, toPackages } from "./queries.ts";

const at = "/prices/packages";
const one = valid("param", ById);
const read = can("prices:read");
const write = can("prices:write");

export const packagesPages = new Hono<Env>()
  .get("/", read, async (c) =>
    page(c, <PackagesPage packages={toPackages(await packagesQuery(c.var.ctx))} />),
  )
  .get("/new", write, (c) => page(c, <NewPackagePage draft={usual} />))
  .post("/", write, form(PackageInput), (c) =>
    submit(c, c.req.valid("form"), {
      save: async (input, once = uuidv7()) => {
        await addPackage(c.var.ctx, once, input);
        return `${at}/${once}`;
      },
      again: (id) => `${at}/${id}`,
      flash: "prices.package_added",
      retry: (draft) => <NewPackagePage draft={draft} />,
    }),
  )
  .get("/:id", read, one, async (c) => page(c, await packagePage(c, c.req.valid("param").id)))
  .post("/:id", write, one, form(PackageChange), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, ...input }) => {
        await changePackage(c.var.ctx, { id, version }, input);
        return `${at}/${id}`;
      },
      flash: "prices.package_changed",
      retry: (draft) => packagePage(c, id, { draft }),
      row: { form: PackageChange, now: () => getPackage(c.var.ctx, id), at: `${at}/${id}` },
    });
  })
  .post("/:id/closure", write, one, form(PriceSeen), (c) => close(c, true))
  .post("/:id/reopening", write, one, form(PriceSeen), (c) => close(c, false))
  .post("/:id/items", write, one, form(PackageItemForm), (c) => {
    const { id } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version, unit, ...item }) => {
        await putPackageItem(c.var.ctx, { id, version }, { ...item, unitOre: unit });
        return `${at}/${id}`;
      },
      flash: "prices.package_filled",
      retry: (itemDraft) => packagePage(c, id, { itemDraft }),
      stale: (itemDraft) => packagePage(c, id, { itemDraft, stale: true }),
    });
  })
  .post("/:id/items/:productId/removal", write, valid("param", ByItem), form(PriceSeen), (c) => {
    const { id, productId } = c.req.valid("param");
    return submit(c, c.req.valid("form"), {
      save: async ({ version }) => {
        await dropPackageItem(c.var.ctx, { id, version }, productId);
        return `${at}/${id}`;
      },
      flash: "prices.package_emptied",
      retry: () => packagePage(c, id, { stale: true }),
      stale: () => packagePage(c, id, { stale: true }),
    });
  });

const usual = { ...emptyDraft, values: { validMonths: "12" } };

type Shown = { draft?: Draft<unknown>; itemDraft?: Draft<unknown>; stale?: boolean };

async function packagePage(c: Context<Env>, id: string, shown: Shown = {}) {
  const { draft, itemDraft = emptyDraft, stale = false } = shown;
  const [pack, products] = await Promise.all([getPackage(c.var.ctx, id), productChoice(c.var.ctx)]);
  const forms = { draft: draft ?? draftOf(pack, PackageChange), itemDraft };
  return <PackagePage pack={pack} products={products} {...forms} stale={stale} />;
}

type Seen = { version: number };

function close(
  c: Context<Env, string, { in: object; out: { form: Draft<Seen>; param: { id: string } } }>,
  closed: boolean,
) {
  const { id } = c.req.valid("param");
  return submit(c, c.req.valid("form"), {
    save: async ({ version }) => {
      await closePackage(c.var.ctx, { id, version }, closed);
      return `${at}/${id}`;
    },
    flash: closed ? "prices.package_closed" : "prices.package_reopened",
    retry: () => packagePage(c, id, { stale: true }),
    stale: () => packagePage(c, id, { stale: true }),
  });
}
