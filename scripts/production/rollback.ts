/**
 * Gives everybody the version before the present one. The database stays as it is: migrations only
 * add, so the older version goes on working on it.
 *
 *   npm run production:rollback                       the version before
 *   npm run production:rollback -- --to VERSION       that one
 *   npm run production:rollback -- --dry-run          says what it would do
 *
 * It refuses across a migration of Durable Objects and across a binding that is gone, and says so.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { type DeploymentSeen, obstacles, seen, versionBefore } from "./deploy/back.ts";
import { dropLock } from "./deploy/lock.ts";
import { forsake } from "./deploy/target.ts";
import { share, sharesNow, Wrangler } from "./deploy/wrangler.ts";

const { values: flags } = parseArgs({
  options: {
    config: { type: "string", default: "wrangler.toml" },
    to: { type: "string" },
    "dry-run": { type: "boolean", default: false },
  },
});
try {
  const wrangler = new Wrangler(flags.config);
  const current = (await sharesNow(wrangler))[0]?.version_id;
  const deployments = await wrangler.json<DeploymentSeen[]>(["deployments", "list"]);
  const old = flags.to ?? versionBefore(deployments);
  if (!current || !old) throw new Error("There is no version before this one");
  const against = obstacles(await seen(wrangler, old), await seen(wrangler, current));
  if (against.length > 0)
    throw new Error(`Cannot go back to ${old}:\n${against.map((why) => `  ${why}`).join("\n")}`);
  if (flags["dry-run"]) console.log(`Everybody would get ${old} instead of ${current}`);
  else {
    await share(wrangler, [{ version_id: old, percentage: 100 }], "rolled back");
    console.log(`Everybody gets ${old} instead of ${current}`);
    const run = forsake(flags.config, "npm run production:rollback");
    if (run) await dropLock(wrangler, run);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
