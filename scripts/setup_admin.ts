/**
 * Prints a one-time link that makes the first administrator of an empty platform.
 *
 *   npm run setup:admin                       the database of this machine
 *   npm run setup:admin -- --remote           the one in production; asks Cloudflare by wrangler
 *   --origin https://tms.example.no           another address than ORIGIN of wrangler.toml
 *   --persist-to DIR                          another state folder than .wrangler/state
 *
 * Refuses when there is an administrator already. The link works for an hour, and is shown once:
 * the database holds only a hash of it.
 */
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { unstable_readConfig } from "wrangler";
import { flagsOf } from "./flags.ts";

const HOUR = 3_600_000;

const values = flagsOf({
  remote: { type: "boolean", default: false },
  origin: { type: "string" },
  "persist-to": { type: "string" },
});
const origin = values.origin ?? (values.remote ? ofProduction() : "http://localhost:8787");
if (!/^https?:\/\/[^/]+$/.test(origin))
  fail("want --origin https://the.address.of.the.platform", 2);

const administrator = `exists (select 1 from memberships m, json_each(m.roles) r
  where m.school_id = 'platform' and m.ended_at is null and r.value = 'platform_admin')`;
const token = randomBytes(32).toString("base64url");
const hash = createHash("sha256").update(token).digest("base64url");
const now = new Date();
const at = (ms: number) => new Date(now.getTime() + ms).toISOString();

// In one go, and the insert asks again by itself: nothing can slip in between.
const made = run(`update links set used_at = '${at(0)}' where kind = 'setup' and used_at is null;
  insert into links (hash, id, kind, created_at, expires_at)
  select '${hash}', '${uuidv7()}', 'setup', '${at(0)}', '${at(HOUR)}' where not ${administrator};
  select count(*) as links from links where hash = '${hash}'`);
if (made !== 1)
  fail("there is an administrator already. She invites the others under Access (/people)", 1);
console.log(`Open this link within an hour. It works once, and is not shown again:

  ${origin}/link/setup/${token}

A link that was printed before this one no longer works.
`);

/** The public address as the worker is told it. */
function ofProduction(): string {
  return String(unstable_readConfig({ config: "wrangler.toml" }).vars.ORIGIN ?? "");
}

function fail(why: string, code: number): never {
  console.error(`Cannot make a link: ${why}`);
  process.exit(code);
}

/** What the last of the statements counted. */
function run(command: string): unknown {
  const where = values.remote ? ["--remote"] : ["--local"];
  const state = values["persist-to"] ? ["--persist-to", values["persist-to"]] : [];
  const args = ["d1", "execute", "DB", ...where, ...state, "--yes", "--json", "--command", command];
  const { stdout, status } = spawnSync("node_modules/.bin/wrangler", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" },
  });
  const migrate = `npm run setup:db${values.remote ? " -- --remote" : ""}`;
  if (stdout.includes("no such table")) fail(`the database is empty. Run ${migrate} first`, 1);
  if (status !== 0) fail(`wrangler ended with ${status}: ${stdout.trim()}`, 1);
  const answers: { results: { links?: number }[] }[] = JSON.parse(
    stdout.slice(stdout.indexOf("[")),
  );
  return answers.at(-1)?.results[0]?.links;
}
