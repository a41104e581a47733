/**
 * How the running system is, which versions are deployed, and what is built here.
 *
 *   npm run status            for people
 *   npm run status -- --json  for machines; --url, --file and --config as in npm run health
 */
import { existsSync, readFileSync } from "node:fs";
import { flagsOf } from "./flags.ts";
import { command } from "./gates/part.ts";
import { askHealth, exitOf, told, whereToAsk } from "./production/health/ask.ts";

const flags = flagsOf({
  url: { type: "string" },
  json: { type: "boolean", default: false },
  file: { type: "string", default: ".env.production" },
  config: { type: "string", default: "wrangler.toml" },
});

/** The versions that share the traffic now, as wrangler lists them, or why nobody can say. */
async function deployed(): Promise<{ versions: unknown } | { why: string }> {
  if (!process.env.CLOUDFLARE_API_TOKEN) return { why: "no CLOUDFLARE_API_TOKEN" };
  const line = ["wrangler", "deployments", "status", "--json", "--config", flags.config];
  const { code, output } = await command(line, { minutes: 1 });
  const from = output.indexOf("{");
  if (code !== 0 || from < 0) return { why: output.trim().split("\n").at(-1) ?? "no answer" };
  const { versions } = JSON.parse(output.slice(from)) as { versions: unknown };
  return { versions };
}

const { url, key } = whereToAsk(flags);
const [health, deployment] = await Promise.all([askHealth(url, key), deployed()]);
const built = existsSync("build/release.json")
  ? (JSON.parse(readFileSync("build/release.json", "utf8")) as Record<string, unknown>)
  : null;
if (flags.json) console.log(JSON.stringify({ health, deployment, built }));
else {
  console.log(told(health));
  console.log(
    "versions" in deployment
      ? `deployed: ${JSON.stringify(deployment.versions)}`
      : `deployed: cannot be asked (${deployment.why})`,
  );
  console.log(
    built ? `built here: ${JSON.stringify(built)}` : "built here: nothing (npm run build)",
  );
}
process.exitCode = exitOf(health);
