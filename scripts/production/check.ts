/**
 * Whether this project, its account and its running service are fit for people. Each check says
 * what it found and how to mend it.
 *
 *   npm run production:check                for people
 *   npm run production:check -- --json      {score, checks: [{id, group, status, message, fix}]}
 *   --url http://127.0.0.1:8790             ask the service there, not at its ORIGIN
 *   --file PATH --config PATH --build PATH  other places than .env.production, wrangler.toml, build
 *
 * Ends with 0 when nothing fails, 1 when something does and the score is 80 or more, 2 below that.
 */
import { flagsOf } from "../flags.ts";
import { exitOf, reportOn } from "./check/checks.ts";
import { gather } from "./check/gather/gather.ts";
import { printed } from "./check/print.ts";

const flags = flagsOf({
  json: { type: "boolean", default: false },
  url: { type: "string" },
  file: { type: "string", default: ".env.production" },
  config: { type: "string", default: "wrangler.toml" },
  build: { type: "string", default: "build" },
});
const report = reportOn(await gather({ ...flags, now: new Date().toISOString() }));
console.log(flags.json ? JSON.stringify(report) : printed(report));
process.exitCode = exitOf(report);
