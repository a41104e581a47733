import type { Ctx } from "#worker/lib/ctx.ts";
import type { Anchor, Seal } from "./rules.ts";

const FOLDER = "audit/anchors/";
const DAYS = 40;

/** Where an anchor of that day lies in the bucket. */
export const anchorKey = (day: string) => `${FOLDER}${day}.json`;

/** Puts the newest seal of the day where nobody who writes to the database can write. */
export async function dropAnchor(ctx: Ctx, { n, toSeq, hash, at }: Seal): Promise<void> {
  const body = JSON.stringify({ n, toSeq, hash, at });
  const httpMetadata = { contentType: "application/json" };
  await ctx.env.BACKUPS.put(anchorKey(ctx.now.slice(0, 10)), body, { httpMetadata });
}

/** The anchors of the last days. */
export async function readAnchors(ctx: Ctx): Promise<Anchor[]> {
  const since = new Date(Date.parse(ctx.now) - DAYS * 86_400_000).toISOString().slice(0, 10);
  const { objects } = await ctx.env.BACKUPS.list({ prefix: FOLDER, startAfter: FOLDER + since });
  const bodies = await Promise.all(objects.map(({ key }) => ctx.env.BACKUPS.get(key)));
  return Promise.all(bodies.flatMap((body) => (body ? [body.json<Anchor>()] : [])));
}
