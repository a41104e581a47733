import { commit, mustChange } from "#worker/lib/commit.ts";
import type { Ctx } from "#worker/lib/ctx.ts";
import { currentKey } from "#worker/lib/keys.ts";
import { manifestOf, NEWEST, placeOf } from "../bucket.ts";
import { type Manifest, readManifest, signManifest } from "../format/manifest.ts";
import { openPart, sha256 } from "../format/sealing.ts";
import { stretchesAgree } from "../format/stretches.ts";
import { endBackup, moveOn, type Part, partsOf, type Work } from "../queries.ts";

/** Parts read back by one message: each is opened in memory. */
const AT_ONCE = 4;

/** Reads parts back from the bucket and opens them; after the last one the backup is made whole. */
export async function checkParts(ctx: Ctx, work: Work): Promise<void> {
  const parts = await partsOf(ctx, work);
  if (parts.length !== work.nextPart - 1) throw new Error("A part of the backup is not recorded");
  const waiting = parts.slice(work.checkedParts, work.checkedParts + AT_ONCE);
  for (const part of waiting) await checkPart(ctx, work, part);
  const checkedParts = work.checkedParts + waiting.length;
  if (waiting.length && !(await moveOn(ctx, work, { checkedParts }))) return;
  if (checkedParts === parts.length) await finish(ctx, { ...work, checkedParts }, parts);
}

async function checkPart(ctx: Ctx, { id }: Work, part: Part): Promise<void> {
  const object = await ctx.env.BACKUPS.get(part.object);
  if (!object) throw new Error(`Part ${part.no} is not in the bucket`);
  const data = new Uint8Array(await object.arrayBuffer());
  if (sha256(data) !== part.sha256) throw new Error(`Part ${part.no} is not what was written`);
  const { kid } = currentKey(ctx.env.KEYS, "backup");
  const text = await openPart(ctx.env.KEYS, kid, { id, no: part.no }, data);
  if (!stretchesAgree(text, part.stretches)) throw new Error(`Part ${part.no} has other rows`);
}

/** Writes the manifest, which makes the files a backup, and only then says that there is one. */
async function finish(ctx: Ctx, work: Work, parts: readonly Part[]): Promise<void> {
  const { BACKUPS, KEYS } = ctx.env;
  const manifest = manifestFor(ctx, work, parts);
  const at = manifestOf(work.kind, work.id);
  await BACKUPS.put(at, signManifest(KEYS, manifest));
  readManifest(KEYS, (await (await BACKUPS.get(at))?.text()) ?? "", work.id);
  if (work.kind === "daily")
    await BACKUPS.put(NEWEST, JSON.stringify({ kind: work.kind, id: work.id }));
  await commit(ctx, {
    action: "backups.finished",
    entity: "backup",
    entityId: work.id,
    write: [endBackup(ctx, work.id, "done"), mustChange(ctx)],
  });
  await dropStrays(BACKUPS, work, parts);
}

function manifestFor(ctx: Ctx, work: Work, parts: readonly Part[]): Manifest {
  const rows = new Map<string, number>();
  for (const { stretches } of parts)
    for (const one of stretches) rows.set(one.table, (rows.get(one.table) ?? 0) + one.rows);
  return {
    format: 1,
    ...{ id: work.id, kind: work.kind, schema: work.schemaName },
    kid: currentKey(ctx.env.KEYS, "backup").kid,
    ...{ startedAt: work.startedAt, endedAt: ctx.now },
    fence: { from: work.fenceFrom, to: work.fenceTo },
    passes: work.pass,
    tables: work.plan.map(({ omit, ...table }) => ({
      ...{ name: table.name, columns: [...table.columns], key: [...table.key] },
      ...{ omitted: [...omit], rows: rows.get(table.name) ?? 0 },
    })),
    parts: parts.map(({ no, object, bytes, sha256, stretches }) => ({
      ...{ no, object: object.split("/").at(-1) ?? "", bytes, sha256 },
      stretches: [...stretches],
    })),
  };
}

/** Deletes the files of passes that were given up, and of workers that came too late. */
async function dropStrays(bucket: R2Bucket, work: Work, parts: readonly Part[]): Promise<void> {
  const ours = new Set([manifestOf(work.kind, work.id), ...parts.map(({ object }) => object)]);
  const { objects } = await bucket.list({ prefix: `${placeOf(work.kind, work.id)}/` });
  const strays = objects.map(({ key }) => key).filter((key) => !ours.has(key));
  if (strays.length) await bucket.delete(strays);
}
