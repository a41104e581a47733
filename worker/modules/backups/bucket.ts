import type { Kind } from "./input.ts";

/** Where the files of a backup lie: `daily/<id>/`, the same in the bucket and in a folder. */
export const placeOf = (kind: Kind, id: string) => `${kind}/${id}`;
export const manifestOf = (kind: Kind, id: string) => `${placeOf(kind, id)}/manifest.json`;

/** What the restore looks at first: which backup is the newest whole one. */
export const NEWEST = "newest.json";

/** The ids of the backups of a kind that have files in the bucket. */
export async function idsIn(bucket: R2Bucket, kind: Kind): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await bucket.list({
      prefix: `${kind}/`,
      delimiter: "/",
      ...(cursor && { cursor }),
    });
    ids.push(...page.delimitedPrefixes.map((prefix) => prefix.split("/")[1] ?? ""));
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor);
  return ids;
}

/** Deletes every file of a backup, the manifest first: what is half gone is no backup any more. */
export async function forget(bucket: R2Bucket, kind: Kind, id: string): Promise<void> {
  await bucket.delete(manifestOf(kind, id));
  const prefix = `${placeOf(kind, id)}/`;
  for (;;) {
    const { objects } = await bucket.list({ prefix });
    if (objects.length === 0) return;
    await bucket.delete(objects.map(({ key }) => key));
  }
}
