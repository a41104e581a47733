import { type Context, Hono } from "hono";
import { uuidv7 } from "uuidv7";
import { can } from "#worker/lib/can.ts";
import type { Env } from "#worker/lib/env.ts";
import { ById } from "#worker/lib/fields.ts";
import { answers, valid } from "#worker/lib/input.ts";
import { idempotencyKey, makeOnce } from "#worker/lib/once.ts";
import { etag, ifMatch } from "#worker/lib/version.ts";
import { ByItem, Package, PackageInput, PackageItemInput, Packages } from "../input.ts";
import {
  addPackage,
  changePackage,
  closePackage,
  dropPackageItem,
  putPackageItem,
} from "./actions.ts";
import { getPackage, packagesQuery, toPackages } from "./queries.ts";

const one = valid("param", ById);
const write = can("prices:write");

export const packagesApi = new Hono<Env>()
  .get("/", can("prices:read"), answers(Packages), async (c) =>
    c.json({ items: toPackages(await packagesQuery(c.var.ctx)) }),
  )
  .post(
    "/",
    write,
    idempotencyKey(),
    valid("json", PackageInput),
    answers(Package, 201),
    async (c) => {
      const { once } = c.req.valid("header");
      const id = once ?? uuidv7();
      await makeOnce(once, () => addPackage(c.var.ctx, id, c.req.valid("json")));
      return send(c, id, 201);
    },
  )
  .get("/:id", can("prices:read"), one, answers(Package), (c) => send(c, c.req.valid("param").id))
  .put("/:id", write, one, ifMatch(), valid("json", PackageInput), answers(Package), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await changePackage(c.var.ctx, seen, c.req.valid("json"));
    return send(c, seen.id);
  })
  .put("/:id/closure", write, one, ifMatch(), answers(Package), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await closePackage(c.var.ctx, seen, true);
    return send(c, seen.id);
  })
  .delete("/:id/closure", write, one, ifMatch(), answers(Package), async (c) => {
    const seen = { ...c.req.valid("param"), ...c.req.valid("header") };
    await closePackage(c.var.ctx, seen, false);
    return send(c, seen.id);
  })
  .put(
    "/:id/items/:productId",
    write,
    valid("param", ByItem),
    ifMatch(),
    valid("json", PackageItemInput),
    answers(Package),
    async (c) => {
      const { id, productId } = c.req.valid("param");
      const seen = { id, ...c.req.valid("header") };
      await putPackageItem(c.var.ctx, seen, { productId, ...c.req.valid("json") });
      return send(c, id);
    },
  )
  .delete(
    "/:id/items/:productId",
    write,
    valid("param", ByItem),
    ifMatch(),
    answers(Package),
    async (c) => {
      const { id, productId } = c.req.valid("param");
      await dropPackageItem(c.var.ctx, { id, ...c.req.valid("header") }, productId);
      return send(c, id);
    },
  );

async function send(c: Context<Env>, id: string, status: 200 | 201 = 200) {
  const found = await getPackage(c.var.ctx, id);
  return c.json(found, status, { ETag: etag(found) });
}
