import { takenAway } from "../../checks/migrations.ts";
import { migrationTree } from "../../checks/tree.ts";
import { type DeploymentSeen, obstacles, seen, type VersionSeen, versionBefore } from "./back.ts";
import { breakLock } from "./lock.ts";
import { forsake } from "./target.ts";
import { share, sharesNow, type Wrangler } from "./wrangler.ts";

/** The old version could not live; nothing was changed. */
export class Impossible extends Error {}

const UNSEEN =
  "whether a secret was changed since then only Cloudflare knows: it says so when it is done, and refuses";

type Wanted = { target: string; to: string | undefined; dry: boolean };
type Done = { said: string[]; moved: { from: string[]; to: string; ended?: string } };

/** Gives everybody the version before, or `to`; with `dry` it only says so. */
export async function goBack(wrangler: Wrangler, { target, to, dry }: Wanted): Promise<Done> {
  const from = (await sharesNow(wrangler)).map(({ version_id }) => version_id);
  const old = to ?? versionBefore(await wrangler.json<DeploymentSeen[]>(["deployments", "list"]));
  const [current] = from;
  if (!current || !old) throw new Impossible("There is no version before this one");
  if (from.length === 1 && current === old) throw new Impossible(`Everybody gets ${old} already`);
  const [then, now] = [await seen(wrangler, old), await seen(wrangler, current)];
  const hasDatabase = now.resources.bindings.some(({ type }) => type === "d1");
  const since = hasDatabase ? await migrationsSince(wrangler, then) : [];
  const against = [...obstacles(then, now), ...takenAway(migrationTree(), since)];
  if (against.length > 0)
    throw new Impossible(
      `Cannot go back to ${old}:\n${against.map((why) => `  ${why}`).join("\n")}`,
    );
  const made = `${old}, made ${then.metadata.created_on}`;
  const data = hasDatabase
    ? [`the database stays: ${since.length} migrations since then, which only add`]
    : [];
  if (dry)
    return {
      said: [`everybody would get ${made}, instead of ${from.join(" and ")}`, ...data, UNSEEN],
      moved: { from, to: old },
    };
  await shareAll(wrangler, old);
  const ended = hasDatabase ? await endDeploy(wrangler, target) : undefined;
  // Whoever was deploying may have moved them once more before she heard of it.
  const [after, ...others] = await sharesNow(wrangler);
  if (others.length > 0 || after?.version_id !== old) await shareAll(wrangler, old);
  return {
    said: [
      `everybody gets ${made}, instead of ${from.join(" and ")}`,
      ...(ended ? [`ended the deploy ${ended}`] : []),
      ...data,
    ],
    moved: { from, to: old, ...(ended && { ended }) },
  };
}

/** What the database has learnt since the version was made. */
async function migrationsSince(wrangler: Wrangler, { metadata }: VersionSeen): Promise<string[]> {
  const made = new Date(metadata.created_on).toISOString();
  const rows = await wrangler.rows<{ name: string }>(
    `select name from d1_migrations where applied_at > datetime('${made}') order by name`,
  );
  return rows.map(({ name }) => name);
}

const CHANGED_SECRETS = "10220";

async function shareAll(wrangler: Wrangler, old: string): Promise<void> {
  try {
    await share(wrangler, [{ version_id: old, percentage: 100 }], "rolled back");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (!why.includes(CHANGED_SECRETS)) throw error;
    throw new Impossible(
      `Cannot go back to ${old}: its secrets are older, and what newer keys sealed could not be read. ` +
        `Check that release out and deploy it: it gets the secrets of now\n${why}`,
    );
  }
}

/** Whoever deploys moves no more visitors: her lock is gone, and her journal here is closed. */
async function endDeploy(wrangler: Wrangler, target: string): Promise<string | undefined> {
  const here = forsake(target, "npm run production:rollback");
  const held = await breakLock(wrangler);
  return held ? `${held.run} of ${held.who}, since ${held.since}` : here;
}
