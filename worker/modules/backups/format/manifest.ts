import * as z from "zod";
import { anyMade, currentKey, keysFor, macOf } from "#worker/lib/keys.ts";

const Count = z.int().min(0);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a part holds of one table, in its order. */
const Stretch = z.strictObject({ table: z.string(), rows: Count, sha256: Hash });
export type Stretch = z.output<typeof Stretch>;

/** A file of a backup. The hash is that of the sealed file, so that it can be checked without a key. */
const Part = z.strictObject({
  no: z.int().min(1),
  object: z.string(),
  bytes: Count,
  sha256: Hash,
  stretches: z.array(Stretch),
});
export type Part = z.output<typeof Part>;

const DumpedTable = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  key: z.array(z.string()),
  omitted: z.array(z.string()),
  rows: Count,
});
export type DumpedTable = z.output<typeof DumpedTable>;

/** What a backup is: when, of which schema, which tables in which files, and how settled they were. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  id: z.uuidv7(),
  kind: z.enum(["daily", "monthly"]),
  /** The newest migration that the database had. */
  schema: z.string(),
  kid: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** The audit log's last row before the first page was read, and after the last one. */
  fence: z.strictObject({ from: Count, to: Count }),
  passes: z.int().min(1),
  tables: z.array(DumpedTable),
  parts: z.array(Part),
});
export type Manifest = z.output<typeof Manifest>;

const File = z.strictObject({ manifest: z.unknown(), mac: z.string() });

/** The manifest as its file: readable by anybody, believed only with its mac. */
export function signManifest(ring: string, manifest: Manifest): string {
  const mac = macOf(currentKey(ring, "manifest"), JSON.stringify(manifest));
  return `${JSON.stringify({ manifest, mac }, null, 1)}\n`;
}

/** Reads a manifest's file. Throws when it is not of our making, or not that of `id`. */
export function readManifest(ring: string, text: string, id?: string): Manifest {
  const refused = (why: string) => new Error(`Cannot use the manifest: ${why}`);
  let file: z.output<typeof File>;
  try {
    file = File.parse(JSON.parse(text));
  } catch {
    throw refused("it is not complete");
  }
  if (!anyMade(keysFor(ring, "manifest"), JSON.stringify(file.manifest), file.mac))
    throw refused("it was altered, or KEYS is another");
  const manifest = Manifest.parse(file.manifest);
  if (id !== undefined && manifest.id !== id) throw refused("it is that of another backup");
  return manifest;
}
