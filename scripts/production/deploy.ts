/**
 * Brings this commit to the visitors, step by step, and takes it back by itself when it is worse
 * than what was there. Killed at any point, it goes on from there when it is started again.
 *
 *   npm run production:deploy -- --target staging     first there
 *   npm run production:deploy                         then the same bytes in production
 *   npm run production:deploy -- --dry-run            says what it would do, and does nothing
 *
 *   --untested WHY, --unchecked WHY, --unsaved WHY, --without-staging
 *                      leave out npm test, production:check, production:backup, staging
 *   --settings FILE    shares, times and gates (deploy.json)
 *   --secrets FILE     where OPERATOR_KEY and METRICS_KEY are (.env.production)
 *   --url, --numbers   where the service and its numbers are, if not at ORIGIN
 *   --artifact DIR     something built before, rather than this commit
 *
 * Ends with 0 (released), 1 (the old version serves everybody) or 2 (it could not begin).
 *
 * @module
 */
import { flagsOf } from "../flags.ts";
import { deploy } from "./deploy/run.ts";
import { readSettings } from "./deploy/settings.ts";
import { stepsFor } from "./deploy/steps.ts";
import { deployFlags, releaseFor, wantConfig } from "./deploy/target.ts";

const flags = flagsOf({ ...deployFlags, "dry-run": { type: "boolean", default: false } });
try {
  if (flags["dry-run"]) {
    wantConfig(flags.target);
    console.log(`${flags.target}: this would`);
    for (const { name, what } of stepsFor(readSettings(flags.settings)))
      if (name !== flags.target) console.log(`  ${name.padEnd(10)} ${what}`);
  } else {
    process.exitCode = (await deploy(await releaseFor(flags))) === "released" ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
