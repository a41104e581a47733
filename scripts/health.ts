/**
 * Asks the running system how it is. Ends with 0 (ready), 1 (degraded) or 2 (down).
 *
 *   npm run health                               what wrangler.toml names as ORIGIN
 *   npm run health -- --url http://localhost:8787
 *   npm run health -- --json                     for machines
 *   --file PATH                                  where OPERATOR_KEY is (.env.production)
 */
import { flagsOf } from "./flags.ts";
import { askHealth, exitOf, told, whereToAsk } from "./production/health/ask.ts";

const flags = flagsOf({
  url: { type: "string" },
  json: { type: "boolean", default: false },
  file: { type: "string", default: ".env.production" },
  config: { type: "string", default: "wrangler.toml" },
});
const { url, key } = whereToAsk(flags);
const health = await askHealth(url, key);
console.log(flags.json ? JSON.stringify(health) : told(health));
process.exitCode = exitOf(health);
