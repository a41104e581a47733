import type { AccountFile, Bucket } from "./account.ts";
import { type Ask, jsonOf, ok, Refused, type Route } from "./protocol.ts";
import type { Storage } from "./storage.ts";

/** R2: buckets, and the objects in them as `wrangler r2 object` moves them. */
export function r2Routes(account: AccountFile, storage: Storage): readonly Route[] {
  const { state } = account;
  const here = (ask: Ask) => {
    const wanted = ask.headers.get("cf-r2-jurisdiction") ?? "default";
    return state.buckets.filter(({ jurisdiction }) => jurisdiction === wanted);
  };
  const of = (ask: Ask) => {
    const [name] = ask.caught;
    const found = here(ask).find((one) => one.name === name);
    if (!found) throw new Refused(10_006, "The specified bucket does not exist.", 404);
    return found;
  };
  const create = (ask: Ask) => {
    const { name } = jsonOf<{ name: string }>(ask);
    if (state.buckets.some((one) => one.name === name))
      throw new Refused(10_004, "The bucket you tried to create already exists.");
    const made = newBucket(name, ask.headers.get("cf-r2-jurisdiction") ?? "default");
    state.buckets.push(made);
    account.save();
    return ok(made);
  };
  const locked = (ask: Ask) => ok({ rules: of(ask).locks ?? [] });
  const lock = (ask: Ask) => {
    of(ask).locks = jsonOf<{ rules: unknown[] }>(ask).rules;
    account.save();
    return ok({});
  };
  const put = async (ask: Ask) => {
    const bucket = await storage.bucket(of(ask).name);
    const contentType = ask.headers.get("content-type") ?? "application/octet-stream";
    await bucket.put(ask.caught[1] ?? "", new Uint8Array(ask.body), {
      httpMetadata: { contentType },
    });
    return ok({});
  };
  const get = async (ask: Ask) => {
    const found = await (await storage.bucket(of(ask).name)).get(ask.caught[1] ?? "");
    if (!found) throw new Refused(10_007, "The specified key does not exist.", 404);
    return { bytes: new Uint8Array(await found.arrayBuffer()) };
  };
  const remove = async (ask: Ask) => {
    await (await storage.bucket(of(ask).name)).delete(ask.caught[1] ?? "");
    return ok({});
  };
  const list = async (ask: Ask) => {
    const bucket = await storage.bucket(of(ask).name);
    const { objects } = await bucket.list({ prefix: ask.query.get("prefix") ?? "" });
    return ok(objects.map(({ key, size, etag }) => ({ key, size, etag })));
  };
  return [
    ["GET", "/r2/buckets", (ask) => ok({ buckets: here(ask) })],
    ["POST", "/r2/buckets", create],
    ["GET", "/r2/buckets/:name", (ask) => ok(of(ask))],
    ["GET", "/r2/buckets/:name/lock", locked],
    ["PUT", "/r2/buckets/:name/lock", lock],
    ["GET", "/r2/buckets/:name/objects", list],
    ["PUT", "/r2/buckets/:name/objects/*", put],
    ["GET", "/r2/buckets/:name/objects/*", get],
    ["DELETE", "/r2/buckets/:name/objects/*", remove],
  ];
}

/** Of another jurisdiction it is another bucket, and asked without it, it is not there. */
export const newBucket = (name: string, jurisdiction = "default"): Bucket => ({
  ...{ name, jurisdiction },
  creation_date: new Date().toISOString(),
});
