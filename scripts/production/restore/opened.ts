import { manifestOf, NEWEST, placeOf } from "#worker/modules/backups/bucket.ts";
import { type Manifest, readManifest } from "#worker/modules/backups/format/manifest.ts";
import { openPart, sha256 } from "#worker/modules/backups/format/sealing.ts";
import { split, stretchesAgree } from "#worker/modules/backups/format/stretches.ts";
import type { Kind } from "#worker/modules/backups/input.ts";
import type { Source } from "./source.ts";

/** A backup that has been opened and found whole: its manifest, and the lines of each table. */
export type Opened = { manifest: Manifest; lines: Map<string, string[]> };

type Asked = { id?: string | undefined; kind: Kind };

/**
 * Opens every part and compares it with the manifest before anybody sees a row. Throws on a wrong
 * key, on a bit that flipped, on a part that is cut, missing or in another's place.
 */
export async function openBackup(source: Source, ring: string, asked: Asked): Promise<Opened> {
  const { id, kind } = asked.id ? { ...asked, id: asked.id } : await newest(source);
  const text = new TextDecoder().decode(await source.read(manifestOf(kind, id)));
  const manifest = readManifest(ring, text, id);
  const lines = new Map<string, string[]>(manifest.tables.map(({ name }) => [name, []]));
  for (const [at, part] of manifest.parts.entries()) {
    if (part.no !== at + 1) throw new Error("Cannot use the manifest: its parts have gaps");
    const data = await source.read(`${placeOf(kind, id)}/${part.object}`);
    if (data.length !== part.bytes) throw new Error(`Cannot open part ${part.no}: it is cut`);
    if (sha256(data) !== part.sha256)
      throw new Error(`Cannot open part ${part.no}: it was altered`);
    const opened = await openPart(ring, manifest.kid, { id, no: part.no }, data);
    if (!stretchesAgree(opened, part.stretches))
      throw new Error(`Cannot open part ${part.no}: it holds other rows than its manifest says`);
    for (const { table, lines: more } of split(opened, part.stretches).tables) {
      const own = lines.get(table);
      if (!own) throw new Error(`Cannot use the manifest: no table "${table}"`);
      for (const line of more) own.push(line);
    }
  }
  for (const { name, rows } of manifest.tables)
    if (lines.get(name)?.length !== rows)
      throw new Error(`Cannot use the backup: "${name}" has not the rows that were counted`);
  return { manifest, lines };
}

async function newest(source: Source): Promise<{ id: string; kind: Kind }> {
  const { id, kind } = JSON.parse(new TextDecoder().decode(await source.read(NEWEST)));
  if (typeof id !== "string" || !/^[0-9a-f-]{36}$/.test(id) || kind !== "daily")
    throw new Error(`Cannot read "${NEWEST}"`);
  return { id, kind };
}
