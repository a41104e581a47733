/**
 * Makes the database, or brings it to the newest migration. May be run as often as one likes.
 *
 *   npm run setup:db                     this machine's (.wrangler/state)
 *   npm run setup:db -- --persist DIR    another one of this machine
 *   npm run setup:db -- --remote         Cloudflare's: makes what is missing of database, queues
 *                                        and buckets, writes the id into wrangler.toml, migrates
 *   --config PATH                        another one than wrangler.toml
 */
import { migrate } from "./dev/database.ts";
import { flagsOf } from "./flags.ts";
import { setUpAccount } from "./production/db/account.ts";

const flags = flagsOf({
  remote: { type: "boolean", default: false },
  persist: { type: "string", default: ".wrangler/state" },
  config: { type: "string", default: "wrangler.toml" },
});
try {
  if (flags.remote) for await (const line of setUpAccount(flags.config)) console.log(line);
  else {
    await migrate(flags.persist);
    console.log(`The database in ${flags.persist} has every migration`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
